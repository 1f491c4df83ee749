"""Effects planted in the sample county are found by the measures, and nothing else is."""

from pathlib import Path

import pytest

from components.queries import area_figures, perceived
from components.queries.cache import CacheKey
from data.release.manifest import Manifest
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import ASB, CATEGORIES, COUNTY, WARD
from geo.noise.ladder import DOWN, HIGHER, UP
from geo.period import latest_year
from geo.survey.place_types import REASSURANCE_GAP, RECORDED_ABOVE


@pytest.fixture
def key(sample_home: Path, sample_manifest: Manifest) -> CacheKey:
    return CacheKey(sample_manifest.release, "analyst")


def latest_months(store: Store) -> list[str]:
    complete = store.complete_months()
    return latest_year(complete).split(complete)[0]


def ward_of(planted: str) -> str:
    return str(truth(planted).ward_code)


def test_only_the_planted_wards_have_a_gap(key: CacheKey) -> None:
    table = perceived.perceived_and_recorded(key, "asb").gaps.table
    gaps = table.loc[table["kind"].isin([REASSURANCE_GAP, RECORDED_ABOVE]), "kind"].to_dict()
    assert gaps == {
        ward_of("under_reporting"): REASSURANCE_GAP,
        ward_of("fear_above_record"): REASSURANCE_GAP,
        ward_of("fear_below_record"): RECORDED_ABOVE,
    }


def changes_of(key: CacheKey, store: Store, level: str, place: str) -> dict[str, str]:
    found = area_figures.changes_in(key, level, place, latest_year(store.complete_months()))
    assert found is not None and len(found[1].now) == 11 and found[1].share == 1.0
    table = found[0][found[0].index.isin(CATEGORIES)]
    return table.loc[table["direction"].isin([UP, DOWN]), "direction"].to_dict()


def test_only_asb_falls_in_the_county(key: CacheKey, sample_store: Store) -> None:
    assert changes_of(key, sample_store, COUNTY, "") == {ASB: DOWN}


def test_the_emerging_ward_rises(key: CacheKey, sample_store: Store) -> None:
    found = changes_of(key, sample_store, WARD, ward_of("emerging"))
    assert found[ASB] == UP
    assert set(found) <= {ASB, "criminal-damage-arson", "vehicle-crime"}


def test_the_hospital_and_the_night_time_ward_have_higher_rates(
    key: CacheKey, sample_store: Store
) -> None:
    table = area_figures.figures(key, WARD, "violent-crime", latest_months(sample_store))
    highest = table["rate"].nlargest(2).index
    assert set(highest) == {ward_of("hospital"), ward_of("night_time_economy")}
    assert (table.loc[highest, "verdict"] == HIGHER).all()
