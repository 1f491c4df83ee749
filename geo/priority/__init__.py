"""The composite priority score."""
