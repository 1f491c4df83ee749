"""Milltir on the command line."""
