"""The search over pages, places, groups, orders and what was entered, in both languages."""
