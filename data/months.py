"""Months as text, "2025-06"."""

from collections.abc import Iterator

import pandas as pd


def months_between(first: str, last: str) -> Iterator[str]:
    """Every month from the first to the last, both included."""
    for month in pd.period_range(first, last, freq="M"):
        yield str(month)
