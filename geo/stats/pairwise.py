"""Two areas beside each other over the same months: told apart only beyond chance."""

from dataclasses import dataclass

import pandas as pd

from geo.stats.benchmark import HIGHER, LOWER, SIMILAR
from geo.stats.change import DOWN, UP, rate_ratio
from geo.stats.suppression import LEAST_RESIDENTS

VERDICTS = {UP: HIGHER, DOWN: LOWER}


@dataclass(frozen=True, kw_only=True)
class PairwiseComparison:
    """The first area's rate against the second's."""

    verdict: str
    ratio: float
    """Missing, with its limits, where one of them has no incident at all."""
    lower: float
    upper: float
    counts: tuple[int, int]
    months: int
    """In how many of the period's months both were published."""


def compare_pairwise(
    first: pd.Series, second: pd.Series, residents: tuple[float, float]
) -> PairwiseComparison | None:
    """Monthly counts of two areas and their residents; only months that both have are compared.

    The ratio of the two rates as `geo.change.rate_ratio` works it out. None without a month in
    common, or where fewer than 500 residents stand under one of the rates.
    """
    both = pd.DataFrame({"a": first, "b": second}).dropna()
    if both.empty or not all(base >= LEAST_RESIDENTS for base in residents):
        return None
    counts = both.sum()
    one, other = (pd.Series([float(value)]) for value in counts)
    tested = rate_ratio(one, pd.Series([residents[0]]), other, pd.Series([residents[1]])).iloc[0]
    return PairwiseComparison(
        verdict=VERDICTS.get(tested["direction"], SIMILAR),
        ratio=float(tested["ratio"]),
        lower=float(tested["lower"]),
        upper=float(tested["upper"]),
        counts=(int(counts["a"]), int(counts["b"])),
        months=len(both),
    )
