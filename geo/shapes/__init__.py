"""Contiguity, simplification, hexagons and label placement."""
