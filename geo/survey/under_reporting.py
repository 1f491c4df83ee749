"""Find areas with fewer incidents than deprivation predicts, as a hint at under-reporting."""

import numpy as np
import pandas as pd
from scipy import special

from geo.stats.poisson_regression import expected_without
from geo.stats.rates import Z_998


def below_expectation(
    deprivation: pd.Series, counts: pd.Series, exposed: pd.Series, *, z: float = Z_998
) -> pd.DataFrame:
    """Compare each area's count with the expectation by deprivation.

    An area is below if its count is under the lower funnel limit (99.8%, exact Poisson). There are
    many reasons for low counts; reporting is in doubt only if residents are also worried.

    Parameters
    ----------
    deprivation
        Deprivation score by area, larger is more deprived.
    counts
        Incidents by area.
    exposed
        Exposure by area, such as residents.
    z
        Standard normal quantile of the limit.

    Returns
    -------
    pd.DataFrame
        `expected` (regression on all other areas), `ratio` and `below`.

    Examples
    --------
    >>> counts = pd.Series([150, 128, 60, 85, 75, 60, 52, 44, 40, 31])
    >>> table = below_expectation(pd.Series(range(1, 11)), counts, pd.Series([1500.0] * 10))
    >>> table.loc[[2]].round(3)
       expected  ratio  below
    2   105.381  0.569   True
    """
    expected = expected_without(deprivation, counts, exposed)
    probability = special.pdtr(counts.to_numpy(dtype=float), expected.to_numpy())
    table = pd.DataFrame({"expected": expected, "ratio": counts / expected})
    return table.assign(below=np.nan_to_num(probability, nan=1.0) < special.ndtr(-z))


def mean_deprivation(ranks: pd.DataFrame, members: pd.DataFrame) -> pd.Series:
    """Return the deprivation score of each ward: 1 - rank/of, averaged over its residents.

    Parameters
    ----------
    ranks
        By LSOA, `rank` and `of`.
    members
        Residents of each LSOA in each ward: `lsoa_code`, `ward_code`, `residents`.

    Returns
    -------
    pd.Series
        From 0 (least deprived) to 1.

    Examples
    --------
    >>> ranks = pd.DataFrame({"rank": [10, 90], "of": 100}, ["L1", "L2"])
    >>> members = pd.DataFrame({"lsoa_code": ["L1", "L2"], "residents": [300, 100]})
    >>> members["ward_code"] = "A"
    >>> mean_deprivation(ranks, members).round(6).to_dict()
    {'A': 0.7}
    """
    score = 1 - ranks["rank"] / ranks["of"]
    of_members = members["lsoa_code"].map(score)
    people = members["residents"].where(of_members.notna())
    wards = members["ward_code"]
    total: pd.Series = (of_members * people).groupby(wards).sum() / people.groupby(wards).sum()
    return total.rename("deprivation")
