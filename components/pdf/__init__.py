"""Sheets of paper: a template, its data and its pictures set as a tagged, accessible PDF.

The typesetter is loaded only when someone asks for a sheet, so this file imports nothing.
"""
