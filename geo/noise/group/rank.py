"""The rank of an area's rate within a group, with its interval."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.noise.estimate import Noise

# DRAWS: how often the rates are drawn from their posterior.
DRAWS = 4_000
# HALF: what Jeffreys' prior adds to a count.
HALF = 0.5
# ENDS: the quantiles of the ranks that are the ends of the interval, and the middle one.
ENDS = (0.025, 0.5, 0.975)


@dataclass(frozen=True, kw_only=True)
class RankInterval:
    """A rank with its 95% interval; 1 is the highest rate. It is never shown without the ends."""

    rank: int
    first: int
    last: int
    # How many areas are ranked, the area itself among them.
    of: int


def rank_in_group(
    monthly: pd.DataFrame, residents: pd.Series, noise: Noise, *, area: str
) -> RankInterval:
    """Return the rank of an area's rate among areas, simulated from the posterior of their rates.

    The posterior of a rate with count O is a gamma distribution with mean (O + ½)/person-months and
    the variance of the noise, (φ + τ²·O) times Poisson's. The rank is the median of its ranks.

    Parameters
    ----------
    monthly
        Incidents by month (rows) and area (columns); missing where there are no figures.
    residents
        Residents by area, above zero.
    noise
        Noise of the category at the level, for periods of this length.
    area
        The area.

    Returns
    -------
    RankInterval
        The same for any order of the areas and in each call.

    Examples
    --------
    >>> monthly = pd.DataFrame({"A": [30.0], "B": [31.0], "C": [90.0], "D": [2.0]})
    >>> noise = Noise(clustering=1.0, level=0.005, freedom=40.0, over_years=True)
    >>> rank_in_group(monthly, pd.Series(1000.0, monthly.columns), noise, area="A")
    RankInterval(rank=3, first=2, last=3, of=4)
    """
    ordered = monthly.sort_index(axis=1)
    counts = ordered.sum().to_numpy(dtype=float) + HALF
    exposed = (ordered.notna().sum() * residents.reindex(ordered.columns)).to_numpy(dtype=float)
    dispersion = noise.of_level(counts)
    drawn = np.random.default_rng(0).gamma(
        counts / dispersion, dispersion / exposed, (DRAWS, len(counts))
    )
    own = drawn[:, ordered.columns == area]
    ranks = 1 + (drawn > own).sum(axis=1)
    first, middle, last = np.quantile(ranks, ENDS, method="nearest")
    return RankInterval(rank=int(middle), first=int(first), last=int(last), of=len(counts))
