"""Finds level shifts in a monthly series: a step that stays, or a spell at another level.

The logarithm of a category's share is taken as a level that drifts, a season, and scatter whose
size is estimated from each month and its two neighbours, so that shifts don't enlarge it. A shift
is a column that is one from a month on (a step) or within some months (a spell). Each candidate is
fitted by generalised least squares beside the shifts found before, and the clearest one is taken
until none stands out: a penalised search for change points, in which a new shift has to improve the
fit by PENALTY. As the level may drift, only a change within a few months stands out.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

# PENALTY: the least improvement (z²) by a shift.
PENALTY = 25.0
# LEAST_MONTHS: known months before, after and within a shift.
LEAST_MONTHS = 3
# LONGEST_SPELL: months after which a level that comes back is taken for two steps.
LONGEST_SPELL = 24
MOST_SHIFTS = 6
# What is usual of the logarithm of a share: its drift a month, the standard deviations of a wave of
# a year and of half a year, and the least scatter of a month beyond that of its count.
DRIFT, SEASON, HALF_SEASON, LEAST_SCATTER = 0.05, 0.15, 0.08, 0.03
# Scatter of counts (variance / mean) if there are too few months to estimate it, and its least.
ENOUGH_MONTHS, SCATTER_OF_FEW = 24, 2.0
MAD = 1.4826
YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Shift:
    """Months at another level: numbers of the first and the last; None if it doesn't end."""

    first: int
    last: int | None
    # Score of the shift in the fit of all shifts, and its size on the logarithmic scale.
    z: float
    size: float


def level_shifts(counts: np.ndarray, others: np.ndarray) -> list[Shift]:
    """Find the level shifts of a category's share of a force's incidents.

    Parameters
    ----------
    counts
        Incidents of the category by month; NaN where the month is a gap.
    others
        Incidents of the other categories by month.

    Returns
    -------
    list[Shift]
        The clearest first.

    Examples
    --------
    >>> counts = np.array([60.0, 55, 62, 58, 61, 57, 300, 310, 290, 305, 299, 301])
    >>> [(shift.first, shift.last) for shift in level_shifts(counts, np.full(12, 5000.0))]
    [(6, None)]
    """
    known = np.flatnonzero(np.isfinite(counts) & np.isfinite(others) & (others > 0))
    if len(known) < 2 * LEAST_MONTHS or not counts[known].any():
        return []
    share = np.log((counts[known] + 0.5) / others[known])
    candidates = _candidates(known)
    columns = np.stack([_column(known, *one) for one in candidates], axis=1)
    whiten = _whitener(known, counts[known])
    fitted = _Fit(whiten(share), whiten(columns), whiten(np.ones((len(known), 1))))
    chosen: list[int] = []
    while len(chosen) < MOST_SHIFTS:
        gains = fitted.gains(chosen)
        gains[_too_near(columns, chosen)] = 0.0
        best = int(gains.argmax())
        if gains[best] < PENALTY:
            break
        chosen.append(best)
    sizes, z = fitted.sizes(chosen)
    found = [
        Shift(first=candidates[n][0], last=candidates[n][1], z=float(score), size=float(size))
        for n, size, score in zip(chosen, sizes, z, strict=True)
        if score**2 >= PENALTY
    ]
    return sorted(found, key=lambda shift: -abs(shift.z))


@dataclass(frozen=True)
class _Fit:
    """Least squares of a whitened series on whitened columns."""

    series: np.ndarray
    columns: np.ndarray
    always: np.ndarray

    def gains(self, chosen: list[int]) -> np.ndarray:
        """Return by how much each column more improves the fit (z²)."""
        basis, _ = np.linalg.qr(np.hstack([self.always, self.columns[:, chosen]]))
        rest = self.series - basis @ (basis.T @ self.series)
        free = self.columns - basis @ (basis.T @ self.columns)
        length = (free**2).sum(axis=0)
        along = free.T @ rest
        none = np.zeros(len(length))
        gains: np.ndarray = np.divide(along**2, length, out=none, where=length > 1e-6)
        return gains

    def sizes(self, chosen: list[int]) -> tuple[np.ndarray, np.ndarray]:
        """Return the size and the score of each of the chosen columns together."""
        design = np.hstack([self.always, self.columns[:, chosen]])
        inverse = np.linalg.pinv(design.T @ design)
        sizes = inverse @ (design.T @ self.series)
        errors = np.sqrt(np.maximum(np.diag(inverse), 1e-12))
        return sizes[1:], (sizes / errors)[1:]


def _candidates(known: np.ndarray) -> list[tuple[int, int | None]]:
    """Return the first and last month of every step and spell with enough known months."""
    found: list[tuple[int, int | None]] = []
    for at in range(LEAST_MONTHS, len(known) - LEAST_MONTHS + 1):
        found.append((int(known[at]), None))
        for end in range(at + LEAST_MONTHS - 1, len(known) - LEAST_MONTHS):
            if known[end] - known[at] >= LONGEST_SPELL:
                break
            found.append((int(known[at]), int(known[end])))
    return found


def _column(known: np.ndarray, first: int, last: int | None) -> np.ndarray:
    inside = known >= first
    return (inside if last is None else inside & (known <= last)).astype(float)


def _too_near(columns: np.ndarray, chosen: list[int]) -> np.ndarray:
    """Return which candidates would leave fewer months than needed between two shifts."""
    edges = np.diff(columns, axis=0) != 0
    near = edges.copy()
    for by in range(1, LEAST_MONTHS):
        near[by:] |= edges[:-by]
        near[:-by] |= edges[by:]
    taken = edges[:, chosen].any(axis=1)
    too_near: np.ndarray = (near & taken[:, None]).any(axis=0)
    return too_near


def _whitener(known: np.ndarray, counts: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Return a function that divides by the root of the covariance of months."""
    usual = np.maximum(_smoothed(counts), 0.5)
    turn = 2 * np.pi * known / YEAR
    waves = [SEASON * np.cos(turn), SEASON * np.sin(turn)]
    waves += [HALF_SEASON * np.cos(2 * turn), HALF_SEASON * np.sin(2 * turn)]
    apart = np.abs(known[:, None] - known[None, :])
    # A random walk that starts anywhere; the constant of the fit takes up where.
    drift = DRIFT**2 * (len(known) * 2 + known.max() - apart) / 2
    covariance = drift + sum(np.outer(wave, wave) for wave in waves)
    covariance += np.diag(_scatter(counts, usual) / usual + LEAST_SCATTER**2)
    root = np.linalg.cholesky(covariance)
    return lambda values: np.linalg.solve(root, values)


def _smoothed(counts: np.ndarray) -> np.ndarray:
    """Return the median of each month and its neighbours, so that a shift stays sharp."""
    padded = np.pad(counts, 2, mode="reflect")
    smoothed: np.ndarray = np.median(np.lib.stride_tricks.sliding_window_view(padded, 5), axis=1)
    return smoothed


def _scatter(counts: np.ndarray, usual: np.ndarray) -> float:
    """Return the variance of a month's count by its mean, from each month and its neighbours."""
    middle, around = counts[1:-1], (counts[:-2] + counts[2:]) / 2
    expected = usual[1:-1] + (usual[:-2] + usual[2:]) / 4
    distance = np.abs(middle - around) / np.sqrt(expected)
    scatter = float((MAD * np.median(distance)) ** 2)
    least = 1.0 if len(counts) >= ENOUGH_MONTHS else SCATTER_OF_FEW
    return max(scatter, least)
