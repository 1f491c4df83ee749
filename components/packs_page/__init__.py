"""The page on which packs are made."""
