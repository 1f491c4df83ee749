"""The provenance of a release's data: licence, coverage, age, and differences."""
