"""Access rules: which viewer may see which data."""
