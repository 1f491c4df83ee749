"""Study of one order: its police.uk points, the months that can be compared, and the evidence."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd
import shapely

from geo.orders.before_after_windows import (
    NO_END,
    Windows,
    answers_from,
    complete_months_in,
    windows,
    year_before,
)
from geo.orders.evidence import FEW_INCIDENTS, FEW_POINTS, Evidence, blocking_reason, evidence
from geo.orders.overdispersion import between_period_variance
from geo.orders.treatment_areas import (
    BEYOND,
    COMPARISON,
    INSIDE,
    PARTS,
    RING,
    assign_treatment_area,
    comparison_of,
    wards_around,
)

NO_START, NOT_BEGUN, NO_RECORD = "no start", "not begun", "no record"
TOO_RECENT, ENDED_TOO_SOON, NO_BEFORE = "too recent", "ended too soon", "no before"
NOTHING_ELSEWHERE, ACROSS_A_BREAK = "nothing elsewhere", "across a break"
# WHY_NOT: all reasons why there is no evidence.
WHY_NOT = (
    *(NO_START, NOT_BEGUN, NO_RECORD, TOO_RECENT, ENDED_TOO_SOON, NO_BEFORE, NOTHING_ELSEWHERE),
    *(FEW_POINTS, FEW_INCIDENTS, ACROSS_A_BREAK),
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
class Study:
    """The result for one order; without evidence, the reason."""

    # Part of each point: inside, ring, comparison, or another.
    places: pd.Series
    # Extent of the comparison area.
    reach: str
    # Incidents by month in the three parts; missing for months that were not published.
    monthly: pd.DataFrame
    windows: Windows
    evidence: Evidence | None
    why_not: str
    # The month whose publication will give an answer.
    answers_from: str | None

    @property
    def points(self) -> pd.Series:
        """Number of points in each part."""
        return self.places.value_counts().reindex(list(PARTS), fill_value=0)


def study(
    order: shapely.Geometry,
    others: Sequence[shapely.Geometry],
    start: dt.date | None,
    end: dt.date | None,
    *,
    recorded: Recorded,
    wards: pd.Series,
    today: dt.date,
) -> Study:
    """Return the study of one order: parts, months and evidence, all selected by rule.

    Parameters
    ----------
    order
        Outline of the order in metres.
    others
        Outlines of other orders.
    start
        First day, None if unknown.
    end
        Last day, None without an end.
    recorded
        Police records.
    wards
        Shapes of all wards by code.
    today
        The reference day.

    Returns
    -------
    Study
        The study; its evidence is None where a reason is given.

    Examples
    --------
    >>> points = pd.DataFrame({"x": [5.0], "y": [5.0], "ward_code": ["A"], "lsoa_code": ["L"]})
    >>> counts = pd.DataFrame({"point": [0], "month": ["2025-01"], "incidents": [3]})
    >>> records = Recorded(points=points, counts=counts,
    ...                    recordings=pd.DataFrame({"A": [1]}, ["2025-01"]))
    >>> box = shapely.box(0, 0, 10, 10)
    >>> study(box, [], dt.date(2025, 1, 1), None, recorded=records, wards=pd.Series({"A": box}),
    ...       today=dt.date(2025, 2, 1)).why_not
    'no before'
    """
    points = recorded.points
    places = assign_treatment_area(points, order, others)
    of = complete_months_in(start, end) if start else complete_months_in(today, None)
    complete, steady = _months(places, recorded)
    pairs = windows(of, complete)
    before = _by_point(recorded, pairs.before or list(complete))
    own = set(points["ward_code"][places == INSIDE])
    usable = points["ward_code"].where(points["ward_code"].isin(steady))
    compared, reach = comparison_of(places, usable, wards_around(wards, own), before)
    compared &= usable.notna()
    places = places.mask(compared, COMPARISON)
    monthly = _monthly(recorded, places, complete)
    reason, when = _reason(start, of.last != NO_END, today, pairs, of, complete)
    if not reason:
        counts_before = monthly.loc[list(pairs.before)].sum()
        reason = blocking_reason(int((places == INSIDE).sum()), float(counts_before[INSIDE]))
        reason = reason or ("" if counts_before[COMPARISON] else NOTHING_ELSEWHERE)
    result = None
    if not reason:
        # Other wards lack months of the comparison.
        outside = places.isin([BEYOND, COMPARISON]) & usable.notna()
        drift = between_period_variance(
            *(_by_lsoa(recorded, outside, m) for m in (pairs.before, pairs.since))
        )
        earlier = year_before(of, complete)
        result = evidence(monthly, pairs, drift=drift, earlier=earlier)
    return Study(
        places=places,
        reach=reach,
        monthly=monthly,
        windows=pairs,
        evidence=result,
        why_not=reason,
        answers_from=when,
    )


def _reason(
    start: dt.date | None,
    ended: bool,
    today: dt.date,
    pairs: Windows,
    of: object,
    complete: dict[str, int],
) -> tuple[str, str | None]:
    """Return why the months give no evidence, and the month that would; empty text if they do."""
    if start is None:
        return NO_START, None
    if not complete:
        return NO_RECORD, None
    if pairs.enough:
        return "", None
    if windows(of, list(complete)).enough:  # type: ignore[arg-type]
        return ACROSS_A_BREAK, answers_from(of, complete)  # type: ignore[arg-type]
    when = answers_from(of, complete)  # type: ignore[arg-type]
    if start > today:
        return NOT_BEGUN, when
    if when:
        return TOO_RECENT, when
    months_before = [month for month in complete if month < f"{start:%Y-%m}"]
    return (NO_BEFORE if len(months_before) < 10 or not ended else ENDED_TOO_SOON), None


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
    alike = here.apply(tuple, axis=1)
    numbers = {recording: n for n, recording in enumerate(dict.fromkeys(alike), start=1)}
    numbered = {str(month): numbers[recording] for month, recording in alike.items()}
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
