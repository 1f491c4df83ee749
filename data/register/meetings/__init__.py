"""Meetings: the agenda, what was shown, and what was decided."""
