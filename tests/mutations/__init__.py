"""Damages the files of a small county, builds from them, and opens the pages of what builds."""
