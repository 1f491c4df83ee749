"""Areas compared with those of the national counts that came with the release.

All counts are those of the file, of the area itself too, so that the same months of the same
publication are compared.
"""

from collections.abc import Sequence

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.measure_inputs import noise_of
from components.queries.similar.group import Similar, compared, search_in
from data.release.national.counts import NationalCounts, national_of
from data.release.national.layout import LSOA_MONTHS, PARTS, NationalFacts
from data.release.partner_incidents import is_partner
from data.schema import AUTHORITY, LSOA
from geo.noise.estimate import Noise, estimate_noise
from geo.not_measured import OTHER_BOUNDARIES, NotMeasured
from geo.period import YEAR
from geo.similar import SimilaritySearch, variables_of


@query(2)
def _national(key: CacheKey) -> NationalCounts | None:
    return national_of(store_of(key))


def facts(key: CacheKey) -> NationalFacts | None:
    """Return what the national counts say about themselves; None without any."""
    found = _national(key)
    return None if found is None else found.facts


def has_counts_of(key: CacheKey, choice: str) -> bool:
    """Return whether there are national counts of a category: not of partners' own incidents."""
    return _national(key) is not None and not is_partner(require_countable(key, choice))


def similar_in_country(
    key: CacheKey, level: str, area: str, choice: str, asked: tuple[str, ...]
) -> Similar | NotMeasured:
    """Return the areas of the country most like an area, and the comparison of its rate.

    The months are those that are asked for, if the national counts have all of them, else their
    latest year.
    """
    national = _national(key)
    assert national is not None, "a release without national counts is not compared with them"
    if area not in residents(key, level).index:
        return NotMeasured(reason=OTHER_BOUNDARIES, found=0, needed=1)
    months = months_compared(national, level, asked)
    stated = store_of(key).manifest.similar.get(area)
    return compared(
        search(key, level, "" if stated else area[:1]),
        by_month(key, level, choice).reindex(list(months)),
        residents(key, level),
        noise(key, level, choice, len(months)),
        area,
        stated,
        national=True,
    )


def months_compared(national: NationalCounts, level: str, asked: Sequence[str]) -> tuple[str, ...]:
    """Return the months that are asked for if all are there, else the latest year."""
    there = national.months(level)
    return tuple(asked if asked and set(asked) <= set(there) else there[-LSOA_MONTHS:])


def noise(key: CacheKey, level: str, choice: str, window: int) -> Noise:
    """Return the noise of a category: of authorities of the country, of LSOAs of the release.

    The national counts have one year of LSOAs, which can't tell how much they drift.
    """
    if level == LSOA:
        return noise_of(key, LSOA, choice, window)
    return _noise_of_authorities(key, choice, min(max(window, 1), YEAR))


@query(60)
def _noise_of_authorities(key: CacheKey, choice: str, window: int) -> Noise:
    return estimate_noise(by_month(key, AUTHORITY, choice), window=window)


@query(36)
def by_month(key: CacheKey, level: str, choice: str) -> pd.DataFrame:
    """Return the incidents of each month (rows) and area of the country.

    Those of all 36,000 LSOAs take 1.7 MB for each category.
    """
    national = _national(key)
    assert national is not None
    codes, categories = national.codes(level), require_countable(key, choice)
    return national.by_month(codes, categories, national.months(level)).astype("float32")


@query(4)
def residents(key: CacheKey, level: str) -> pd.Series:
    """Return the residents of the areas of a level; missing where one of its LSOAs has none."""
    parts, of = _parts(key)
    if level == LSOA:
        return parts["residents"]
    by_area = parts["residents"].groupby(of)
    sums = by_area.sum().where(by_area.count().eq(by_area.size()))
    national = _national(key)
    assert national is not None
    return sums.reindex(national.codes(AUTHORITY))


@query(8)
def search(key: CacheKey, level: str, country: str) -> SimilaritySearch:
    """Return the search among the areas of a country, or of all with an empty letter."""
    parts, of = _parts(key)
    variables = variables_of(parts) if level == LSOA else variables_of(parts, of)
    variables = variables.reindex(residents(key, level).index)
    return search_in(variables, country)


def names(key: CacheKey, level: str) -> pd.DataFrame:
    """Return both names of the areas of a level, by code."""
    national = _national(key)
    assert national is not None
    areas = national.areas
    return areas.loc[areas["level"] == level, ["name_en", "name_cy"]]


def _parts(key: CacheKey) -> tuple[pd.DataFrame, pd.Series]:
    """Return what is known of the LSOAs besides crime, and their authorities."""
    national = _national(key)
    assert national is not None
    lsoas = national.areas[national.areas["level"] == LSOA]
    return lsoas[list(PARTS)].astype(float), lsoas["authority_code"]
