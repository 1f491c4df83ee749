"""The view (what the viewer looks at), its address and the session."""
