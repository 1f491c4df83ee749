"""The map: its specification, its legend and its painter in the browser."""
