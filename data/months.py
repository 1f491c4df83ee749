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


def months_before(month: str, number: int) -> str:
    """Return the month that is a number of months earlier.

    Parameters
    ----------
    month
        A month such as "2025-06".
    number
        The number of months.

    Returns
    -------
    str
        A month.

    Examples
    --------
    >>> months_before("2025-06", 7)
    '2024-11'
    """
    return str(pd.Period(month, freq="M") - number)
