"""The share of everyone asked: that of each place, weighted by its residents.

A survey often asks as many people in a small ward as in a large one. Places that are hidden have
few answers; they count as one, with all their answers together. The published share of everyone is
a sum of published shares, but for those places, so that it tells of nothing else.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from data.disclosure.rounding import HALF_PERCENT, STEP

LEAST_WORTH = 1.0


@dataclass(frozen=True, kw_only=True)
class Rest:
    """The answers of all hidden places together, and the people that they stand for."""

    # The numbers of their parts.
    parts: tuple[int, ...]
    # Exact.
    answered: float
    share: float
    # As if an answer of theirs was worth as much as one of the places that are shown.
    effective_base: float
    people: float


@dataclass(frozen=True, kw_only=True)
class Everyone:
    """What the share of everyone asked is the sum of, in one wave or in all."""

    # Of each place that is shown, its share and effective base as published, and the people that
    # it stands for.
    shares: np.ndarray
    worth: np.ndarray
    people: np.ndarray
    # None without a hidden place that has a share.
    rest: Rest | None

    def share(self) -> float:
        """Return the share of everyone, in whole percent."""
        total, sums = self._sums()
        if self.rest:
            sums += self.rest.people * self.rest.share
        return float(np.round(sums / total, 2))

    def effective_base(self, base: float) -> float:
        """Return how many answers of a simple random sample the share is worth, rounded to 5.

        Parameters
        ----------
        base
            The published number of answers, which it is no more than.

        Returns
        -------
        float
            1/Σc²/n, c the share of the people and n the effective base of each place.

        Examples
        --------
        >>> everyone_of([0.3, 0.4], [50, 80], people=[900, 1000]).effective_base(150)
        125.0
        """
        total, _ = self._sums()
        spread = float(((self.people / total) ** 2 / np.maximum(self.worth, LEAST_WORTH)).sum())
        if self.rest:
            spread += (self.rest.people / total) ** 2 / max(self.rest.effective_base, LEAST_WORTH)
        return float(min(base, np.round(1 / spread / STEP) * STEP))

    def rest_told(self, share: float) -> tuple[float, float]:
        """Return what a published share of everyone tells of the share of the hidden places.

        Parameters
        ----------
        share
            The share of everyone, in whole percent.

        Returns
        -------
        tuple[float, float]
            The share of the hidden places, and how far the true one can be from it. Both are
            missing without a hidden place.

        Examples
        --------
        >>> rest = Rest(parts=(0,), answered=20.0, share=0.2, effective_base=18.0, people=100.0)
        >>> share, within = everyone_of([0.4], [50], people=[300], rest=rest).rest_told(0.35)
        >>> round(share, 3), round(within, 3)
        (0.2, 0.02)
        """
        if not self.rest:
            return np.nan, np.nan
        total, sums = self._sums()
        return (share * total - sums) / self.rest.people, HALF_PERCENT * total / self.rest.people

    def _sums(self) -> tuple[float, float]:
        """Return the people of all places, and of the shown ones the sum of people times share."""
        total = self.people.sum() + (self.rest.people if self.rest else 0.0)
        return float(total), float((self.people * self.shares).sum())


def everyone_of(
    shares: ArrayLike, worth: ArrayLike, *, people: ArrayLike, rest: Rest | None = None
) -> Everyone:
    """Return what the share of everyone asked is the sum of.

    Parameters
    ----------
    shares, worth
        The share and the effective base of each shown place, as published.
    people
        The people that each shown place stands for.
    rest
        The hidden places together.

    Returns
    -------
    Everyone
        The places and their weights. `rest` is None if the hidden places have no share or no
        residents.

    Examples
    --------
    >>> everyone_of([0.3, 0.4], [50, 80], people=[900, 1000]).share()
    0.35
    """
    if rest and (rest.answered <= 0 or rest.people <= 0 or np.isnan(rest.share)):
        rest = None
    return Everyone(
        shares=np.asarray(shares, dtype=float),
        worth=np.asarray(worth, dtype=float),
        people=np.asarray(people, dtype=float),
        rest=rest,
    )
