"""The page on orders and their evidence."""
