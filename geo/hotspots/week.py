"""When incidents happen: hours by weekday, shared over the span in which one may have happened."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.noise.estimate import USUAL_CLUSTERING
from geo.noise.sums import parts_stand_out, sum_limits
from geo.not_measured import NO_INCIDENTS, NotMeasured

WEEK, DAY = 168, 24
# MONDAY: hours from the Monday before the first of January 1970, which was a Thursday.
MONDAY = 3 * DAY
# LONGEST: a longer span says nothing of the time of day, in hours.
HOURS, LONGEST = 4, 24
NANOSECONDS = 3.6e12
# LEAST_CELL: fewer incidents in a cell are hidden from the public; others are rounded to ROUNDED.
LEAST_CELL, ROUNDED = 5, 5


@dataclass(frozen=True, kw_only=True)
class Week:
    """When incidents happened; rows are weekdays (0 is Monday) and the first hour of each part."""

    # `incidents` (in parts), `touching` (incidents that may have happened then), `lower`, `upper`,
    # `even` (what an even week would have) and `verdict` compared with that.
    table: pd.DataFrame
    # Incidents in the table, and of these those whose hour is known.
    used: int
    exact: int
    # Left out: longer spans, and ends before the start or without a start.
    too_long: int
    wrong: int


def week_of(
    starts: pd.Series,
    ends: pd.Series | None = None,
    *,
    hours: int = HOURS,
    longest: float = LONGEST,
    clustering: float = USUAL_CLUSTERING,
) -> Week | NotMeasured:
    """Return how many incidents there are in each part of each day of the week.

    Where only a span is known, each part of it gets the share of the span that lies in it (aoristic
    weights, Ratcliffe 2000). The limits are those of as many incidents (95%).

    Parameters
    ----------
    starts
        Local times at which incidents happened, or at the earliest.
    ends
        The latest times; missing where the time is known.
    hours
        Length of a part of the day, a divisor of 24.
    longest
        Spans of more hours are left out.
    clustering
        The variance of counts divided by Poisson's.

    Returns
    -------
    Week | NotMeasured
        NotMeasured without an incident that can be placed.

    Examples
    --------
    >>> starts = pd.Series(pd.to_datetime(["2026-01-05 02:00", "2026-01-05 07:30"]))
    >>> ends = pd.Series(pd.to_datetime(["2026-01-05 08:00", None]))
    >>> week_of(starts, ends).table["incidents"].head(3).round(3).tolist()
    [0.333, 1.667, 0.0]
    """
    if DAY % hours:
        raise ValueError(f"expected a divisor of 24 as the hours of a part, but found {hours}")
    first, last = _hours(starts), _hours(starts if ends is None else ends.fillna(starts))
    known = np.isfinite(first)
    wrong = ~known | (last < first)
    long = ~wrong & (last - first > longest)
    used = ~wrong & ~long
    if not used.any():
        return NotMeasured(reason=NO_INCIDENTS, found=0, needed=1)
    slot, weight = _shares(first[used], last[used], hours)
    parts = WEEK // hours
    incidents = np.bincount(slot, weight, parts)
    touching = np.bincount(slot[weight > 0], minlength=parts)
    lower, upper = sum_limits(incidents, clustering)
    index = pd.MultiIndex.from_product([range(7), range(0, DAY, hours)], names=["weekday", "hour"])
    table = pd.DataFrame(
        {"incidents": incidents, "touching": touching, "lower": lower, "upper": upper}, index
    )
    table["even"] = used.sum() / parts
    table["verdict"] = parts_stand_out(table["incidents"], table["even"], clustering)
    return Week(
        table=table,
        used=int(used.sum()),
        exact=int((first[used] == last[used]).sum()),
        too_long=int(long.sum()),
        wrong=int(wrong.sum()),
    )


def _hours(times: pd.Series) -> np.ndarray:
    """Return hours since the start of 1970; missing ones are not finite."""
    stamps = pd.to_datetime(times).astype("datetime64[ns]")
    hours = stamps.to_numpy().astype(np.int64) / NANOSECONDS
    return np.where(stamps.isna().to_numpy(), np.nan, hours)


def _shares(first: np.ndarray, last: np.ndarray, hours: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the part of the week and the weight of each piece of each incident."""
    start = np.floor(first / hours).astype(np.int64)
    span = last - first
    # A span up to a full hour doesn't reach into the part that begins there.
    end = np.where(span > 0, np.ceil(last / hours) - 1, start).astype(np.int64)
    number = end - start + 1
    owner = np.repeat(np.arange(len(first)), number)
    step = np.arange(len(owner)) - np.repeat(np.cumsum(number) - number, number)
    part = start[owner] + step
    inside = np.minimum(last[owner], (part + 1) * hours) - np.maximum(first[owner], part * hours)
    exact = span[owner] <= 0
    weight = np.where(exact, 1.0, inside / np.where(exact, 1.0, span[owner]))
    return (part + MONDAY // hours) % (WEEK // hours), weight


def public_week(week: Week) -> pd.Series:
    """Return the incidents of a week as they may be published.

    A cell that fewer than five incidents touch is hidden, and so is the next smallest of the same
    day where it would be the only one: it could be had from the day's total. Others are rounded to
    5, without limits, which would give the count away.

    Parameters
    ----------
    week
        What `week_of` returned.

    Returns
    -------
    pd.Series
        Rounded incidents; missing where hidden.

    Examples
    --------
    >>> starts = pd.Series(pd.to_datetime(["2026-01-05 01:00"] * 3 + ["2026-01-05 09:00"] * 8))
    >>> more = pd.Series(pd.to_datetime(["2026-01-05 13:00"] * 9))
    >>> public_week(week_of(pd.concat([starts, more]))).head(6).tolist()
    [nan, 0.0, nan, 10.0, 0.0, 0.0]
    """
    cells = week.table["incidents"].unstack("hour").to_numpy()
    touching = week.table["touching"].unstack("hour").to_numpy()
    hidden = (touching > 0) & (touching < LEAST_CELL)
    alone = np.flatnonzero(hidden.sum(axis=1) == 1)
    # Cells with incidents first, the smallest of them; without any an empty cell is hidden.
    order = np.where(hidden, np.inf, np.where(touching > 0, cells, cells.max() + 1 + cells))
    hidden[alone, np.argmin(order[alone], axis=1)] = True
    rounded = np.round(cells / ROUNDED) * ROUNDED
    return pd.Series(np.where(hidden, np.nan, rounded).ravel(), week.table.index, name="incidents")
