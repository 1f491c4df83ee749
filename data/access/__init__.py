"""Who may see what (viewer, audience, groups)."""
