"""Finds recording breaks: months from which a police force recorded a category otherwise.

A force-month can be whole while one category is broken: its rows come in by another system, are
coded otherwise, or are not located. Such a break is

- a level shift of the category's share of the force's incidents (`data/forces/level_shifts.py`),
  with at least three months on each side,
- to more than 1.7 times or less than 0.6 of the share in the twelve months before it,
- that at least half of the force's authorities show by themselves, and at least two: a real fall in
  one place is not a break.

A level that comes back within two years is a spell: its months are compared with each other, and
the months before with those after it. The clearest break is taken first, and its category is left
out of all incidents before the others are judged, because their shares move with it. A force with a
single authority has no breaks that a build can find. What happened everywhere at once, such as a
lockdown, looks the same: a person can overrule it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from data.forces.level_shifts import Shift, level_shifts
from data.release.coverage.recording_breaks import RecordingBreak
from data.schema import CATEGORIES

ABOVE, BELOW = 1.7, 0.6
LEAST_AUTHORITIES = 2
# AROUND: the most known months on each side that a ratio is taken from.
AROUND = 12


@dataclass(frozen=True, kw_only=True)
class ForceCounts:
    """The located incidents of one police force."""

    force: str
    months: Sequence[str]
    # Incidents [authority, category, month]; NaN where a month is a gap of the authority.
    counts: np.ndarray

    @property
    def shown(self) -> str:
        """The name for messages."""
        return self.force

    @property
    def whole(self) -> np.ndarray:
        """Incidents of the force [category, month]; NaN where no authority has the month."""
        known = np.isfinite(self.counts).any(axis=0)
        return np.where(known, np.nansum(self.counts, axis=0), np.nan)


def find_breaks(force: ForceCounts) -> list[RecordingBreak]:
    """Find the recording breaks of a police force.

    Parameters
    ----------
    force
        Its incidents by authority, category and month.

    Returns
    -------
    list[RecordingBreak]
        Sorted by category and month.

    Examples
    --------
    >>> counts = np.full((4, len(CATEGORIES), 24), 40.0)
    >>> counts[:, 2, :9] = 4
    >>> months = [f"{year}-{n:02d}" for year in (2024, 2025) for n in range(1, 13)]
    >>> found = find_breaks(ForceCounts(force="gwent", months=months, counts=counts))
    >>> [(one.category, one.first, one.showing) for one in found]
    [('burglary', '2024-10', 4)]
    """
    if not len(force.counts):
        return []
    found: dict[int, list[RecordingBreak]] = {}
    open_categories = set(range(force.counts.shape[1]))
    while open_categories:
        whole = [number for number in range(force.counts.shape[1]) if number not in found]
        shifts = {n: _breaks_of(force, n, whole) for n in sorted(open_categories)}
        clearest = max(shifts, key=lambda n: max((abs(s.z) for s, _ in shifts[n]), default=0.0))
        if not shifts[clearest]:
            break
        found[clearest] = [broken for _, broken in shifts[clearest]]
        open_categories.remove(clearest)
    every = [one for few in found.values() for one in few]
    return sorted(every, key=lambda one: (one.category, one.first))


def evidence(
    force: ForceCounts, category: int, first: int, last: int | None, within: Sequence[int] = ()
) -> RecordingBreak:
    """Return a break with the counts around it, whether or not they show one.

    Parameters
    ----------
    force
        The force's incidents.
    category
        Number of the category.
    first
        Number of the first month.
    last
        Number of the last month; None if it goes on.
    within
        Numbers of the categories whose sum the shares are of; by default all.

    Returns
    -------
    RecordingBreak
        Its ratio is 0 where a side has no known month.

    Examples
    --------
    >>> counts = np.full((2, len(CATEGORIES), 12), 5.0)
    >>> months = [f"2025-{n:02d}" for n in range(1, 13)]
    >>> evidence(ForceCounts(force="gwent", months=months, counts=counts), 0, 6, None).ratio
    1.0
    """
    numbers = list(within) or list(range(force.counts.shape[1]))
    total = np.where(
        np.isfinite(force.counts[:, category]), np.nansum(force.counts[:, numbers], axis=1), np.nan
    )
    own, whole = force.whole[category], np.nansum(total, axis=0)
    usual, changed = _sides(np.isfinite(own), first, last)
    ratios = [_ratio(of, all_of, usual, changed) for of, all_of in _parts(force, category, total)]
    ratio = _ratio(own, whole, usual, changed)
    return RecordingBreak(
        force=force.force,
        category=CATEGORIES[category],
        first=force.months[first],
        last="" if last is None else force.months[last],
        usual=round(float(own[usual].mean()), 1) if len(usual) else 0.0,
        changed=round(float(own[changed].mean()), 1) if len(changed) else 0.0,
        ratio=round(ratio, 3),
        authorities=len(force.counts),
        showing=sum(_is_large(one) and (one > 1) == (ratio > 1) for one in ratios),
        counts=tuple(None if np.isnan(n) else int(n) for n in own),
        beside={
            name: round(float(force.whole[n, usual].mean()), 1)
            for n, name in enumerate(CATEGORIES)
            if len(usual)
        },
    )


def _breaks_of(
    force: ForceCounts, category: int, within: Sequence[int]
) -> list[tuple[Shift, RecordingBreak]]:
    """Return the level shifts of a category that are breaks."""
    whole = force.whole
    others = np.where(
        np.isfinite(whole[category]),
        np.nansum(whole[[n for n in within if n != category]], axis=0),
        np.nan,
    )
    result = []
    for shift in level_shifts(whole[category], others):
        broken = evidence(force, category, shift.first, shift.last, within)
        enough = max(LEAST_AUTHORITIES, broken.authorities / 2)
        large = _is_large(broken.ratio) and _is_large(np.exp(shift.size))
        if large and broken.showing >= enough and _is_sharp(whole[category] / others, shift):
            result.append((shift, broken))
    return result


def _is_sharp(odds: np.ndarray, shift: Shift) -> bool:
    """Return whether the months next to each end of a shift lie on their own side of its middle.

    Else the level shifted in another month, too near the edge of the months to be judged.
    """
    known = np.isfinite(odds)
    usual, changed = _sides(known, shift.first, shift.last)
    middle = (odds[usual].mean() + odds[changed].mean()) / 2
    at = np.flatnonzero(known)
    ends = [(at[at < shift.first][-1], at[at >= shift.first][0])]
    if shift.last is not None:
        ends.append((at[at > shift.last][0], at[at <= shift.last][-1]))
    rises = odds[changed].mean() > odds[usual].mean()
    if not rises:
        odds, middle = -odds, -middle
    return all(odds[out] < middle < odds[inside] for out, inside in ends)


def _parts(
    force: ForceCounts, category: int, total: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(force.counts[n, category], total[n]) for n in range(len(force.counts))]


def _sides(known: np.ndarray, first: int, last: int | None) -> tuple[np.ndarray, np.ndarray]:
    """Return the months around a break that are usual, and those that are changed."""
    at = np.flatnonzero(known)
    before, changed, after = at[at < first], at[at >= first], at[:0]
    if last is not None:
        changed, after = changed[changed <= last], at[at > last]
    return np.concatenate([before[-AROUND:], after[:AROUND]]), changed[:AROUND]


def _ratio(own: np.ndarray, total: np.ndarray, usual: np.ndarray, changed: np.ndarray) -> float:
    """Return the share in the changed months divided by that in the usual ones; 0 if unknown."""
    sides = []
    for months in (changed, usual):
        months = months[np.isfinite(own[months]) & np.isfinite(total[months])]
        if not total[months].sum():
            return 0.0
        sides.append((own[months].sum() + 0.5) / total[months].sum())
    return float(sides[0] / sides[1])


def _is_large(ratio: float) -> bool:
    return ratio > ABOVE or 0 < ratio < BELOW
