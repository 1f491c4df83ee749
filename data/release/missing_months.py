"""Finds the months that a police force did not publish, or only in part.

A gap in publication looks like a fall in crime. A month with less than half the force's usual
number of rows counts as not published completely.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

MISSING, THIN = "missing", "thin"
THIN_BELOW = 0.5
NEIGHBOURS = 12
# Usual rows per month below which a fall to half can be chance.
LEAST_TO_JUDGE = 100


@dataclass(frozen=True, kw_only=True)
class MissingMonths:
    """A month of a police force that is left out of every figure."""

    force: str
    month: str
    why: str
    rows: int


def find_gaps(rows: pd.Series, months: Iterable[str]) -> list[MissingMonths]:
    """Find the gaps among the months.

    Parameters
    ----------
    rows
        Number of published rows, indexed by (force, month).
    months
        Every month to judge.

    Returns
    -------
    list[MissingMonths]
        Sorted by month and force.

    Examples
    --------
    >>> names = ["force", "month"]
    >>> index = pd.MultiIndex.from_tuples([("gwent", "2025-01"), ("gwent", "2025-03")], names=names)
    >>> rows = pd.Series([900.0, 950.0], index)
    >>> [gap.month for gap in find_gaps(rows, ["2025-01", "2025-02", "2025-03"])]
    ['2025-02']
    """
    table = rows.unstack("force").reindex(list(months))
    gaps = []
    for force, published in zip(table.columns, table.to_numpy(dtype=float).T, strict=True):
        for position, (month, count) in enumerate(zip(table.index, published, strict=True)):
            if np.isnan(count):
                gaps.append(MissingMonths(force=str(force), month=str(month), why=MISSING, rows=0))
            elif _is_thin(published, position):
                gaps.append(
                    MissingMonths(force=str(force), month=str(month), why=THIN, rows=int(count))
                )
    return sorted(gaps, key=lambda gap: (gap.month, gap.force))


def _is_thin(published: np.ndarray, position: int) -> bool:
    """Return whether a month has less than half the median of the twelve months on either side."""
    before = published[max(position - NEIGHBOURS, 0) : position]
    around = np.concatenate([before, published[position + 1 : position + NEIGHBOURS + 1]])
    around = around[~np.isnan(around)]
    usual = np.median(around) if len(around) else 0.0
    return bool(usual >= LEAST_TO_JUDGE and published[position] < THIN_BELOW * usual)
