"""Count what is recorded inside an area, in the ring around it and in its comparison area."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd
import shapely

from geo.orders.before_after_windows import Span, Windows, complete_months_in, windows
from geo.orders.overdispersion import between_period_variance
from geo.orders.treatment_areas import (
    BEYOND,
    COMPARISON,
    FIXED_BEFOREHAND,
    INSIDE,
    PARTS,
    RING,
    RING_METRES,
    assign_treatment_area,
    comparison_of,
    wards_around,
)


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """Police records by point."""

    # By number: `x`, `y`, `ward_code`, `lsoa_code`.
    points: pd.DataFrame
    # `point`, `month` and `incidents`, of the categories in question.
    counts: pd.DataFrame
    # One row per month, one column per ward: 0 if its police force did not publish it in full, else
    # a number that is the same in months recorded alike.
    recordings: pd.DataFrame

    @property
    def published(self) -> pd.DataFrame:
        """Whether there are figures: one row per month, one column per ward."""
        return self.recordings > 0


@dataclass(frozen=True, kw_only=True)
class FixedComparison:
    """Comparison areas that were chosen before the result could be known."""

    codes: frozenset[str]
    # The column of the points that has the codes: `ward_code` or `lsoa_code`.
    column: str = "ward_code"


@dataclass(frozen=True, kw_only=True)
class CountedParts:
    """The points and counts of the parts, and the months that can be compared."""

    # Part of each point: inside, ring, comparison, or another.
    places: pd.Series
    # Extent of the comparison area.
    reach: str
    # Incidents by month in the three parts; missing for months that were not published.
    monthly: pd.DataFrame
    # The whole months in force, and the months published in full: each has a number that is the
    # same in months recorded alike.
    span: Span
    complete: dict[str, int]
    windows: Windows
    # The points beyond the ring whose ward has all months.
    outside: pd.Series
    recorded: Recorded

    def drift(self, windows: Windows) -> float:
        """Return the variance of small areas' log ratios between two periods beyond chance."""
        # Other wards lack months of the comparison.
        counts = (
            _by_lsoa(self.recorded, self.outside, months)
            for months in (windows.before, windows.since)
        )
        return between_period_variance(*counts)


def counted_parts(
    area: shapely.Geometry,
    others: Sequence[shapely.Geometry],
    start: dt.date,
    end: dt.date | None,
    *,
    recorded: Recorded,
    wards: pd.Series,
    fixed: FixedComparison | None = None,
    ring: float = RING_METRES,
) -> CountedParts:
    """Return the counts of an area, of its ring and of its comparison area, selected by rule.

    Parameters
    ----------
    area
        Outline of the area in metres.
    others
        Outlines of other orders.
    start
        First day.
    end
        Last day, None without an end.
    recorded
        Police records.
    wards
        Shapes of all wards by code.
    fixed
        Comparison areas that were fixed beforehand; None to choose them by rule.
    ring
        Width of the ring in metres.

    Returns
    -------
    CountedParts
        The points, counts and months.

    Examples
    --------
    >>> points = pd.DataFrame({"x": [5.0], "y": [5.0], "ward_code": ["A"], "lsoa_code": ["L"]})
    >>> counts = pd.DataFrame({"point": [0], "month": ["2025-01"], "incidents": [3]})
    >>> records = Recorded(points=points, counts=counts,
    ...                    recordings=pd.DataFrame({"A": [1]}, ["2025-01"]))
    >>> box = shapely.box(0, 0, 10, 10)
    >>> parts = counted_parts(box, [], dt.date(2025, 1, 1), None, recorded=records,
    ...                       wards=pd.Series({"A": box}))
    >>> parts.monthly.loc["2025-01", "inside"].item()
    3.0
    """
    points = recorded.points
    places = assign_treatment_area(points, area, others, ring=ring)
    span = complete_months_in(start, end)
    complete, steady = _months(places, recorded)
    pairs = windows(span, complete)
    usable = points["ward_code"].where(points["ward_code"].isin(steady))
    if fixed is None:
        before = _by_point(recorded, pairs.before or list(complete))
        own = set(points["ward_code"][places == INSIDE])
        compared, reach = comparison_of(places, usable, wards_around(wards, own), before)
    else:
        compared = (places == BEYOND) & points[fixed.column].isin(fixed.codes)
        reach = FIXED_BEFOREHAND
    compared &= usable.notna()
    places = places.mask(compared, COMPARISON)
    return CountedParts(
        places=places,
        reach=reach,
        monthly=_monthly(recorded, places, complete),
        span=span,
        complete=complete,
        windows=pairs,
        outside=places.isin([BEYOND, COMPARISON]) & usable.notna(),
        recorded=recorded,
    )


def _months(places: pd.Series, recorded: Recorded) -> tuple[dict[str, int], list[str]]:
    """Return the months published near the order, and the wards that have all of them.

    Each month has a number that is the same in months recorded alike in the wards near it.
    """
    wards_near = recorded.points["ward_code"][places.isin([INSIDE, RING])].unique()
    published = recorded.published
    published_here = published[list(wards_near)] if len(wards_near) else published
    complete = published.index[published_here.all(axis=1)]
    steady = published.columns[published.loc[complete].all(axis=0)]
    here = recorded.recordings.loc[complete, list(published_here.columns)]
    alike = [tuple(recording) for recording in here.to_numpy().tolist()]
    numbers = {recording: n for n, recording in enumerate(dict.fromkeys(alike), start=1)}
    numbered = {str(month): numbers[one] for month, one in zip(complete, alike, strict=True)}
    return numbered, [str(code) for code in steady]


def _by_point(recorded: Recorded, months: Sequence[str]) -> pd.Series:
    """Return the incidents of these months at each point."""
    counts = recorded.counts
    selected = counts[counts["month"].isin(list(months))]
    sums = selected.groupby("point")["incidents"].sum()
    return sums.reindex(recorded.points.index, fill_value=0)


def _by_lsoa(recorded: Recorded, which: pd.Series, months: Sequence[str]) -> pd.Series:
    """Return the incidents of these months by LSOA, over the selected points."""
    counts = _by_point(recorded, months)[which]
    return counts.groupby(recorded.points["lsoa_code"][which]).sum()


def _monthly(recorded: Recorded, places: pd.Series, complete: Collection[str]) -> pd.DataFrame:
    """Return the incidents by month and part, missing where not published."""
    part = recorded.counts["point"].map(places)
    sums = recorded.counts["incidents"].groupby([recorded.counts["month"], part]).sum()
    by_part = sums.unstack(fill_value=0)
    whole = by_part.reindex(
        index=pd.Index(list(complete), dtype="str"), columns=list(PARTS), fill_value=0
    )
    return whole.astype(float).reindex(recorded.published.index)
