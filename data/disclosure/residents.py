"""How many residents a survey speaks for, by ward."""

import re

import pandas as pd

from data.schema import WEIGHTED_BY

# ADULT: the age from which surveys ask people.
ADULT = 16
ADULTS, RESIDENTS, ANSWERS = WEIGHTED_BY
BAND = re.compile(r"(\d+)(?:\D+(\d+))?\D*")


def residents_by_ward(population: pd.DataFrame, membership: pd.DataFrame) -> pd.Series:
    """Return the residents aged 16 or over of each ward; all residents if ages don't tell them.

    Parameters
    ----------
    population
        `area_code` (of LSOAs), `age_band` and `residents`.
    membership
        `lsoa_code`, `ward_code` and `share`.

    Returns
    -------
    pd.Series
        By ward, missing where an LSOA has no figure. Its name is "adults" or "residents".

    Examples
    --------
    >>> bands = ["0-15", "16-64", "65+"]
    >>> people = pd.DataFrame({"area_code": "L1", "age_band": bands, "residents": [20.0, 60, 20]})
    >>> members = pd.DataFrame({"lsoa_code": ["L1"], "ward_code": "W1", "share": 0.5})
    >>> residents_by_ward(people, members).to_dict()
    {'W1': 40.0}
    """
    first, last = _ages(population["age_band"])
    adults = (first >= ADULT) & first.notna()
    told = bool(adults.any()) and not ((first < ADULT) & ~(last < ADULT)).any()
    told = told and bool(first.notna().all())
    used = population[adults] if told else population
    bands = used.groupby("area_code")["residents"]
    by_lsoa = bands.sum().where(bands.count() == bands.count().max()).astype(float)
    parts = membership["lsoa_code"].map(by_lsoa).astype(float) * membership["share"]
    wards = membership["ward_code"].astype(str)
    by_ward: pd.Series = parts.groupby(wards).sum().where(parts.notna().groupby(wards).all())
    return by_ward.rename(ADULTS if told else RESIDENTS)


def _ages(bands: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the first and the last age of each band; missing without one."""
    found = {band: BAND.fullmatch(str(band).strip()) for band in bands.unique()}
    ages = [
        pd.to_numeric(bands.map({b: one.group(n) if one else None for b, one in found.items()}))
        for n in (1, 2)
    ]
    return ages[0], ages[1]
