"""Reads one police file, however saved or merged: cells, months, forces, rows not to be used."""
