"""The page on which groups, services and orders are entered, changed and confirmed."""
