"""The months of two periods that are compared: of one area, of many areas, of a sum of areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from geo.comparable_months.pairs import month_pairs
from geo.comparable_months.shared import shared_months
from geo.period import YEAR, shifted


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
