"""The open variables by which areas are alike, of LSOAs or added up to larger areas."""

import numpy as np
import pandas as pd

from geo.similar.nearest import DENSITY, HOUSEHOLDS, INCOME, TOWNS, YOUNG


def variables_of(lsoas: pd.DataFrame, of: pd.Series | None = None) -> pd.DataFrame:
    """Return the variables of areas from those of their LSOAs.

    Income deprivation is the rank divided by the number of ranks, from 0 (most deprived) to 1; of a
    larger area the mean over its residents. The density is a logarithm, as that of towns is many
    times that of the country.

    Parameters
    ----------
    lsoas
        By LSOA: `residents`, `young` (residents aged 16 to 24), `square_km`, `income` (rank divided
        by the number of ranks), `towns` (share of the residents who live in towns) and, if they are
        known, `households`. Missing where it isn't known.
    of
        The area of each LSOA; None for the LSOAs themselves.

    Returns
    -------
    pd.DataFrame
        By area `income`, `young` (share of residents), `density` (log10 of residents per square
        kilometre), `towns` and `households` (per resident). Missing where it isn't known of one of
        the LSOAs.

    Examples
    --------
    >>> columns = {"residents": [1000.0, 3000], "young": [100.0, 500], "square_km": [1.0, 3],
    ...            "income": [0.2, 0.6], "towns": [1.0, 0.0]}
    >>> found = variables_of(pd.DataFrame(columns), pd.Series(["A", "A"])).round(2)
    >>> found.drop(columns="households").to_dict("index")
    {'A': {'income': 0.5, 'young': 0.15, 'density': 3.0, 'towns': 0.25}}
    """
    people = lsoas["residents"].where(lsoas["residents"] > 0)
    parts = pd.DataFrame(
        {
            "people": people,
            INCOME: lsoas["income"] * people,
            YOUNG: lsoas["young"],
            TOWNS: lsoas["towns"] * people,
            HOUSEHOLDS: lsoas.get("households", np.nan),
            "square_km": lsoas["square_km"].where(lsoas["square_km"] > 0),
        }
    ).astype(float)
    by_area = parts.groupby(of.reindex(lsoas.index) if of is not None else parts.index)
    sums = by_area.sum().where(by_area.count().eq(by_area.size(), axis=0))
    shares = sums[[INCOME, YOUNG, TOWNS, HOUSEHOLDS]].div(sums["people"], axis=0)
    shares[DENSITY] = np.log10(sums["people"] / sums["square_km"])
    return shares[[INCOME, YOUNG, DENSITY, TOWNS, HOUSEHOLDS]]
