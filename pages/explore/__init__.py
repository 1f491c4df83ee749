"""Pages that answer a question about places."""
