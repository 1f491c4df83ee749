"""Reads layers of areas, look-ups between areas, and the background map."""
