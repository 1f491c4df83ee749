"""The open variables by which areas are alike, of LSOAs or added up to larger areas."""

import numpy as np
import pandas as pd

from geo.services.age_targeting import band_of
from geo.similar.nearest import DENSITY, INCOME, TOWNS, YOUNG

# FIRST, LAST: the ages of young adults, as censuses publish them.
FIRST, LAST = 16, 24


def variables_of(lsoas: pd.DataFrame, of: pd.Series | None = None) -> pd.DataFrame:
    """Return the variables of areas from those of their LSOAs.

    Income deprivation is the rank divided by the number of ranks, from 0 (most deprived) to 1; of a
    larger area the mean over its residents. The density is a logarithm, as that of towns is many
    times that of the country.

    Parameters
    ----------
    lsoas
        By LSOA: `residents`, `young` (residents aged 16 to 24), `square_km`, `income` (rank divided
        by the number of ranks) and `towns` (share of the residents who live in towns). Missing
        where it isn't known.
    of
        The area of each LSOA; None for the LSOAs themselves.

    Returns
    -------
    pd.DataFrame
        By area `income`, `young` (share of residents), `density` (log10 of residents per square
        kilometre) and `towns`. Missing where it isn't known of one of the LSOAs.

    Examples
    --------
    >>> columns = {"residents": [1000.0, 3000], "young": [100.0, 500], "square_km": [1.0, 3],
    ...            "income": [0.2, 0.6], "towns": [1.0, 0.0]}
    >>> variables_of(pd.DataFrame(columns), pd.Series(["A", "A"])).round(2).to_dict("index")
    {'A': {'income': 0.5, 'young': 0.15, 'density': 3.0, 'towns': 0.25}}
    """
    people = lsoas["residents"].where(lsoas["residents"] > 0)
    parts = pd.DataFrame(
        {
            "people": people,
            INCOME: lsoas["income"] * people,
            YOUNG: lsoas["young"],
            TOWNS: lsoas["towns"] * people,
            "square_km": lsoas["square_km"].where(lsoas["square_km"] > 0),
        }
    ).astype(float)
    by_area = parts.groupby(of.reindex(lsoas.index) if of is not None else parts.index)
    sums = by_area.sum().where(by_area.count().eq(by_area.size(), axis=0))
    shares = sums[[INCOME, YOUNG, TOWNS]].div(sums["people"], axis=0)
    shares[DENSITY] = np.log10(sums["people"] / sums["square_km"])
    return shares[[INCOME, YOUNG, DENSITY, TOWNS]]


def residents_aged_16_to_24(population: pd.DataFrame) -> pd.Series:
    """Return how many residents of each LSOA are 16 to 24 years old.

    Parameters
    ----------
    population
        `area_code`, `age_band` and `residents`.

    Returns
    -------
    pd.Series
        By LSOA; missing where its bands don't cover these ages exactly.

    Examples
    --------
    >>> bands = ["0-15", "16-19", "20-24", "25+"]
    >>> people = pd.DataFrame({"area_code": "L1", "age_band": bands, "residents": [9.0, 2, 3, 8]})
    >>> residents_aged_16_to_24(people).to_dict()
    {'L1': 5.0}
    """
    ages = {str(band): band_of(str(band)) for band in population["age_band"].unique()}
    inside = {
        band: span[1] - span[0] + 1
        for band, span in ages.items()
        if span and span[0] >= FIRST and span[1] <= LAST
    }
    bands = population["age_band"].astype(str)
    young = population[bands.isin(list(inside))]
    by_lsoa = young.assign(years=young["age_band"].astype(str).map(inside)).groupby("area_code")
    sums = by_lsoa[["residents", "years"]].sum(min_count=1)
    covered = sums["years"] == LAST - FIRST + 1
    found = sums["residents"].where(covered).astype(float)
    return found.reindex(pd.Index(population["area_code"].unique(), name="area_code"))
