"""One order studied: its points, the months that can be compared, and what they show."""

import datetime as dt
from collections.abc import Sequence
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
)
from geo.orders.treatment_areas import wards_around as around

NO_START, NOT_BEGUN, NO_RECORD = "no start", "not begun", "no record"
TOO_RECENT, ENDED_TOO_SOON, NO_BEFORE = "too recent", "ended too soon", "no before"
NOTHING_ELSEWHERE = "nothing elsewhere"
WHY_NOT = (
    *(NO_START, NOT_BEGUN, NO_RECORD, TOO_RECENT, ENDED_TOO_SOON, NO_BEFORE, NOTHING_ELSEWHERE),
    *(FEW_POINTS, FEW_INCIDENTS),
)
"""What can keep the record from answering."""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """What the police recorded, point by point."""

    points: pd.DataFrame
    """By number: x, y, ward_code, lsoa_code."""
    counts: pd.DataFrame
    """`point`, `month` and `incidents`, of the categories that are asked about."""
    published: pd.DataFrame
    """A row a month, a column a ward: whether its police force published it whole."""


@dataclass(frozen=True, kw_only=True)
class Study:
    """What is known of one order; without evidence, why there is none."""

    places: pd.Series
    """Of each point: inside, ring, comparison, or another's."""
    reach: str
    """How far the comparison reaches."""
    monthly: pd.DataFrame
    """Incidents by month in the three parts; a month that was not published has none."""
    windows: Windows
    evidence: Evidence | None
    why_not: str
    answers_from: str | None
    """The month whose publication will allow an answer."""

    @property
    def points(self) -> pd.Series:
        """How many points each part holds."""
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
    """Inside, ring and comparison by rule; equal months before and since; the evidence of them.

    `wards` are the shapes of all wards by code.
    """
    points = recorded.points
    places = assign_treatment_area(points, order, others)
    of = complete_months_in(start, end) if start else complete_months_in(today, None)
    complete, steady = _months(places, recorded)
    found = windows(of, complete)
    before = _by_point(recorded, found.before or complete)
    own = set(points["ward_code"][places == INSIDE])
    usable = points["ward_code"].where(points["ward_code"].isin(steady))
    compared, reach = comparison_of(places, usable, around(wards, own), before)
    compared &= usable.notna()
    places = places.mask(compared, COMPARISON)
    monthly = _monthly(recorded, places, complete)
    reason, when = _reason(start, of.last != NO_END, today, found, of, complete)
    if not reason:
        held = monthly.loc[list(found.before)].sum()
        reason = blocking_reason(int((places == INSIDE).sum()), float(held[INSIDE]))
        reason = reason or ("" if held[COMPARISON] else NOTHING_ELSEWHERE)
    shown = None
    if not reason:
        beyond = places.isin([BEYOND, COMPARISON])
        wandering = between_period_variance(
            *(_by_lsoa(recorded, beyond, m) for m in (found.before, found.since))
        )
        earlier = year_before(of, complete)
        shown = evidence(monthly, found, drift=wandering, earlier=earlier)
    return Study(
        places=places,
        reach=reach,
        monthly=monthly,
        windows=found,
        evidence=shown,
        why_not=reason,
        answers_from=when,
    )


def _reason(
    start: dt.date | None,
    ended: bool,
    today: dt.date,
    found: Windows,
    of: object,
    complete: list[str],
) -> tuple[str, str | None]:
    """What keeps the months from answering, and the month that would let them."""
    if start is None:
        return NO_START, None
    if not complete:
        return NO_RECORD, None
    if found.enough:
        return "", None
    when = answers_from(of, complete)  # type: ignore[arg-type]
    if start > today:
        return NOT_BEGUN, when
    if when:
        return TOO_RECENT, when
    before_it = [month for month in complete if month < f"{start:%Y-%m}"]
    return (NO_BEFORE if len(before_it) < 10 or not ended else ENDED_TOO_SOON), None


def _months(places: pd.Series, recorded: Recorded) -> tuple[list[str], list[str]]:
    """The months published where the order and its ring lie, and the wards that have all these."""
    near = recorded.points["ward_code"][places.isin([INSIDE, RING])].unique()
    published = recorded.published
    here = published[list(near)] if len(near) else published
    complete = published.index[here.all(axis=1)]
    steady = published.columns[published.loc[complete].all(axis=0)]
    return [str(month) for month in complete], [str(code) for code in steady]


def _by_point(recorded: Recorded, months: Sequence[str]) -> pd.Series:
    counts = recorded.counts
    within = counts[counts["month"].isin(list(months))]
    sums = within.groupby("point")["incidents"].sum()
    return sums.reindex(recorded.points.index, fill_value=0)


def _by_lsoa(recorded: Recorded, which: pd.Series, months: Sequence[str]) -> pd.Series:
    counts = _by_point(recorded, months)[which]
    return counts.groupby(recorded.points["lsoa_code"][which]).sum()


def _monthly(recorded: Recorded, places: pd.Series, complete: list[str]) -> pd.DataFrame:
    part = recorded.counts["point"].map(places)
    sums = recorded.counts.assign(part=part).pivot_table(
        index="month", columns="part", values="incidents", aggfunc="sum", fill_value=0
    )
    whole = sums.reindex(index=pd.Index(complete), columns=list(PARTS), fill_value=0)
    return whole.astype(float).reindex(recorded.published.index)
