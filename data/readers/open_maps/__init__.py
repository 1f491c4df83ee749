"""Reads the open maps of Ordnance Survey."""
