"""Which months of which police force are missing, or too thin to be whole.

A gap in publication looks like a fall in crime. Each force-month is gated on its volume: one with
less than half the force's usual number of rows is taken as not published whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

MISSING, THIN = "missing", "thin"
THIN_BELOW = 0.5
NEIGHBOURS = 12
LEAST_TO_JUDGE = 100
"""Below so many rows a month, half the usual number is what chance alone can do."""


@dataclass(frozen=True, kw_only=True)
class MissingMonths:
    """A force's month that is left out of every figure."""

    force: str
    month: str
    why: str
    rows: int


def find_gaps(rows: pd.Series, months: Iterable[str]) -> list[MissingMonths]:
    """The gaps among the months, from the number of published rows by (force, month)."""
    table = rows.unstack("force").reindex(list(months))
    found = []
    for force, published in zip(table.columns, table.to_numpy(dtype=float).T, strict=True):
        for place, (month, count) in enumerate(zip(table.index, published, strict=True)):
            if np.isnan(count):
                found.append(MissingMonths(force=str(force), month=str(month), why=MISSING, rows=0))
            elif _is_thin(published, place):
                found.append(
                    MissingMonths(force=str(force), month=str(month), why=THIN, rows=int(count))
                )
    return sorted(found, key=lambda gap: (gap.month, gap.force))


def _is_thin(published: np.ndarray, place: int) -> bool:
    """Against the median of the year before and after, the month itself left out."""
    before = published[max(place - NEIGHBOURS, 0) : place]
    around = np.concatenate([before, published[place + 1 : place + NEIGHBOURS + 1]])
    around = around[~np.isnan(around)]
    usual = np.median(around) if len(around) else 0.0
    return bool(usual >= LEAST_TO_JUDGE and published[place] < THIN_BELOW * usual)
