"""Reads text files with any usual encoding, line end and delimiter."""
