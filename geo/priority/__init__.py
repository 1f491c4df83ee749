"""The composite score and its stability."""
