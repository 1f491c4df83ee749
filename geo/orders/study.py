"""Study of one order: its police.uk points, the months that can be compared, and the evidence."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import shapely

from geo.orders.before_after_windows import (
    NO_END,
    Span,
    Windows,
    answers_from,
    windows,
    year_before,
)
from geo.orders.counted_parts import FixedComparison, Recorded, counted_parts
from geo.orders.evidence import FEW_INCIDENTS, FEW_POINTS, Evidence, blocking_reason, evidence
from geo.orders.treatment_areas import COMPARISON, INSIDE, PARTS, RING_METRES

NO_START, NOT_BEGUN, NO_RECORD = "no start", "not begun", "no record"
TOO_RECENT, ENDED_TOO_SOON, NO_BEFORE = "too recent", "ended too soon", "no before"
NOTHING_ELSEWHERE, ACROSS_A_BREAK = "nothing elsewhere", "across a break"
# WHY_NOT: all reasons why there is no evidence.
WHY_NOT = (
    *(NO_START, NOT_BEGUN, NO_RECORD, TOO_RECENT, ENDED_TOO_SOON, NO_BEFORE, NOTHING_ELSEWHERE),
    *(FEW_POINTS, FEW_INCIDENTS, ACROSS_A_BREAK),
)


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
    fixed: FixedComparison | None = None,
    ring: float = RING_METRES,
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
    fixed
        Comparison areas that were fixed beforehand; None to choose them by rule.
    ring
        Width of the ring in metres.

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
    parts = counted_parts(
        order, others, start or today, end if start else None,
        recorded=recorded, wards=wards, fixed=fixed, ring=ring,
    )  # fmt: skip
    of, complete, pairs, monthly = parts.span, parts.complete, parts.windows, parts.monthly
    reason, when = _reason(start, of.last != NO_END, today, pairs, of, complete)
    if not reason:
        counts_before = monthly.loc[list(pairs.before)].sum()
        reason = blocking_reason(int((parts.places == INSIDE).sum()), float(counts_before[INSIDE]))
        reason = reason or ("" if counts_before[COMPARISON] else NOTHING_ELSEWHERE)
    result = None
    if not reason:
        earlier = year_before(of, complete)
        result = evidence(monthly, pairs, drift=parts.drift(pairs), earlier=earlier)
    return Study(
        places=parts.places,
        reach=parts.reach,
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
    of: Span,
    complete: dict[str, int],
) -> tuple[str, str | None]:
    """Return why the months give no evidence, and the month that would; empty text if they do."""
    if start is None:
        return NO_START, None
    if not complete:
        return NO_RECORD, None
    if pairs.enough:
        return "", None
    if windows(of, list(complete)).enough:
        return ACROSS_A_BREAK, answers_from(of, complete)
    when = answers_from(of, complete)
    if start > today:
        return NOT_BEGUN, when
    if when:
        return TOO_RECENT, when
    months_before = [month for month in complete if month < f"{start:%Y-%m}"]
    return (NO_BEFORE if len(months_before) < 10 or not ended else ENDED_TOO_SOON), None
