"""Pure measures: tables in, tables on the same index out. No files, no user interface."""
