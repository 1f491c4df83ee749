"""Projection, point-in-polygon, distinct points, ward membership and custom levels."""
