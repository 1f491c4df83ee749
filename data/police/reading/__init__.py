"""Reads one police file, however it was saved or merged: cells, months, forces, pasted rows."""
