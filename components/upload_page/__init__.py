"""The page for bringing in files."""
