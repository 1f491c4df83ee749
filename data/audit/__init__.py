"""The audit: who saw, exported, changed, uploaded or built what, and who was refused."""
