"""The count cube: incidents by area, category and month, and their sums along the months."""
