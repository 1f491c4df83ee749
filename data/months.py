"""Months as text, such as "2025-06"."""

from collections.abc import Iterator

import pandas as pd


def months_between(first: str, last: str) -> Iterator[str]:
    """Yield every month from the first to the last, both included.

    Parameters
    ----------
    first, last
        Months such as "2025-06".

    Yields
    ------
    str
        A month.

    Examples
    --------
    >>> list(months_between("2025-11", "2026-01"))
    ['2025-11', '2025-12', '2026-01']
    """
    for month in pd.period_range(first, last, freq="M"):
        yield str(month)
