"""Find areas with fewer incidents than deprivation predicts, as a hint at under-reporting."""

import pandas as pd

from geo.noise.estimate import NO_NOISE, Noise
from geo.noise.expectations import below_expected
from geo.stats.poisson_regression import expected_without


def below_expectation(
    deprivation: pd.Series,
    counts: pd.Series,
    exposed: pd.Series,
    noise: Noise = NO_NOISE,
    *,
    density: pd.Series | None = None,
) -> pd.DataFrame:
    """Compare each area's count with the expectation by deprivation.

    An area is below if its count is clearly lower (`geo.noise.expectations.below_expected`). There
    are many reasons for low counts; reporting is in doubt only if residents are also worried.

    Parameters
    ----------
    deprivation
        Deprivation score by area, larger is more deprived.
    counts
        Incidents by area.
    exposed
        Exposure by area, such as residents.
    noise
        Noise of the counts.
    density
        Residents by area of ground, which the regression allows for too; None to leave it out.

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
    expected = expected_without(deprivation, counts, exposed, density)
    table = pd.DataFrame({"expected": expected, "ratio": counts / expected})
    return table.assign(below=below_expected(counts, expected, noise))


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
