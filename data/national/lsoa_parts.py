"""What is known of the LSOAs of a release besides crime, by which areas are alike."""

import pandas as pd

from data.release.store import Store
from data.schema import LSOA, TOWN
from data.sources.population.age_groups import ages_of

# FIRST, LAST: the ages of young adults, as censuses publish them.
FIRST, LAST = 16, 24
SQUARE_METRES = 1e6
INCOME = "income"


def lsoa_parts(store: Store) -> pd.DataFrame:
    """Return what is known of every LSOA of a release.

    Parameters
    ----------
    store
        The release.

    Returns
    -------
    pd.DataFrame
        By LSOA `residents`, `young` (residents aged 16 to 24), `households`, `square_km`, `income`
        (rank for income deprivation divided by the number of ranks) and `towns` (share that is in
        towns); missing where it isn't known.

    Examples
    --------
    >>> lsoa_parts(store).loc["W01000001", "residents"]  # doctest: +SKIP
    1512.0
    """
    codes = store.codes(LSOA)
    areas = pd.concat([part.area for part in store.area_parts(LSOA)])
    return pd.DataFrame(
        {
            "residents": store.residents(LSOA),
            "young": residents_aged_16_to_24(store.table("population")).reindex(codes),
            "households": store.table("households")
            .set_index("area_code")["households"]
            .reindex(codes),
            "square_km": areas.reindex(codes) / SQUARE_METRES,
            "income": _income(store.table("deprivation")).reindex(codes),
            "towns": _share_in_towns(store, codes),
        },
        codes,
    )


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
    ages = {str(band): ages_of(str(band)) for band in population["age_band"].unique()}
    inside = {
        band: span.high - span.low + 1
        for band, span in ages.items()
        if span and span.low >= FIRST and span.high <= LAST
    }
    bands = population["age_band"].astype(str)
    young = population[bands.isin(list(inside))]
    by_lsoa = young.assign(years=young["age_band"].astype(str).map(inside)).groupby("area_code")
    sums = by_lsoa[["residents", "years"]].sum(min_count=1)
    covered = sums["years"] == LAST - FIRST + 1
    found = sums["residents"].where(covered).astype(float)
    return found.reindex(pd.Index(population["area_code"].unique(), name="area_code"))


def _income(ranks: pd.DataFrame) -> pd.Series:
    """Return the rank for income divided by the number of ranks, in each country's newest edition.

    Editions of two countries are not compared: areas are alike within a country.
    """
    of_income = ranks[ranks["domain"] == INCOME]
    parts = []
    for _, rows in of_income.groupby(of_income["area_code"].astype(str).str[:1]):
        sizes = rows.groupby("edition")["area_code"].nunique()
        newest = max(sizes.index, key=lambda edition: (edition[-4:], sizes[edition], edition))
        parts.append(rows[rows["edition"] == newest].set_index("area_code"))
    if not parts:
        return pd.Series(dtype=float)
    every = pd.concat(parts)
    shares: pd.Series = every["rank"] / every["of"]
    return shares


def _share_in_towns(store: Store, codes: pd.Index) -> pd.Series:
    """Return the share of each LSOA that is in towns; missing without towns in the release."""
    if TOWN not in store.levels():
        return pd.Series(float("nan"), codes)
    members = store.members(TOWN)
    shares: pd.Series = members.groupby("lsoa_code")["share"].sum()
    clipped: pd.Series = shares.reindex(codes, fill_value=0.0).clip(upper=1)
    return clipped
