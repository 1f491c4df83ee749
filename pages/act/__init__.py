"""Pages on which people work: the register."""
