"""Figures by area that add up to the whole area's, at levels that leave ground out too."""

from collections.abc import Sequence

import pandas as pd

from components.counting import Counting
from data.release.store import Store
from data.schema import COUNTY, FURTHER_LEVELS, WARD
from geo.stats.remainder import append_remainder, months_elsewhere


def counts(count: Counting, level: str, months: Sequence[str]) -> pd.Series:
    """Incidents, with those elsewhere as one area more."""
    return _completed(level, count.counts(level, months), count.counts(COUNTY, months))


def recorded(count: Counting, level: str, months: Sequence[str]) -> pd.Series:
    """The same of all that the choice is a part of."""
    return _completed(level, count.recorded(level, months), count.recorded(COUNTY, months))


def residents(store: Store, level: str) -> pd.Series:
    """Residents, with those who live elsewhere."""
    return _completed(level, store.residents(level), store.residents(WARD))


def observed(count: Counting, level: str, months: Sequence[str]) -> pd.Series:
    """Published months; elsewhere as many as the whole's residents had, on average."""
    of_areas = count.observed(level, months)
    if level not in FURTHER_LEVELS:
        return of_areas
    of_wards = count.store.residents(WARD) * count.observed(WARD, months)
    people = residents(count.store, level)
    return months_elsewhere(of_areas, people, whole_person_months=float(of_wards.sum()))


def _completed(level: str, areas: pd.Series, whole: pd.Series) -> pd.Series:
    return append_remainder(areas, whole=whole.sum()) if level in FURTHER_LEVELS else areas
