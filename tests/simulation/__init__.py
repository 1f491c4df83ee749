"""Simulations: how often anything is claimed where nothing differs, and what is found."""
