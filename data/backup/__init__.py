"""Backup of a home in one archive, with its register, and its restoration."""
