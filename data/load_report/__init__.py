"""Accounts for every row read: used, or left out with a reason (reconciliation)."""
