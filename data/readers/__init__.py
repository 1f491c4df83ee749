"""Files into cells: delimited text, spreadsheets, layers, WKT; finding the header."""
