"""Areas in which another response or order runs while a response is judged."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import shapely

from geo.orders.before_after_windows import MOST_YEARS
from geo.orders.treatment_areas import within
from geo.period import YEAR, shifted


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Another response or order: its area in metres, and its first and last day."""

    area: shapely.Geometry
    # None if it is unknown since when it runs.
    start: dt.date | None
    # None without an end.
    end: dt.date | None


def areas_in_use(
    points: pd.DataFrame,
    others: Iterable[Elsewhere],
    *,
    start: dt.date,
    end: dt.date | None,
    column: str = "lsoa_code",
) -> frozenset[str]:
    """Return the areas that a response can't be compared with, as something else was done there.

    What was done elsewhere changes the figures there, so that the difference would no longer show
    what the response did. It counts if it runs on any day that may be compared: two years before
    the response starts to two years after that, or to its last day.

    Parameters
    ----------
    points
        `x` and `y` in metres, and the code of each point's area.
    others
        The other responses and orders.
    start
        First day of the response.
    end
        Last day, None without an end.
    column
        The column of the points that has the codes of the areas.

    Returns
    -------
    frozenset of str
        The codes of the areas that have a point inside of one of them.

    Examples
    --------
    >>> points = pd.DataFrame({"x": [5, 50], "y": [5, 5], "lsoa_code": ["A", "B"]})
    >>> order = Elsewhere(area=shapely.box(0, 0, 10, 10), start=dt.date(2025, 1, 1), end=None)
    >>> areas_in_use(points, [order], start=dt.date(2024, 6, 1), end=None)
    frozenset({'A'})
    """
    first = f"{shifted(f'{start:%Y-%m}', -MOST_YEARS * YEAR)}-01"
    after = f"{shifted(f'{start:%Y-%m}', MOST_YEARS * YEAR + 1)}-01"
    last = min(after, end.isoformat()) if end else after
    found: set[str] = set()
    for one in others:
        begun = one.start is None or one.start.isoformat() <= last
        if begun and (one.end is None or one.end.isoformat() >= first):
            found |= set(points.loc[within(points, one.area), column])
    return frozenset(found)
