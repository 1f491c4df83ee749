"""Reads files into tables of cells: delimited text, spreadsheets, layers, WKT; finds the header."""
