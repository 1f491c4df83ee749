"""The map and its table as files that others open: CSV, XLSX, GeoJSON, GeoPackage."""
