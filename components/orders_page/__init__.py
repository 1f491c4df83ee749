"""Orders and their evidence."""
