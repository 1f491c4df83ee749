"""Compare the rates of two areas over the months that both have."""

from dataclasses import dataclass

import pandas as pd

from geo.noise.estimate import Noise
from geo.noise.pair import pair_differs
from geo.stats.suppression import LEAST_RESIDENTS


@dataclass(frozen=True, kw_only=True)
class PairwiseComparison:
    """The first area's rate compared with the second's."""

    # One of `geo.noise.ladder.DIFFERENCES`.
    verdict: str
    # The ratio is missing if one of the areas has no incident; then a limit is 0 or infinite.
    ratio: float
    lower: float
    upper: float
    # The ratios that would have been found with 80% power.
    visible_lower: float
    visible_higher: float
    counts: tuple[int, int]
    # Number of months of the period that were published for both areas.
    months: int


def compare_pairwise(
    first: pd.Series, second: pd.Series, residents: tuple[float, float], noise: Noise
) -> PairwiseComparison | None:
    """Compare two areas by the ratio of their rates (`geo.noise.pair.pair_differs`).

    Parameters
    ----------
    first
        Monthly counts of the first area, by month.
    second
        Monthly counts of the second area, by month.
    residents
        Residents of the two areas.
    noise
        Noise of the category at the areas' level.

    Returns
    -------
    PairwiseComparison | None
        The comparison; None without a common month, or if an area has fewer than 500 residents.

    Examples
    --------
    >>> months = ["2026-08", "2026-09"]
    >>> first, second = pd.Series([90, 80], months), pd.Series([40, 50], months)
    >>> noise = Noise(clustering=1.2, level=0.005, freedom=40.0)
    >>> compare_pairwise(first, second, (5000.0, 5000.0), noise).verdict
    'higher'
    """
    both = pd.DataFrame({"a": first, "b": second}).dropna()
    if both.empty or not all(base >= LEAST_RESIDENTS for base in residents):
        return None
    found, counts = pair_differs(both["a"], both["b"], residents, noise), both.sum()
    return PairwiseComparison(
        verdict=str(found["verdict"]),
        **{name: float(found[name]) for name in ("ratio", "lower", "upper")},
        visible_lower=float(found["visible_lower"]),
        visible_higher=float(found["visible_higher"]),
        counts=(int(counts["a"]), int(counts["b"])),
        months=len(both),
    )
