"""The map page, with the place panel."""
