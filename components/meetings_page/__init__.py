"""The page on which meetings are prepared, held and written up."""
