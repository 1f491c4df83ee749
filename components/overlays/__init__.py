"""Things drawn over the areas: adding one is a file beside this and a row in the registry."""
