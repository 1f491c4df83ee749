"""The sample county: source-shaped files of a place that does not exist, with planted truths."""

from data.sample.build import write_sources

__all__ = ["write_sources"]
