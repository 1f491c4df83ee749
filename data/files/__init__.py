"""Bytes: members of folders and zips, limits on zips, the Parquet writer."""
