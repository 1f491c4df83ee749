"""Pure measures: tidy tables in, tables on the same index out. No files, no screens."""
