"""Compare the rates of two areas over the months that both have."""

from dataclasses import dataclass

import pandas as pd

from geo.stats.benchmark import HIGHER, LOWER, SIMILAR
from geo.stats.change import DOWN, UP, rate_ratio
from geo.stats.suppression import LEAST_RESIDENTS

VERDICTS = {UP: HIGHER, DOWN: LOWER}


@dataclass(frozen=True, kw_only=True)
class PairwiseComparison:
    """The first area's rate compared with the second's."""

    verdict: str
    # The ratio and its limits are missing if one of the areas has no incident.
    ratio: float
    lower: float
    upper: float
    counts: tuple[int, int]
    # Number of months of the period that were published for both areas.
    months: int


def compare_pairwise(
    first: pd.Series, second: pd.Series, residents: tuple[float, float]
) -> PairwiseComparison | None:
    """Compare two areas by the ratio of their rates (`geo.stats.change.rate_ratio`).

    Parameters
    ----------
    first
        Monthly counts of the first area, by month.
    second
        Monthly counts of the second area, by month.
    residents
        Residents of the two areas.

    Returns
    -------
    PairwiseComparison | None
        The comparison; None without a common month, or if an area has fewer than 500 residents.

    Examples
    --------
    >>> months = ["2026-08", "2026-09"]
    >>> first, second = pd.Series([90, 80], months), pd.Series([40, 50], months)
    >>> compare_pairwise(first, second, (5000.0, 5000.0)).verdict
    'higher'
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
