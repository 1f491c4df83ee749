"""Widgets and blocks that several pages use."""
