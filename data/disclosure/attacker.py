"""What somebody can work out of hidden numbers from everything that is published.

An integer program: the unknowns are how many people answered in each part (a ward in a wave), and
how many of them hold the answers that are counted. Every published number is a constraint. For a
hidden number it is asked which smallest and which largest value all published numbers allow.

The attacker is assumed to know more than anybody does: the mean weight of each part, which parts
are empty, and exactly how many people answered in the whole area and in all hidden places together
(the page on the data says how many rows a file has). Where weights differ, holders are counted in
people of mean weight.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from data.disclosure.rounding import HALF_PERCENT, HALF_STEP

# MOST: the people in one part at most, where nothing published says less, unless there are more.
MOST = 5_000
# SLACK: numbers that are published are rounded, and the solver's arithmetic isn't exact.
SLACK = 1e-4
ANSWERED, HOLDING, OTHERS = "answered", "holding", "others"
COUNTS = (ANSWERED, HOLDING, OTHERS)
# NO_WEIGHT: the mean weight of parts whose answers all have the weight 0.
NO_WEIGHT = 1e-9
# SECONDS: the longest time for one question to the solver.
SECONDS = 20.0
# TIME_OUT: the status of the solver if it ran out of time.
TIME_OUT = 1


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A published figure, and the parts whose answers it adds up."""

    parts: tuple[int, ...]
    # Rounded numbers; missing ones are not published.
    base: float
    share: float = float("nan")
    # How far the true share can be from the published one.
    share_within: float = HALF_PERCENT
    # Whether the attacker knows the number of answers exactly, and not only rounded.
    exact: bool = False


@dataclass(frozen=True, kw_only=True)
class Range:
    """The values that everything published allows for a number."""

    least: int
    most: int

    @property
    def values(self) -> int:
        """Return the number of different values."""
        return self.most - self.least + 1


class Attacker:
    """Everything that is published of one question, as constraints on its parts."""

    def __init__(self, parts: pd.DataFrame, figures: Iterable[Figure]) -> None:
        """Take the parts (`answered`, `weight`, `weight2`, `weight_holding`) and the figures."""
        self._answered = parts["answered"].to_numpy(dtype=float)
        weight = parts["weight"].to_numpy(dtype=float)
        self._mean = np.where(weight > 0, weight / np.maximum(self._answered, 1.0), NO_WEIGHT)
        self._most = max(MOST, 2 * int(self._answered.max(initial=0)))
        self._holding = parts["weight_holding"].to_numpy(dtype=float) / self._mean
        squares = float(parts["weight2"].sum()) * self._answered.sum()
        # Equal weights: Σw² Σ1 = (Σw)².
        self.weighted = not np.isclose(squares, weight.sum() ** 2, rtol=1e-9)
        self._rows: list[np.ndarray] = []
        self._ends: list[tuple[float, float]] = []
        for figure in figures:
            self._publish(figure)
        n = len(parts)
        # Nobody holds an answer without answering.
        holders = sparse.hstack([-sparse.eye_array(n), sparse.eye_array(n)])
        rows = np.array(self._rows).reshape(-1, 2 * n)
        self._matrix = sparse.csr_array(sparse.vstack([sparse.csr_array(rows), holders]))
        ends = np.array([*self._ends, *[(-np.inf, SLACK)] * n]).reshape(-1, 2)
        self._lower, self._upper = ends[:, 0], ends[:, 1]
        self._constraint = LinearConstraint(self._matrix, self._lower, self._upper)
        self._whole = np.repeat([1, 0 if self.weighted else 1], n)

    def _publish(self, figure: Figure) -> None:
        members, n = list(figure.parts), len(self._answered)
        if figure.base == figure.base:
            step = 0.0 if figure.exact else HALF_STEP
            row = np.zeros(2 * n)
            row[members] = 1.0
            self._rows.append(row)
            self._ends.append((max(0.0, figure.base - step) - SLACK, figure.base + step + SLACK))
        if figure.share == figure.share:
            for end, ends in (
                (figure.share - figure.share_within, (-SLACK, np.inf)),
                (figure.share + figure.share_within, (-np.inf, SLACK)),
            ):
                row = np.zeros(2 * n)
                row[[n + part for part in members]] = self._mean[members]
                row[members] = -end * self._mean[members]
                self._rows.append(row)
                self._ends.append(ends)

    def range_of(
        self, parts: Sequence[int], count: str, *, known: Sequence[int] | None = None
    ) -> Range:
        """Return which values a hidden number can have.

        Parameters
        ----------
        parts
            The parts that it adds up.
        count
            Which people are counted: those who answered, who hold the answers, or the others.
        known
            Parts whose true numbers are taken as known to the attacker, which narrows the range
            but makes it quick to find.

        Returns
        -------
        Range
            The smallest and the largest value.

        Examples
        --------
        >>> Attacker(parts, figures).range_of([0, 1], HOLDING)  # doctest: +SKIP
        Range(least=0, most=17)
        """
        n = len(self._answered)
        wanted = np.zeros(2 * n)
        if count in (ANSWERED, OTHERS):
            wanted[list(parts)] = 1.0
        if count in (HOLDING, OTHERS):
            wanted[[n + part for part in parts]] = 1.0 if count == HOLDING else -1.0
        lower, upper = np.zeros(2 * n), np.full(2 * n, float(self._most))
        if known is not None:
            for at, true in ((0, self._answered), (n, self._holding)):
                fixed = [at + part for part in known]
                lower[fixed] = upper[fixed] = true[list(known)]
        least, most = (self._extreme(wanted, sign, Bounds(lower, upper)) for sign in (1, -1))
        return Range(least=int(np.ceil(least - 1e-4)), most=int(np.floor(most + 1e-4)))

    def steps(self, moves: Mapping[int, int], count: str, *, least: int) -> int:
        """Return for how many values people can be exchanged between parts, unnoticed.

        This is a quick lower bound of the values that a number can have: the true numbers are
        changed step by step, as long as every published figure still fits.

        Parameters
        ----------
        moves
            For each part 1 or -1: whether it gains or loses people. The number that is looked for
            is that of the first part.
        count
            Which people are exchanged: those who answered, or who hold the answers. If holders
            are exchanged for others, the numbers who answered stay.
        least
            The number of values from which more aren't looked for.

        Returns
        -------
        int
            The number of different values.

        Examples
        --------
        >>> attacker.steps({0: 1, 2: -1}, HOLDING, least=5)  # doctest: +SKIP
        5
        """
        n = len(self._answered)
        first = next(iter(moves))
        step = np.zeros(2 * n)
        for part, sign in moves.items():
            if count == ANSWERED:
                step[part] = sign
            else:
                step[n + part] = sign * self._mean[first] / self._mean[part]
        true = np.concatenate([self._answered, self._holding])
        # Of the interval around a number that isn't whole, one value is not one of people.
        values = 1 if count == ANSWERED or not self.weighted else 0
        for way in (1, -1):
            number = 1
            while values < least and self._fits(true + way * number * step):
                values, number = values + 1, number + 1
        return values

    def _fits(self, numbers: np.ndarray) -> bool:
        """Return whether numbers of people agree with everything that is published."""
        told = self._matrix @ numbers
        return bool(
            (numbers >= -SLACK).all()
            and (told >= self._lower).all()
            and (told <= self._upper).all()
        )

    def _extreme(self, wanted: np.ndarray, sign: int, bounds: Bounds) -> float:
        """Return the smallest (sign 1) or largest (sign -1) value of a number."""
        found = milp(
            sign * wanted,
            constraints=self._constraint,
            integrality=self._whole,
            bounds=bounds,
            options={"time_limit": SECONDS, "disp": False},
        )
        if found.x is None:
            true = np.concatenate([self._answered, self._holding])
            if found.status != TIME_OUT and not self._fits(true):
                raise ValueError("the published figures contradict each other")
            # Out of time, or out of the solver's arithmetic. The true value is possible, so that
            # the range is no narrower.
            return float(wanted @ true)
        # If time ran out, the best value found is possible too.
        return sign * float(found.fun)
