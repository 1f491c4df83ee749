"""Months and areas of which every area has figures in every month."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

# LEAST_SHARE: a sum over areas that leaves out more than half of the whole is not made, because it
# would not represent the whole.
LEAST_SHARE = 0.5


@dataclass(frozen=True, kw_only=True)
class SharedMonths:
    """Months and areas of which every area has figures in every month."""

    months: tuple[str, ...]
    areas: tuple[str, ...]
    share: float
    by_residents: bool


def shared_months(known: pd.DataFrame, residents: pd.Series) -> SharedMonths | None:
    """Return months and areas of which every area has every month, as many as possible.

    Either all areas over the months that they share, or fewer areas over more months: whichever
    gives more residents times months.

    Parameters
    ----------
    known
        Whether there are figures: one row per month, one column per area.
    residents
        Residents by area. If none are known, every area counts the same.

    Returns
    -------
    SharedMonths | None
        The months and areas; None if there are none for half of the whole.

    Examples
    --------
    >>> known = pd.DataFrame({"A": [True, True], "B": [False, True]}, ["2026-08", "2026-09"])
    >>> shared_months(known, pd.Series({"A": 8000, "B": 2000})).areas
    ('A',)
    >>> shared_months(known, pd.Series({"A": 5500, "B": 4500})).months
    ('2026-08', '2026-09')
    """
    people = residents.reindex(known.columns).fillna(0.0).to_numpy(dtype=float)
    if known.empty:
        return None
    by_residents = bool(people.any())
    if not by_residents:
        people = np.ones(len(known.columns))
    have = known.to_numpy(dtype=bool)
    patterns, of_area = np.unique(have.T, axis=0, return_inverse=True)
    weights = np.bincount(of_area.ravel(), people, minlength=len(patterns))
    best, most = None, 0.0
    for months in _candidates(patterns, weights):
        inside = patterns[:, months].all(axis=1)
        share = float(weights[inside].sum() / weights.sum())
        amount = share * int(months.sum())
        if amount > most and share >= LEAST_SHARE:
            best, most = months, amount
    if best is None:
        return None
    inside = have[best].all(axis=0)
    return SharedMonths(
        months=tuple(str(month) for month in known.index[best]),
        areas=tuple(str(area) for area in known.columns[inside]),
        # Areas without residents are left out of the weights, not of the sum.
        share=1.0 if inside.all() else float(people[inside].sum() / people.sum()),
        by_residents=by_residents,
    )


def _candidates(patterns: np.ndarray, weights: np.ndarray) -> list[np.ndarray]:
    """Return the sets of months to choose from: the months that the fullest areas share.

    Areas with the same months are one row of `patterns`. Each row is a candidate, and so are the
    months that the first rows share, from the fullest row on.
    """
    order = np.lexsort((-weights, -patterns.sum(axis=1)))
    together = np.logical_and.accumulate(patterns[order], axis=0)
    return [months for months in (*together[::-1], *patterns) if months.any()]
