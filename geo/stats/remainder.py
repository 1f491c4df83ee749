"""Add a remainder area for levels that don't cover the whole area, such as towns.

With the remainder, sums and benchmarks still refer to the whole area, and a town is not compared
with the sum of all towns.
"""

import pandas as pd

# ELSEWHERE: code of the remainder area, which no table shows.
ELSEWHERE = "elsewhere"


def append_remainder(areas: pd.Series, *, whole: float) -> pd.Series:
    """Append the difference between the whole and the sum of the areas.

    Parameters
    ----------
    areas
        One number per area.
    whole
        The number of the whole area.

    Returns
    -------
    pd.Series
        The numbers and one more with the code "elsewhere", which is never negative.

    Examples
    --------
    >>> append_remainder(pd.Series({"T1": 30, "T2": 20}), whole=80).to_dict()
    {'T1': 30.0, 'T2': 20.0, 'elsewhere': 30.0}
    """
    rest = max(float(whole) - float(areas.sum()), 0.0)
    completed: pd.Series = pd.concat([areas, pd.Series({ELSEWHERE: rest}, name=areas.name)])
    return completed


def months_elsewhere(
    observed: pd.Series, residents: pd.Series, *, whole_person_months: float
) -> pd.Series:
    """Append the published months of the remainder, by the person-months of the whole.

    Parameters
    ----------
    observed
        Number of published months by area.
    residents
        Residents by area, with the remainder.
    whole_person_months
        Residents times published months of the whole area.

    Returns
    -------
    pd.Series
        The months by area and those of the remainder; zero if the remainder has no residents.

    Examples
    --------
    >>> people = pd.Series({"T1": 100, ELSEWHERE: 50})
    >>> months_elsewhere(pd.Series({"T1": 12}), people, whole_person_months=1500).to_dict()
    {'T1': 12.0, 'elsewhere': 6.0}
    """
    people = residents.reindex(observed.index).fillna(0.0)
    elsewhere = float(residents[ELSEWHERE])
    left = max(whole_person_months - float((people * observed).sum()), 0.0)
    months = left / elsewhere if elsewhere else 0.0
    extra = pd.Series({ELSEWHERE: months}, name=observed.name)
    completed: pd.Series = pd.concat([observed, extra])
    return completed


def without_elsewhere(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table without the remainder area.

    Parameters
    ----------
    table
        A table by area code.

    Returns
    -------
    pd.DataFrame
        Its rows without the remainder.

    Examples
    --------
    >>> without_elsewhere(pd.DataFrame({"count": {"T1": 3, ELSEWHERE: 4}})).index.tolist()
    ['T1']
    """
    return table.drop(index=ELSEWHERE, errors="ignore")
