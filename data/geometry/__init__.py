"""Projection, point-in-polygon, distinct points, ward membership, custom levels."""
