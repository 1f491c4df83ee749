"""Read each kind of source into a table, and report the use of every row."""
