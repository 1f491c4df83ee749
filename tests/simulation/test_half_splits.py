"""Real months of Gwent split at random: at most 10% of maps and front pages name anything."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.build.pipeline import build_release
from data.release.current import open_store
from data.schema import LSOA, WARD
from tests.conftest import settings_in
from tests.simulation.half_splits import MAPS, Real, exceptions, front_pages, maps, read

SPLITS, MOST = 100, 0.10
KINDS = ("police", "boundaries", "population", "lookups")


@pytest.fixture(scope="module")
def gwent(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Real]:
    settings = settings_in(tmp_path_factory.mktemp("gwent"))
    build_release([real_data / kind for kind in KINDS], settings, area="Gwent")
    yield read(open_store(settings)[0])


@pytest.mark.slow
@pytest.mark.parametrize("level", [WARD, LSOA])
def test_maps_of_random_halves_name_nothing(gwent: Real, level: str) -> None:
    number = SPLITS if level == WARD else SPLITS // 2
    found = {category: maps(gwent, level, category, number) for category in MAPS}
    assert max(found.values()) <= MOST, found


@pytest.mark.slow
def test_front_pages_of_random_halves_name_nothing(gwent: Real) -> None:
    places = ["", *sorted(set(gwent.authority[WARD]))]
    found = {place or "Gwent": front_pages(gwent, SPLITS // 2, place) for place in places}
    assert max(found.values()) <= MOST, found


@pytest.mark.slow
def test_nothing_stands_out_in_months_of_random_years(gwent: Real) -> None:
    places = ["", *sorted(set(gwent.authority[WARD]))]
    found = {place or "Gwent": exceptions(gwent, SPLITS // 2, place) for place in places}
    assert max(found.values()) <= MOST, found
