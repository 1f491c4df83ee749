"""Releases of English areas, from small files with the columns and codes as they are published."""
