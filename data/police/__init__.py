"""Monthly files of data.police.uk: `ingest.ingest_police` counts them into a release.

Its steps: parse each file once, choose one for each force and month, locate the distinct points,
find Crime IDs published twice and misplaced months, and count month by month. A *spot* is a
distinct location in one file; a *point* is a distinct location of all files.
"""
