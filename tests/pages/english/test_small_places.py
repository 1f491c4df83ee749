"""Places with very few residents: the City of London and the Isles of Scilly."""

import json
from pathlib import Path

import pytest
import shapely

from components.text.catalogue import Text
from data.schema import CATEGORIES, LSOA, WARD
from tests.pages.english.build import UNWORDED, Build, Built, months_from, police_rows, write_area
from tests.pages.english.conftest import Words
from tests.pages.english.files import (
    District,
    iod_rows,
    write_best_fit,
    write_csv,
    write_lsoas,
    write_mid_year,
    write_month,
    write_wards,
)

MONTHS = months_from("2023-10", 24)
ENGLISH = Text("en")
NAMES = ("Aldersgate", "Bishopsgate", "Cripplegate", "Portsoken", "Tower", "Walbrook")
CITY = District(
    code="E09000001",
    name="City of London",
    wards=tuple((f"E0500928{n}", name) for n, name in enumerate(NAMES)),
    first_lsoa=1,
    corner=(-0.11, 51.50),
    lsoas_of_a_ward=1,
)
# Few live in Bishopsgate and Walbrook, and many come there.
RESIDENTS, INCIDENTS = (1400, 60, 2800, 1000, 600, 20), (6, 80, 9, 12, 30, 25)
ISLANDS = ("Bryher", "St Agnes", "St Martin's", "St Mary's", "Tresco")
SCILLY = District(
    code="E06000053",
    name="Isles of Scilly",
    wards=tuple((f"E0500832{n}", name) for n, name in enumerate(ISLANDS)),
    first_lsoa=19077,
    corner=(-6.36, 49.90),
    lsoas_of_a_ward=1,
)
ST_MARYS = SCILLY.lsoas[3]


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Built:
    codes = [one.code for one in CITY.lsoas]
    folder = tmp_path_factory.mktemp("city")
    write_area(
        folder,
        [CITY],
        year=24,
        authorities=False,
        residents=dict(zip(codes, RESIDENTS, strict=True)),
    )
    # The best fit has fewer wards than there are, as in the real one: two have no LSOA.
    look_up = folder / "lsoas-to-wards.csv"
    text = look_up.read_text(encoding="utf-8-sig")
    for code in ("E05009281", "E05009285"):
        text = text.replace(code, "E05009282")
    look_up.write_text(text, encoding="utf-8-sig")
    for number, month in enumerate(MONTHS):
        here = {code: n + number % 4 for code, n in zip(codes, INCIDENTS, strict=True)}
        write_month(folder, "city-of-london", month, here, [CITY])
    return build(folder, "City of London")


@pytest.fixture(scope="module")
def scilly(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Built:
    """One LSOA and five wards, of which the look-up gives it to one."""
    folder = tmp_path_factory.mktemp("scilly")
    write_wards(folder / "wards.geojson", [SCILLY])
    whole = District(
        code=SCILLY.code,
        name=SCILLY.name,
        wards=(SCILLY.wards[3],),
        first_lsoa=19080,
        corner=SCILLY.corner,
        lsoas_of_a_ward=1,
    )
    write_one_lsoa(folder / "lsoas.geojson", whole)
    write_best_fit(folder / "lsoas-to-wards.csv", [whole])
    write_mid_year(folder / "population.xlsx", [whole], {"E01019080": 2100})
    write_csv(folder / "File_7_IoD2025.csv", iod_rows(2025, {"E01019080": 12000}))
    for number, month in enumerate(MONTHS):
        here = {ST_MARYS.code: 2 + number % 3}
        write_month(folder, "devon-and-cornwall", month, here, [SCILLY])
    return build(folder, "Isles of Scilly")


def write_one_lsoa(path: Path, district: District) -> None:
    """Write a layer of one LSOA that has all wards of Scilly in it."""
    write_lsoas(path, [district])
    content = json.loads(path.read_text())
    every = shapely.union_all([one.square for one in SCILLY.lsoas])
    content["features"][0]["geometry"] = shapely.geometry.mapping(every)
    path.write_text(json.dumps(content))


def test_wards_of_the_city_have_counts_and_no_rates_where_few_live(city: Built) -> None:
    store = city.store
    rows = sum(n + number % 4 for n in INCIDENTS for number in range(24))
    assert police_rows(city) == (rows, rows)
    assert store.counts(WARD, MONTHS, CATEGORIES).tolist() == [
        sum(n + number % 4 for number in range(24)) for n in INCIDENTS
    ]
    assert store.residents(WARD).sum() == sum(RESIDENTS)


def test_pages_of_the_city_warn_of_rates_by_residents(city: Built, words: Words) -> None:
    shown = words(city, "map")
    assert "Rates can mislead where many people visit but few live" in shown
    assert "Bishopsgate" in shown
    ward = words(city, "place", place="E05009281")
    assert "Bishopsgate" in ward and "too few for a rate" in ward
    # A ratio of rates would be one more rate.
    assert "times that of" not in ward and "people come here for the shops" in ward
    assert not UNWORDED.search(ward)


def test_the_islands_have_counts_and_say_that_they_have_no_rates(
    scilly: Built, words: Words
) -> None:
    store = scilly.store
    rows = sum(2 + number % 3 for number in range(24))
    assert police_rows(scilly) == (rows, rows) == (72, 72)
    assert len(store.codes(WARD)) == 5 and len(store.codes(LSOA)) == 1
    assert store.counts(WARD, MONTHS, CATEGORIES).tolist() == [0, 0, 0, 72, 0]
    assert store.residents(WARD).sum() == pytest.approx(2100)
    assert store.manifest.forces == ("devon-and-cornwall",)
    assert store.manifest.in_text_en == "the Isles of Scilly"
    shown = words(scilly, "map")
    assert ENGLISH("answer.rate_none") in shown and "of 0 wards" not in shown
    assert "fewer than 500 residents" in shown
    ward = words(scilly, "place", place=SCILLY.wards[3][0])
    assert "too few for a rate" in ward
    # The residents of each ward are a share of those of the only LSOA, which is said.
    assert "small area" in ward.split("Its residents are")[1][:200]


def test_pages_about_statistics_open_for_the_islands_and_say_what_is_too_few(
    scilly: Built, words: Words
) -> None:
    front = words(scilly)
    assert "clearly rose" not in front and "clearly fell" not in front
    assert "too few small areas" in words(scilly, "hotspots")
    for page in ("perceived", "next", "groups", "data"):
        assert not UNWORDED.search(words(scilly, page)), page
