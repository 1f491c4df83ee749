"""What an assessment could show, worked out on the day that a response starts."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import shapely

from geo.orders.before_after_windows import LEAST_MONTHS, answers_from, year_before
from geo.orders.counted_parts import FixedComparison, Recorded, counted_parts
from geo.orders.difference_in_differences import detectable_fall
from geo.orders.evidence import blocking_reason
from geo.orders.overdispersion import dispersion
from geo.orders.study import NO_BEFORE, NOTHING_ELSEWHERE
from geo.orders.treatment_areas import COMPARISON, INSIDE, RING_METRES


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What an assessment will rest on, and the smallest fall that it would probably show."""

    # The months of the year before that are compared, and the incidents in them, inside and in the
    # comparison areas.
    months: int
    inside: float
    comparison: float
    # The weakest ratio that would be found with 80% power; missing if not even a fall to none is.
    detectable: float
    # Why police figures can't assess it; empty if they can.
    why_not: str
    # The month whose publication will give an answer; None if no future month will.
    answers_from: str | None


def outlook(
    area: shapely.Geometry,
    others: Sequence[shapely.Geometry],
    start: dt.date,
    end: dt.date | None,
    *,
    recorded: Recorded,
    wards: pd.Series,
    fixed: FixedComparison,
    ring: float = RING_METRES,
) -> Outlook:
    """Return what the orders' method could show, from the counts before the start alone.

    The two years before stand for the noise: how unevenly months fall, and how far small areas
    drift apart by themselves.

    Parameters
    ----------
    area
        Outline of the response's place in metres.
    others
        Outlines of orders elsewhere.
    start
        First day of the response.
    end
        Last day, None without an end.
    recorded
        Police records.
    wards
        Shapes of all wards by code.
    fixed
        The comparison areas.
    ring
        Width of the ring into which the problem could move, in metres.

    Returns
    -------
    Outlook
        The counts, and the fall that would probably show.

    Examples
    --------
    >>> points = pd.DataFrame({"x": [5.0], "y": [5.0], "ward_code": ["A"], "lsoa_code": ["L"]})
    >>> counts = pd.DataFrame({"point": [0], "month": ["2025-01"], "incidents": [3]})
    >>> records = Recorded(points=points, counts=counts,
    ...                    recordings=pd.DataFrame({"A": [1]}, ["2025-01"]))
    >>> box = shapely.box(0, 0, 10, 10)
    >>> outlook(box, [], dt.date(2025, 2, 1), None, recorded=records, wards=pd.Series({"A": box}),
    ...         fixed=FixedComparison(codes=frozenset({"B"}))).why_not
    'no before'
    """
    parts = counted_parts(
        area, others, start, end, recorded=recorded, wards=wards, fixed=fixed, ring=ring
    )
    years = year_before(parts.span, parts.complete)
    when = answers_from(parts.span, parts.complete)
    months = list(years.since)
    before = parts.monthly.loc[months].sum()
    inside, comparison = float(before[INSIDE]), float(before[COMPARISON])
    reason = NO_BEFORE if len(months) < LEAST_MONTHS else ""
    points = int((parts.places == INSIDE).sum())
    reason = reason or blocking_reason(points, inside) or ("" if comparison else NOTHING_ELSEWHERE)
    fall = math.nan
    if not reason:
        sides = {
            part: tuple(
                parts.monthly.loc[list(side), part].to_numpy(dtype=float)
                for side in (years.before, years.since)
            )
            for part in (INSIDE, COMPARISON)
        }
        fall = detectable_fall(
            inside,
            comparison,
            dispersion=dispersion(sides[INSIDE], sides[COMPARISON]),  # type: ignore[arg-type]
            drift=parts.drift(years),
        )
    return Outlook(
        months=len(months),
        inside=inside,
        comparison=comparison,
        detectable=fall,
        why_not=reason,
        answers_from=when,
    )
