"""Months of two periods in pairs: how far each area moved from the whole, and how evenly."""

from dataclasses import dataclass

import numpy as np

# CERTAIN: a share is taken to be at least so far from none and from all.
CERTAIN = 1e-9
# SPELLS: lengths of the spells of months over which counts are summed: months, quarters and
# half-years. Clusters of incidents and slow movements show in longer spells only.
SPELLS = (1, 3, 6)


@dataclass(frozen=True, kw_only=True)
class Movement:
    """The movement of areas between two periods; one number for each area in every field."""

    # Incidents in either period, over the pairs of months that the area has.
    now: np.ndarray
    before: np.ndarray
    # 1/(1/now + 1/before) if the area moved like all areas together.
    information: np.ndarray
    # How far it moved from that, in units of Poisson's standard deviation.
    z: np.ndarray
    # χ² per degree of freedom of the single months about the area's own movement, and the degrees
    # of freedom.
    scatter: np.ndarray
    freedom: np.ndarray


def movement(now: np.ndarray, before: np.ndarray) -> Movement:
    """Return the movement of areas between two periods, from their months in pairs.

    Given the incidents of a pair of months, the later one's share is binomial. What all areas have
    in common (season, weather, a change of the whole) is taken out month by month.

    Parameters
    ----------
    now
        Incidents by month (rows) and area (columns); missing where the pair can't be compared.
    before
        Incidents of the months that these are compared with.

    Returns
    -------
    Movement

    Examples
    --------
    >>> now, before = np.array([[5.0, 9.0], [5.0, 9.0]]), np.array([[5.0, 1.0], [5.0, 1.0]])
    >>> movement(now, before).z.round(2).tolist()
    [-1.95, 1.95]
    """
    known = np.isfinite(now) & np.isfinite(before)
    later, earlier = np.where(known, now, 0.0), np.where(known, before, 0.0)
    both = later + earlier
    of_month = both.sum(axis=1)
    share = later.sum(axis=1) / np.where(of_month > 0, of_month, 1.0)
    share = np.clip(share, CERTAIN, 1 - CERTAIN)[:, None]
    expected, information = (share * both).sum(axis=0), (share * (1 - share) * both).sum(axis=0)
    total, a = both.sum(axis=0), later.sum(axis=0)
    root = np.sqrt(np.where(information > CERTAIN, information, 1.0))
    z = np.where(information > CERTAIN, (a - expected) / root, 0.0)
    own = _logit(a / np.where(total > 0, total, 1.0))
    odds = np.exp(_logit(share) + own - _logit(expected / np.where(total > 0, total, 1.0)))
    likely = odds / (1 + odds)
    variance = both * likely * (1 - likely)
    usable = variance > CERTAIN
    chi2 = np.where(usable, (later - both * likely) ** 2 / np.where(usable, variance, 1.0), 0.0)
    freedom = np.maximum(usable.sum(axis=0) - 1, 0)
    return Movement(
        now=a,
        before=total - a,
        information=information,
        z=z,
        scatter=chi2.sum(axis=0) / np.maximum(freedom, 1),
        freedom=freedom,
    )


def scatter_of_spells(now: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Return χ² per degree of freedom of pairs of months about their common ratio.

    The largest value over months, quarters and half-years, at least one.

    Parameters
    ----------
    now
        Incidents by month (rows), in any number of columns.
    before
        Incidents of the months that these are compared with.

    Returns
    -------
    np.ndarray
        One value for each column.

    Examples
    --------
    >>> even, uneven = np.full((12, 1), 20.0), np.array([[5.0]] * 6 + [[35.0]] * 6)
    >>> scatter_of_spells(even, even).tolist(), scatter_of_spells(uneven, even).round(1).tolist()
    ([1.0], [78.5])
    """
    found = [np.ones(now.shape[1]), *(_scatter(now, before, length) for length in SPELLS)]
    return np.asarray(np.maximum.reduce(found))


def _scatter(now: np.ndarray, before: np.ndarray, length: int) -> np.ndarray:
    """Return χ² per degree of freedom over spells of this many months."""
    starts = np.arange(0, len(now), length)
    later, both = (np.add.reduceat(counts, starts, axis=0) for counts in (now, now + before))
    total = both.sum(axis=0)
    share = later.sum(axis=0) / np.where(total > 0, total, 1.0)
    variance = both * share * (1 - share)
    usable = variance > 0
    chi2 = np.where(usable, (later - both * share) ** 2 / np.where(usable, variance, 1.0), 0.0)
    freedom = usable.sum(axis=0) - 1
    return np.where(freedom > 0, chi2.sum(axis=0) / np.maximum(freedom, 1), 1.0)


def _logit(share: np.ndarray) -> np.ndarray:
    inside = np.clip(share, CERTAIN, 1 - CERTAIN)
    logit: np.ndarray = np.log(inside / (1 - inside))
    return logit
