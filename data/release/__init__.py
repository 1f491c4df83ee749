"""Opens and manages releases: manifest, tables, count cubes, and the switch between releases."""
