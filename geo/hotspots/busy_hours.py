"""The busiest hours of a week: which days and hours hold more than an even share, and elsewhere."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.hotspots.week import DAY, WEEK, Week
from geo.noise.estimate import USUAL_CLUSTERING
from geo.noise.ladder import NO_CLEAR_CHANGE
from geo.noise.shares import share_limits, shares_changed

# MOST_DAYS, MOST_HOURS: the longest block of days (or all seven) and of hours a day.
MOST_DAYS, MOST_HOURS = 4, 15
# DRAWS: weeks drawn at random. A block is named if fewer than SURE_AT of them have one like it.
DRAWS, SURE_AT, SEED = 399, 0.05, 20


@dataclass(frozen=True, kw_only=True)
class BusyHours:
    """Hours on neighbouring days; after midnight they are on the day after."""

    # The first weekday (0 is Monday) and how many; the first hour and how many.
    day: int
    days: int
    hour: int
    hours: int
    # The share of the week's incidents, with 95% limits, and the share of the week's hours.
    share: float
    lower: float
    upper: float
    even: float


def busiest_hours(week: Week, *, clustering: float = USUAL_CLUSTERING) -> BusyHours | None:
    """Return the block of days and hours that stands out most from an even week.

    The scan statistic of Kulldorff (1997): of all blocks, the one with the largest likelihood
    ratio, judged against the largest of as many incidents spread evenly. Searching is thereby
    allowed for.

    Parameters
    ----------
    week
        What `week_of` returned.
    clustering
        The variance of counts divided by Poisson's.

    Returns
    -------
    BusyHours | None
        None if even weeks often have a block like it.

    Examples
    --------
    >>> from geo.hotspots.week import week_of
    >>> nights = [f"2026-01-{day:02d} 22:30" for day in (9, 10, 16, 17)] * 10
    >>> found = busiest_hours(week_of(pd.Series(pd.to_datetime(nights)), hours=3))
    >>> (found.day, found.days, found.hour, found.hours, found.share)
    (4, 2, 21, 3, 1.0)
    """
    counts = week.table["incidents"].to_numpy(dtype=float)
    parts = len(counts)
    hours = WEEK // parts
    blocks, inside = _blocks(hours)
    total = counts.sum() / clustering
    ratios = _ratios(counts / clustering @ inside.T, total, inside.mean(axis=1))
    best = int(np.argmax(ratios))
    drawn = np.random.default_rng(SEED).multinomial(round(total), np.full(parts, 1 / parts), DRAWS)
    chance = _ratios(drawn @ inside.T, float(round(total)), inside.mean(axis=1)).max(axis=1)
    if (1 + (chance >= ratios[best]).sum()) / (DRAWS + 1) > SURE_AT:
        return None
    day, days, hour, length = blocks[best]
    found = _share_in(week, inside[best], clustering=clustering)
    return BusyHours(
        day=day, days=days, hour=hour, hours=length, **found, even=float(inside[best].mean())
    )


def _share_in(week: Week, inside: np.ndarray, *, clustering: float) -> dict[str, float]:
    """Return the share of a week's incidents in some of its parts, with 95% limits (Wilson)."""
    share = float(week.table["incidents"].to_numpy()[inside > 0].sum() / week.used)
    base = pd.Series([week.used / clustering])
    limits = share_limits(pd.Series([share]), base).iloc[0]
    return {"share": share, "lower": float(limits["lower"]), "upper": float(limits["upper"])}


def beside_elsewhere(
    week: Week, elsewhere: Week, *, clustering: float = USUAL_CLUSTERING
) -> pd.DataFrame:
    """Return the share of each part of the week here and elsewhere, and which differ.

    Parameters
    ----------
    week
        The week of a place.
    elsewhere
        The week of everywhere else, with parts of the same length.
    clustering
        The variance of counts divided by Poisson's.

    Returns
    -------
    pd.DataFrame
        As from `geo.noise.shares.shares_changed`: `now` (here), `before` (elsewhere), and
        `direction` "up" where the part has a larger share here, judged together.

    Examples
    --------
    >>> from geo.hotspots.week import week_of
    >>> here = week_of(pd.Series(pd.to_datetime(["2026-01-05 01:00"] * 90)))
    >>> other = week_of(pd.Series(pd.to_datetime(["2026-01-06 13:00"] * 90)))
    >>> beside_elsewhere(here, other)["direction"].iloc[[0, 1, 9]].tolist()
    ['up', 'no clear change', 'down']
    """
    shares = [
        pd.DataFrame(
            {
                "share": one.table["incidents"] / one.used,
                "effective_base": one.used / clustering,
            }
        )
        for one in (week, elsewhere)
    ]
    return shares_changed(*shares, least=len(week.table))


def same_hours(
    found: BusyHours, week: Week, elsewhere: Week, *, clustering: float = USUAL_CLUSTERING
) -> tuple[float, str]:
    """Return the share of the same hours elsewhere, and whether they hold a larger share here.

    The block was chosen because it stands out here: the comparison allows for all that were
    looked at.

    Parameters
    ----------
    found
        What `busiest_hours` returned for `week`.
    week
        The week of the place.
    elsewhere
        The week of everywhere else, with parts of the same length.
    clustering
        The variance of counts divided by Poisson's.

    Returns
    -------
    tuple[float, str]
        The share, and "up", "down" or "no clear change".

    Examples
    --------
    >>> from geo.hotspots.week import week_of
    >>> nights = pd.Series(pd.to_datetime(["2026-01-09 22:30", "2026-01-10 22:30"] * 20))
    >>> here, found = week_of(nights, hours=3), busiest_hours(week_of(nights, hours=3))
    >>> days = pd.Series(pd.to_datetime(["2026-01-05 13:00", "2026-01-09 22:30"] * 20))
    >>> same_hours(found, here, week_of(days, hours=3))
    (0.5, 'up')
    """
    blocks, inside = _blocks(WEEK // len(week.table))
    cells = inside[blocks.index((found.day, found.days, found.hour, found.hours))]
    share = _share_in(elsewhere, cells, clustering=clustering)["share"]
    tables = [
        pd.DataFrame({"share": [value], "effective_base": [one.used / clustering]})
        for value, one in ((found.share, week), (share, elsewhere))
    ]
    if found.share == share:
        return share, NO_CLEAR_CHANGE
    return share, str(shares_changed(*tables, least=len(blocks))["direction"].iloc[0])


def _ratios(counts: np.ndarray, total: float, share: np.ndarray) -> np.ndarray:
    """Return the log likelihood ratio of each block; 0 where it has no more than its share."""
    expected = total * share
    rest, others = total - counts, total - expected
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = np.where(counts > 0, counts * np.log(counts / expected), 0.0)
        outside = np.where(rest > 0, rest * np.log(rest / others), 0.0)
    return np.where(counts > expected, inside + outside, 0.0)


def _blocks(hours: int) -> tuple[list[tuple[int, int, int, int]], np.ndarray]:
    """Return every block of days and hours, and which parts of the week (columns) it has."""
    a_day, parts = DAY // hours, WEEK // hours
    blocks, inside = [], []
    for days in (*range(1, MOST_DAYS + 1), 7):
        for day in range(7 if days < 7 else 1):
            for length in range(1, MOST_HOURS // hours + 1):
                for first in range(a_day):
                    row = np.zeros(parts)
                    for one in range(day, day + days):
                        row[(one * a_day + first + np.arange(length)) % parts] = 1
                    blocks.append((day, days, first * hours, length * hours))
                    inside.append(row)
    return blocks, np.array(inside)
