"""Rates per 1,000 residents a year."""

import numpy as np
import pandas as pd

PER = 1_000.0
MONTHS_A_YEAR = 12
Months = int | pd.Series


def person_years(areas: pd.Index, residents: pd.Series, months: Months) -> pd.Series:
    """Return residents multiplied by the published part of a year.

    Parameters
    ----------
    areas
        Codes of the areas.
    residents
        Residents by area.
    months
        Number of published months, or one number for each area.

    Returns
    -------
    pd.Series
        Person-years by area.

    Raises
    ------
    ValueError
        If no area has a published month.

    Examples
    --------
    >>> person_years(pd.Index(["A"]), pd.Series({"A": 8000}), 6).to_dict()
    {'A': 4000.0}
    """
    observed = months.reindex(areas) if isinstance(months, pd.Series) else months
    # Months of areas are fractions where only a part of an area has figures.
    if not np.any(np.asarray(observed) > 0):
        raise ValueError("a rate needs one complete month at least")
    years: pd.Series = residents.reindex(areas).astype(float) * observed / MONTHS_A_YEAR
    return years


def per_1000(values: pd.DataFrame, years: pd.Series) -> pd.DataFrame:
    """Return counts, or their limits, per 1,000 person-years.

    Parameters
    ----------
    values
        Counts by area, in any number of columns.
    years
        Person-years by area (`person_years`).

    Returns
    -------
    pd.DataFrame
        The same columns as rates; missing for areas without residents or months.

    Examples
    --------
    >>> counts = pd.DataFrame({"rate": [134.0], "lower": [112.27], "upper": [158.71]})
    >>> per_1000(counts, pd.Series([8250.0])).round(2)
        rate  lower  upper
    0  16.24  13.61  19.24
    """
    return values.mul(PER / years.where(years > 0), axis=0)
