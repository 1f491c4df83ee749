"""What a level leaves out, as one area more: so that comparisons stay with the whole area.

Towns need not cover the ground. Held against all towns together, a town would be compared with
something that nobody lives in as such; with what lies elsewhere beside them, every sum over the
areas is the whole area's again.
"""

import pandas as pd

ELSEWHERE = "elsewhere"
"""The code of that one area, which no table shows."""


def append_remainder(areas: pd.Series, *, whole: float) -> pd.Series:
    """The areas' own numbers, and whatever the whole has more."""
    rest = max(float(whole) - float(areas.sum()), 0.0)
    completed: pd.Series = pd.concat([areas, pd.Series({ELSEWHERE: rest}, name=areas.name)])
    return completed


def months_elsewhere(
    observed: pd.Series, residents: pd.Series, *, whole_person_months: float
) -> pd.Series:
    """The areas' published months, and those elsewhere that make up the whole's person-months."""
    people = residents.reindex(observed.index).fillna(0.0)
    elsewhere = float(residents[ELSEWHERE])
    left = max(whole_person_months - float((people * observed).sum()), 0.0)
    months = left / elsewhere if elsewhere else 0.0
    extra = pd.Series({ELSEWHERE: months}, name=observed.name)
    completed: pd.Series = pd.concat([observed, extra])
    return completed


def without_elsewhere(table: pd.DataFrame) -> pd.DataFrame:
    """A table of the areas alone."""
    return table.drop(index=ELSEWHERE, errors="ignore")
