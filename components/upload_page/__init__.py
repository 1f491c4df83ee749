"""Bring in files."""
