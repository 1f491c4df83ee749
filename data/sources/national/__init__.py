"""National counts: a file is checked, and taken into a release as it is."""

from data.sources.national.checks import check_national, write_national_counts

__all__ = ["check_national", "write_national_counts"]
