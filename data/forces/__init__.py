"""Which police force covers which area, and which of its months are whole."""
