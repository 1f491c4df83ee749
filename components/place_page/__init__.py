"""One place: its page and its PDF."""
