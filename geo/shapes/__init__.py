"""Contiguity, simplification, hexagons, label placement."""
