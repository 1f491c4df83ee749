"""Packs: the pages of the app, arranged for a meeting, as slides, PDF and workbook."""
