"""Planted hot spots, emerging spots and summers are found as such, and chance makes none."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from components import queries
from components.queries.cache import CacheKey
from data.release.manifest import Manifest
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import ASB, LSOA
from geo.hotspots.gi_star import HOT
from geo.hotspots.history import EMERGING, FADING, PERSISTENT, histories, top_months
from geo.noise.monthly.trend import trends
from geo.not_measured import NotMeasured
from geo.period import Period, latest_year, shifted

AREAS, MONTHS, PHI = 40, 48, 3.5
# FEW, MOST_OF_FEW: one in twenty of so many counties, and what chance adds.
FEW, MOST_OF_FEW, MANY, MOST = 20, 4, 300, 0.07


@pytest.fixture
def key(sample_home: Path, sample_manifest: Manifest) -> CacheKey:
    return CacheKey(sample_manifest.release, "public")


def hot(key: CacheKey, category: str, period: Period) -> set[str]:
    table = queries.measures.measure_table(key, "hotspots", LSOA, category, period)
    return set(table.index[table["spot"] == HOT])


def inside(store: Store, planted: str) -> set[str]:
    parents = store.area_names(LSOA)["parent_code"]
    return set(parents.index[parents == truth(planted).ward_code])


def test_the_planted_hot_spot_is_found_whole(key: CacheKey, sample_store: Store) -> None:
    found = hot(key, "violent-crime", latest_year(sample_store.complete_months()))
    town = inside(sample_store, "night_time_economy")
    assert town <= found
    # Others are hot with their neighbours: each touches the planted ward.
    shapes = sample_store.areas(LSOA).geometry
    ground = shapes[list(town)].union_all().buffer(1)
    assert all(shapes[code].intersects(ground) for code in found)


def test_the_summer_resort_is_hot_in_summer_alone(key: CacheKey, sample_store: Store) -> None:
    resort = inside(sample_store, "summer_resort")
    for year in ("2024", "2026"):
        found = hot(key, ASB, Period(first=f"{year}-07", last=f"{year}-08"))
        assert len(found) >= 2 and found <= resort, year
    assert hot(key, ASB, Period(first="2025-11", last="2026-04")) == set()


def test_the_emerging_ward_has_the_small_areas_that_became_hot(
    key: CacheKey, sample_store: Store
) -> None:
    """Its rise of a year is too short for a clear trend of 42 months, so that none is claimed."""
    found = queries.hotspots.history(key, LSOA, ASB, sample_store.complete_months()[-1])
    assert not isinstance(found, NotMeasured)
    more = found["hot"] / found["months"] - found["hot_before"] / found["before"]
    rising = more.nlargest(3).index
    assert set(rising) <= inside(sample_store, "emerging")
    assert more[rising].min() > 0.35 and found["hot_before"][rising].max() <= 2


def county(rng: np.random.Generator, effect: np.ndarray | None = None) -> pd.DataFrame:
    """Return incidents by month and area: levels of their own, a season, counts wider than chance.

    `effect` multiplies the months of the first area.
    """
    level = rng.lognormal(2.5, 0.3, AREAS)
    season = 1 + 0.3 * np.sin(np.arange(MONTHS) * 2 * np.pi / 12)
    mean = np.outer(season, level)
    if effect is not None:
        mean[:, 0] = season * np.median(level) * effect
    # Negative binomial with variance PHI times the mean.
    counts = rng.negative_binomial(mean / (PHI - 1), 1 / PHI)
    months = [shifted("2022-10", number) for number in range(MONTHS)]
    return pd.DataFrame(counts.astype(float), months, [f"A{n}" for n in range(AREAS)])


def kinds(counts: pd.DataFrame) -> pd.Series:
    top, found = top_months(counts), trends(counts)
    assert isinstance(top, pd.DataFrame) and isinstance(found, pd.DataFrame)
    table = histories(top, found["trend"])
    assert isinstance(table, pd.DataFrame)
    return table["kind"]


def share_found(effect: np.ndarray, kind: str) -> float:
    rng = np.random.default_rng(8)
    return float(np.mean([kinds(county(rng, effect))["A0"] == kind for _ in range(FEW)]))


def test_planted_histories_have_their_kind() -> None:
    rise = np.concatenate([np.full(24, 0.7), np.linspace(0.8, 5, 24)])
    assert share_found(rise, EMERGING) > 0.8
    assert share_found(rise[::-1], FADING) > 0.8
    assert share_found(np.full(MONTHS, 6.0), PERSISTENT) > 0.9
    # A summer of its own every year is no rise.
    summers = np.where(np.isin(np.arange(MONTHS) % 12, (9, 10)), 6.0, 1.0)
    assert share_found(summers, EMERGING) <= 0.1 and share_found(summers, PERSISTENT) == 0


def claimed(counties: int) -> float:
    """Return in what share of counties without any change an area is called new or fading."""
    rng = np.random.default_rng(21)
    return float(
        np.mean([kinds(county(rng)).isin([EMERGING, FADING]).any() for _ in range(counties)])
    )


def test_chance_makes_no_emerging_spot_in_a_few_counties() -> None:
    assert claimed(FEW) * FEW <= MOST_OF_FEW


@pytest.mark.slow
def test_chance_makes_an_emerging_spot_in_one_county_of_twenty_at_most() -> None:
    assert claimed(MANY) <= MOST
