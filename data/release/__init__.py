"""A built release: manifest, store, cube, switch, fallback, checksums."""
