"""The map and its table as files: CSV, XLSX, GeoJSON, GeoPackage."""
