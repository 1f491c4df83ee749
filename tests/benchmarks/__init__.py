"""Benchmarks of speed, each against another library in the same run: `make bench`."""
