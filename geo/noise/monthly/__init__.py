"""Monthly counts of many areas and categories: what a month lets expect, and what is beyond it."""
