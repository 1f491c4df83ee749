"""Where less is recorded than deprivation lets expect: reporting to be looked into."""

import numpy as np
import pandas as pd
from scipy import special

from geo.stats.poisson_regression import expected_without
from geo.stats.rates import Z_998


def below_expectation(
    deprivation: pd.Series, counts: pd.Series, exposed: pd.Series, *, z: float = Z_998
) -> pd.DataFrame:
    """`expected` by a line through all other areas, `ratio`, and whether the count is `below`.

    Below: under the lower funnel limit about the expectation (99.8%, exact Poisson). Many things
    make a place quiet: it says that reporting is in doubt only where residents are worried, too.
    """
    expected = expected_without(deprivation, counts, exposed)
    chance = special.pdtr(counts.to_numpy(dtype=float), expected.to_numpy())
    table = pd.DataFrame({"expected": expected, "ratio": counts / expected})
    return table.assign(below=np.nan_to_num(chance, nan=1.0) < special.ndtr(-z))


def mean_deprivation(ranks: pd.DataFrame, members: pd.DataFrame) -> pd.Series:
    """Each ward's deprivation from 0 (least) to 1: 1 - rank/of, averaged over its residents.

    `ranks` by LSOA has `rank` and `of`; `members` says how many residents of which LSOA live in
    which ward.
    """
    deprived = 1 - ranks["rank"] / ranks["of"]
    of_members = members["lsoa_code"].map(deprived)
    people = members["residents"].where(of_members.notna())
    wards = members["ward_code"]
    total: pd.Series = (of_members * people).groupby(wards).sum() / people.groupby(wards).sum()
    return total.rename("deprivation")
