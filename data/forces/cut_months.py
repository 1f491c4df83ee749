"""Finds authorities whose rows are missing from a month's file, such as one cut at a line end.

The rows of police.uk's files are sorted by LSOA. A file that was cut lacks the last LSOAs, and may
still have more than half of the force's rows, so that the force's month isn't thin. The month of an
authority is a gap

- if its share of the force's rows is less than half of its usual share (the median of the whole
  months around, those under half of their upper quartile left out), or
- if LSOAs that usually have five rows or more have none, and make up a twentieth of the
  authority's usual rows and three LSOAs or more,

and if that would happen by chance in fewer than one of a million months: counts are taken as
negative binomial, as uneven from month to month as the authority's and the LSOAs' own months, at
seven tenths of their level for the season. An authority with less than half a row a month in each
LSOA, of a force with a hundred or more, has no figures in any month: its rows were taken out.

In simulations of healthy forces (as in `tests/data/forces/test_cut_months.py`: season, uneven
months, small authorities) none of 280,000 months of authorities was called a gap where there are 36
months of a force, and fewer than 1 of 100,000 where there are 2 to 24; none of 36 real months of
Gwent is. Less than a twentieth of an authority's rows can be missing unseen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from data.release.coverage.missing_months import LEAST_TO_JUDGE, THIN_BELOW, UPPER, usual_levels

CHANCE = 1e-6
# Rows that an LSOA usually has, so that none at all is unusual.
LEAST_ROWS = 5.0
LEAST_SHARE, LEAST_LSOAS = 0.05, 3
# The lowest month of a year against the usual one.
LOWEST_SEASON = 0.7
# Months on one side of a month from which its usual rows are taken for each side by itself.
LEAST_MONTHS = 3
NEAR = 12
# The least unevenness (variance = mean + unevenness * mean²) of authorities and of LSOAs: of enough
# months to estimate it, and of fewer months, which are taken to be as uneven as the most uneven.
ENOUGH_MONTHS = 12
AUTHORITY_UNEVEN, AUTHORITY_UNEVEN_OF_FEW = 0.02, 0.08
LSOA_UNEVEN, LSOA_UNEVEN_OF_FEW = 0.1, 0.25
SPREAD_OF_MAD = 1.4826
# Rows a month in each LSOA below which an authority was taken out of the files (usual: about 10).
ROWS_OF_AN_LSOA = 0.5
# A thin month is cut if the LSOAs that have rows have this share of their usual ones.
FULL = 0.7


@dataclass(frozen=True, kw_only=True)
class ForceRows:
    """The located rows of one police force by month and LSOA."""

    # Rows of the force's file of each month [month]; NaN without a whole file.
    located: np.ndarray
    # Rows by month and LSOA of the force [month, LSOA].
    by_lsoa: np.ndarray
    # Number of the authority of each LSOA.
    authority: np.ndarray


@dataclass(frozen=True, kw_only=True)
class CutMonth:
    """A month in which rows of an authority are missing."""

    month: int
    authority: int
    rows: int
    usual: int


def find_cuts(force: ForceRows) -> list[CutMonth]:
    """Find the months in which rows of an authority are missing from its force's file.

    Parameters
    ----------
    force
        The rows of the force.

    Returns
    -------
    list[CutMonth]
        Sorted by authority and month.

    Examples
    --------
    >>> by_lsoa = np.full((6, 8), 30.0)
    >>> by_lsoa[5, 4:] = 0
    >>> authority = np.repeat([0, 1], 4)
    >>> force = ForceRows(located=by_lsoa.sum(axis=1), by_lsoa=by_lsoa, authority=authority)
    >>> [(cut.month, cut.authority, cut.rows, cut.usual) for cut in find_cuts(force)]
    [(5, 1, 0, 120)]
    """
    whole = np.flatnonzero(~np.isnan(force.located))
    cuts: list[CutMonth] = []
    for authority in np.unique(force.authority):
        lsoas = force.by_lsoa[np.ix_(whole, np.flatnonzero(force.authority == authority))]
        rows = lsoas.sum(axis=1)
        usual = usual_levels(rows)
        missing = _lacks_share(rows, force.located[whole])
        missing |= _lacks_lsoas(lsoas, missing)
        cuts += [
            CutMonth(
                month=int(whole[at]),
                authority=int(authority),
                rows=int(rows[at]),
                usual=int(usual[at]),
            )
            for at in np.flatnonzero(missing)
        ]
    return cuts


def lacks_rows_always(force: ForceRows) -> list[int]:
    """Return the authorities of which there are hardly any rows in any month.

    Parameters
    ----------
    force
        The rows of the force.

    Returns
    -------
    list[int]
        Numbers of authorities.

    Examples
    --------
    >>> by_lsoa, authority = np.array([[900.0, 0, 0], [800, 0, 0]]), np.array([0, 1, 1])
    >>> lacks_rows_always(
    ...     ForceRows(located=by_lsoa.sum(axis=1), by_lsoa=by_lsoa, authority=authority)
    ... )
    [1]
    """
    whole = ~np.isnan(force.located)
    if not whole.any() or np.median(force.located[whole]) < LEAST_TO_JUDGE:
        return []
    per_lsoa = force.by_lsoa[whole].mean(axis=0)
    numbers = np.unique(force.authority)
    return [int(n) for n in numbers if per_lsoa[force.authority == n].mean() < ROWS_OF_AN_LSOA]


def is_cut(force: ForceRows, month: int) -> bool:
    """Return whether a thin month lacks the rows of some places and has the usual ones of others.

    Parameters
    ----------
    force
        The rows of the force; the month itself is not one of the whole months.
    month
        Number of the month.

    Returns
    -------
    bool
        False if the rows are thin everywhere.

    Examples
    --------
    >>> by_lsoa = np.full((4, 9), 20.0)
    >>> by_lsoa[3, 3:] = 0
    >>> located = np.array([180.0, 180, 180, np.nan])
    >>> is_cut(ForceRows(located=located, by_lsoa=by_lsoa, authority=np.zeros(9, int)), 3)
    True
    """
    whole = ~np.isnan(force.located)
    if not whole.any():
        return False
    usual = np.median(force.by_lsoa[whole], axis=0)
    there = (force.by_lsoa[month] > 0) & (usual >= LEAST_ROWS)
    if not there.any():
        return False
    return bool(force.by_lsoa[month, there].sum() >= FULL * usual[there].sum())


def _lacks_share(rows: np.ndarray, located: np.ndarray) -> np.ndarray:
    """Return in which months an authority's share of the rows is under half, beyond chance."""
    share = np.divide(rows, located, out=np.full(len(rows), np.nan), where=located > 0)
    expected = usual_levels(share) * located
    uneven = _unevenness(rows[:, None], AUTHORITY_UNEVEN, AUTHORITY_UNEVEN_OF_FEW)
    chance = _at_most(rows, LOWEST_SEASON * expected, uneven)
    lacking: np.ndarray = (rows < THIN_BELOW * expected) & (chance < CHANCE)
    return lacking


def _lacks_lsoas(lsoas: np.ndarray, missing: np.ndarray) -> np.ndarray:
    """Return in which months LSOAs that usually have rows have none, beyond chance."""
    whole = np.flatnonzero(~missing)
    lacking = np.zeros(len(lsoas), dtype=bool)
    if len(whole) <= LEAST_MONTHS:
        return lacking
    uneven = _unevenness(lsoas[whole], LSOA_UNEVEN, LSOA_UNEVEN_OF_FEW)
    empty = lsoas == 0
    often_more = np.percentile(lsoas[whole], UPPER, axis=0) >= LEAST_ROWS
    for month in whole[(empty & often_more)[whole].sum(axis=1) >= LEAST_LSOAS]:
        others = whole[whole != month]
        usual = _usual_rows(lsoas, others, month)
        lost = empty[month] & (usual >= LEAST_ROWS)
        if lost.sum() < LEAST_LSOAS or usual[lost].sum() < LEAST_SHARE * usual.sum():
            continue
        # An LSOA that has no rows now and then may have none again.
        often = empty[others].mean(axis=0)
        chance = np.maximum(_at_most(np.zeros(len(usual)), LOWEST_SEASON * usual, uneven), often)
        counted = usual >= LEAST_ROWS
        lacking[month] = (
            _chance_to_lose(usual[counted], chance[counted], usual[lost].sum()) < CHANCE
        )
    return lacking


def _usual_rows(lsoas: np.ndarray, others: Sequence[int] | np.ndarray, month: int) -> np.ndarray:
    """Return the usual rows of each LSOA, the lower of before and after the month.

    Police.uk moves its points now and then, and an LSOA loses its rows to the next one for good.
    """
    before = [m for m in others if month - NEAR <= m < month]
    after = [m for m in others if month < m <= month + NEAR]
    sides = [side for side in (before, after) if len(side) >= LEAST_MONTHS] or [list(others)]
    usual: np.ndarray = np.min([np.median(lsoas[side], axis=0) for side in sides], axis=0)
    return usual


def _unevenness(rows: np.ndarray, least: float, of_few: float) -> float:
    """Return how uneven the months of the median column are beyond chance.

    It is robust, so that gaps don't count, and at least `least`; `of_few` if months are few.
    """
    if len(rows) < ENOUGH_MONTHS:
        return of_few
    middle = np.median(rows, axis=0)
    spread = SPREAD_OF_MAD * np.median(np.abs(rows - middle), axis=0)
    above = np.maximum(spread**2 - middle, 0)
    uneven = np.divide(above, middle**2, out=np.zeros(len(middle)), where=middle > 0)
    return max(float(np.median(uneven)), least)


def _at_most(rows: np.ndarray, mean: np.ndarray, uneven: float) -> np.ndarray:
    """Return the probability of so few rows or fewer, negative binomial."""
    size = 1 / uneven
    mean = np.maximum(np.nan_to_num(mean), 1e-9)
    chance: np.ndarray = special.betainc(size, rows + 1, size / (size + mean))
    return chance


def _chance_to_lose(usual: np.ndarray, chance: np.ndarray, lost: float) -> float:
    """Return an upper bound (Chernoff's) of the probability that so many rows are lost."""
    scale = usual / usual.max()
    tilts = np.linspace(0.1, 40, 200)[:, None]
    growth = np.log1p(chance * np.expm1(tilts * scale)).sum(axis=1)
    exponent = growth - tilts[:, 0] * lost / usual.max()
    return float(np.exp(min(exponent.min(), 0.0)))
