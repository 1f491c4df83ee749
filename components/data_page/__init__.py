"""Data and sources."""
