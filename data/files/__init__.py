"""Reads members of folders and zips within limits, and writes Parquet tables."""
