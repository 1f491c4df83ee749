"""The share of everyone asked: that of each place, weighted by its residents.

A survey often asks as many people in a small ward as in a large one. Places that are hidden have
few answers; they count as one, with all their answers together. The published share of everyone is
a sum of published shares, but for those places, so that it tells of nothing else.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.disclosure.parts import SUMS, figures_of_sums
from data.disclosure.rounding import HALF_PERCENT, STEP

LEAST_WORTH = 1.0


@dataclass(frozen=True, kw_only=True)
class Everyone:
    """What the share of everyone asked is the sum of, in one wave or in all."""

    # The places that are shown: `share` and `effective_base` as published, and the `people` they
    # stand for.
    shown: pd.DataFrame
    # The answers of all hidden places together: `answered`, `share` and `effective_base`, exact.
    rest: pd.Series
    # The people that the hidden places stand for.
    people: float

    @property
    def has_rest(self) -> bool:
        """Return whether there is a hidden place with a share."""
        return bool(self.rest["answered"] > 0 and pd.notna(self.rest["share"]) and self.people > 0)

    def share(self) -> float:
        """Return the share of everyone, in whole percent."""
        total, sums = self._sums()
        if self.has_rest:
            sums += self.people * self.rest["share"]
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
        >>> everyone.effective_base(370)  # doctest: +SKIP
        325.0
        """
        total, _ = self._sums()
        worth = self.shown["effective_base"].clip(lower=LEAST_WORTH)
        spread = float(((self.shown["people"] / total) ** 2 / worth).sum())
        if self.has_rest:
            spread += (self.people / total) ** 2 / max(self.rest["effective_base"], LEAST_WORTH)
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
            The share of the hidden places, and how far the true one can be from it.

        Examples
        --------
        >>> everyone.rest_told(0.33)  # doctest: +SKIP
        (0.21, 0.015)
        """
        total, sums = self._sums()
        return (share * total - sums) / self.people, HALF_PERCENT * total / self.people

    def _sums(self) -> tuple[float, float]:
        """Return the people of all places, and of the shown ones the sum of people times share."""
        total = self.shown["people"].sum() + (self.people if self.has_rest else 0.0)
        return float(total), float((self.shown["people"] * self.shown["share"]).sum())


def everyone_of(
    shown: pd.DataFrame, hidden: pd.DataFrame, *, people: pd.Series, behind: float
) -> Everyone:
    """Return what the share of everyone asked is the sum of.

    Parameters
    ----------
    shown
        `share` and `effective_base` as published, by place.
    hidden
        The answers of hidden places, as from `parts_of`.
    people
        The people that each shown place stands for.
    behind
        The people that all hidden places stand for.

    Returns
    -------
    Everyone
        The places and their weights.

    Examples
    --------
    >>> everyone_of(shown, hidden, people=adults, behind=4200.0).share()  # doctest: +SKIP
    0.33
    """
    together = hidden[SUMS].sum().to_frame().T
    return Everyone(
        shown=shown[["share", "effective_base"]].assign(people=people.astype(float)),
        rest=figures_of_sums(together).iloc[0],
        people=float(behind),
    )
