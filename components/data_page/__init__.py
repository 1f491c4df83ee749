"""The page on data and sources."""
