"""The page on authorities and partnerships: side by side, with the same indicators."""
