"""Pages that change what is served."""
