"""The delivery plan: its deadlines, its quarters, and how far its actions are."""
