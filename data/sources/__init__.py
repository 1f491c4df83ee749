"""One file per kind of source: real-world files in, tidy tables and a load report out."""
