"""The page on hot spots: how well they are foretold here, where they are, and how lasting."""
