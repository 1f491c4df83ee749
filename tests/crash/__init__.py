"""Acts on a home that fail or are killed at every file operation, and what must hold afterwards."""
