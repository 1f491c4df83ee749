"""Decides which months of two periods are compared, for one area, many areas and a sum of areas.

Like is compared with like: a month counts only where the area has figures for it and for the month
it is compared with, and where both are recorded alike: a recording break is a gap in
comparability. Every comparison of two periods in the program uses this module. Its tables have a
number for each month and area: 0 where there are no figures, else the same in months that are
recorded alike.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from geo.period import YEAR, shifted

# LEAST_SHARE: a sum over areas that leaves out more than half of the whole is not made, because it
# would not represent the whole.
LEAST_SHARE = 0.5


@dataclass(frozen=True, kw_only=True)
class ComparedMonths:
    """The months of a comparison, in pairs, and how much of the whole it goes over."""

    now: tuple[str, ...]
    before: tuple[str, ...]
    # The months that were asked for, with and without figures.
    asked: tuple[str, ...]
    # The areas that are compared, or added up.
    areas: tuple[str, ...]
    # The share of the residents that live in these areas; of the areas if no residents are known.
    share: float = 1.0
    by_residents: bool = True
    # Categories that are compared over other months, because of a recording break; None where
    # there is no month that can be compared.
    apart: Mapping[str, "ComparedMonths | None"] = field(default_factory=dict)

    def of(self, category: str) -> "ComparedMonths | None":
        """Return the months of one of several categories that are compared together."""
        return self.apart.get(category, self)

    @property
    def whole_period(self) -> bool:
        """Return whether every month that was asked for is compared."""
        return len(self.now) == len(self.asked)


@dataclass(frozen=True, kw_only=True)
class SharedMonths:
    """Months and areas of which every area has figures in every month."""

    months: tuple[str, ...]
    areas: tuple[str, ...]
    share: float
    by_residents: bool


def month_pairs(
    months: Sequence[str], published: Collection[str] | Mapping[str, int], *, by: int = -YEAR
) -> list[tuple[str, str]]:
    """Return the months that can be compared, each with the month it is compared with.

    Parameters
    ----------
    months
        The months to compare.
    published
        The months with figures; with a number that is the same in months recorded alike.
    by
        How many months later the other month of a pair is; negative for earlier.

    Returns
    -------
    list[tuple[str, str]]
        (month, other month), where both have figures and are recorded alike.

    Examples
    --------
    >>> month_pairs(["2026-08", "2026-09"], {"2025-09", "2026-08", "2026-09"})
    [('2026-09', '2025-09')]
    >>> recorded = {"2025-08": 1, "2025-09": 2, "2026-08": 2, "2026-09": 2}
    >>> month_pairs(["2026-08", "2026-09"], recorded)
    [('2026-09', '2025-09')]
    """
    recorded = published if isinstance(published, Mapping) else dict.fromkeys(published, 1)
    pairs = [(month, shifted(month, by)) for month in months]
    return [
        (month, other)
        for month, other in pairs
        if recorded.get(month) and recorded.get(month) == recorded.get(other)
    ]


def with_year_before(months: Sequence[str], *, by: int = -YEAR) -> list[str]:
    """Return months and those that they are compared with, the earlier ones first.

    Parameters
    ----------
    months
        The months to compare.
    by
        How many months later the months are that they are compared with.

    Returns
    -------
    list[str]
        All months of a comparison.

    Examples
    --------
    >>> with_year_before(["2026-09"])
    ['2025-09', '2026-09']
    """
    return [*(shifted(month, by) for month in months), *months]


def compared_months_by_area(
    recordings: pd.DataFrame, months: Sequence[str], *, by: int = -YEAR
) -> list[ComparedMonths]:
    """Return the months that each area can compare; areas with the same months together.

    Parameters
    ----------
    recordings
        The number of each month's recording: one row per month, one column per area.
    months
        The months to compare.
    by
        How many months later the months are that they are compared with.

    Returns
    -------
    list[ComparedMonths]
        The months and their areas. An area without a pair of months is in none of them.

    Examples
    --------
    >>> table = pd.DataFrame({"A": [True, True], "B": [False, True]}, ["2025-09", "2026-09"])
    >>> [(found.now, found.areas) for found in compared_months_by_area(table, ["2026-09"])]
    [(('2026-09',), ('A',))]
    """
    pairs = _comparable(recordings, months, by)
    patterns, of_area = np.unique(pairs.to_numpy().T, axis=0, return_inverse=True)
    found = []
    for number, have in enumerate(patterns):
        if have.any():
            now = tuple(str(month) for month in pairs.index[have])
            areas = pairs.columns[of_area.ravel() == number]
            found.append(
                ComparedMonths(
                    now=now,
                    before=tuple(shifted(month, by) for month in now),
                    asked=tuple(months),
                    areas=tuple(str(area) for area in areas),
                )
            )
    return found


def compared_months_of(
    recordings: pd.DataFrame, area: str, months: Sequence[str], *, by: int = -YEAR
) -> ComparedMonths | None:
    """Return the months of one area that can be compared.

    Parameters
    ----------
    recordings
        The number of each month's recording: one row per month, one column per area.
    area
        The code of the area.
    months
        The months to compare.
    by
        How many months later the months are that they are compared with.

    Returns
    -------
    ComparedMonths | None
        The pairs of months; None if there is none.

    Examples
    --------
    >>> table = pd.DataFrame({"A": [True, True], "B": [False, True]}, ["2025-09", "2026-09"])
    >>> compared_months_of(table, "A", ["2026-08", "2026-09"]).before
    ('2025-09',)
    >>> compared_months_of(table, "B", ["2026-08", "2026-09"]) is None
    True
    """
    pairs = month_pairs(months, _by_month(recordings[area]), by=by)
    if not pairs:
        return None
    return ComparedMonths(
        now=tuple(month for month, _ in pairs),
        before=tuple(other for _, other in pairs),
        asked=tuple(months),
        areas=(area,),
    )


def compared_months_of_sum(
    recordings: pd.DataFrame, residents: pd.Series, months: Sequence[str], *, by: int = -YEAR
) -> ComparedMonths | None:
    """Return the months and areas whose sums can be compared (see `shared_months`).

    Parameters
    ----------
    recordings
        The number of each month's recording: one row per month, one column per area.
    residents
        Residents by area.
    months
        The months to compare.
    by
        How many months later the months are that they are compared with.

    Returns
    -------
    ComparedMonths | None
        The pairs of months, which every one of its areas has in both periods; None if there is none
        for half of the whole.

    Examples
    --------
    >>> table = pd.DataFrame({"A": [True, True], "B": [False, True]}, ["2025-09", "2026-09"])
    >>> people = pd.Series({"A": 8000, "B": 2000})
    >>> found = compared_months_of_sum(table, people, ["2026-09"])
    >>> found.areas, found.share
    (('A',), 0.8)
    """
    shared = shared_months(_comparable(recordings, months, by), residents)
    if shared is None:
        return None
    return ComparedMonths(
        now=shared.months,
        before=tuple(shifted(month, by) for month in shared.months),
        asked=tuple(months),
        areas=shared.areas,
        share=shared.share,
        by_residents=shared.by_residents,
    )


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


def _by_month(recordings: pd.Series) -> dict[str, int]:
    return {str(month): int(number) for month, number in recordings.items()}


def _comparable(recordings: pd.DataFrame, months: Sequence[str], by: int) -> pd.DataFrame:
    """Return a table of months by areas: whether the area can compare the month.

    Months that no area can compare are left out.
    """
    pairs = month_pairs(months, set(recordings.index[recordings.any(axis=1)]), by=by)
    now, other = [month for month, _ in pairs], [month for _, month in pairs]
    later, earlier = recordings.loc[now].to_numpy(), recordings.loc[other].to_numpy()
    table = pd.DataFrame(
        (later > 0) & (later == earlier), pd.Index(now, dtype="str"), recordings.columns
    )
    return table[table.any(axis=1)]
