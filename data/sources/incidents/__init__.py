"""Where and when partners' incidents happened."""
