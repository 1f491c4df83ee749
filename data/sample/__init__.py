"""The sample county: source files of a fictional county with planted effects and faults."""

from data.sample.build import write_sources

__all__ = ["write_sources"]
