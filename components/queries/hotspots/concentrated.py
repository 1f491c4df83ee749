"""How concentrated the incidents of a category are in few areas, and how far that lasts."""

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.hotspots.months import counted_months
from components.queries.measure_inputs import ReleaseInputs
from geo.hotspots.concentration import Concentration, concentration, lorenz
from geo.hotspots.stability import stability
from geo.not_measured import NotMeasured
from geo.period import YEAR, Period


def _counts(key: CacheKey, level: str, category: str, period: Period) -> pd.Series:
    """Return the incidents by area; missing without a month with figures."""
    facts = ReleaseInputs(key=key, level=level, subject=category, period=period)
    return facts.counts().astype(float).where(facts.observed() > 0)


@query(60)
def concentrated(
    key: CacheKey, level: str, category: str, period: Period
) -> Concentration | NotMeasured:
    """Return how few areas hold half of the incidents, beside what chance alone would make.

    Chance is alike for every resident, or for every area where residents aren't known.
    """
    counts = _counts(key, level, category, period)
    people = ReleaseInputs(key=key, level=level, subject=category, period=period).residents()
    known = bool(people.reindex(counts.dropna().index).notna().all()) and people.sum() > 0
    return concentration(counts, people if known else None)


@query(60)
def lorenz_of(key: CacheKey, level: str, category: str, period: Period) -> pd.DataFrame:
    """Return the share of the incidents that each share of the areas holds, the fullest first."""
    return lorenz(_counts(key, level, category, period))


@query(60)
def lasting_order(
    key: CacheKey, level: str, category: str, last: str
) -> pd.DataFrame | NotMeasured:
    """Return how far the order of the areas lasts between the years that end with `last`."""
    counts, _ = counted_months(key, level, category, last)
    whole = counts.iloc[len(counts) % YEAR :]
    rows = {
        str(whole.index[end - 1]): whole.iloc[end - YEAR : end].sum(min_count=YEAR)
        for end in range(YEAR, len(whole) + 1, YEAR)
    }
    return stability(pd.DataFrame.from_dict(rows, orient="index", columns=counts.columns))
