"""The background of maps from official sources."""
