"""Forces that publish nothing for months: gaps and never zeros, and pages say so."""

import pytest

from components.text.catalogue import Text
from components.text.compared_months import months_in_words
from data.release.coverage.missing_months import ABSENT
from data.schema import CATEGORIES, WARD
from tests.pages.english.build import (
    Build,
    Built,
    months_from,
    police_rows,
    rows_in,
    write_area,
    write_months,
)
from tests.pages.english.conftest import Words
from tests.pages.english.files import District

MANCHESTER = District(
    code="E08000003",
    name="Manchester",
    wards=(("E05011351", "Ancoats"), ("E05011352", "Ardwick")),
    first_lsoa=5100,
    corner=(-2.30, 53.40),
)
CHESHIRE = District(
    code="E06000049",
    name="Cheshire East",
    wards=(("E05008610", "Knutsford"), ("E05008611", "Macclesfield")),
    first_lsoa=18400,
    corner=(-2.30, 53.10),
)
BRISTOL = District(
    code="E06000023",
    name="Bristol, City of",
    wards=(("E05010885", "Ashley"), ("E05010886", "Clifton")),
    first_lsoa=14500,
    corner=(-2.60, 51.45),
)
# Greater Manchester's last month, and the months of the files.
LAST, MONTHS = "2019-06", months_from("2018-10", 24)
PUBLISHED = [month for month in MONTHS if month <= LAST]
# Avon and Somerset's gaps lie within the period.
YEARS = months_from("2023-10", 24)
GAPS = ["2024-03", "2024-04", "2024-05", "2025-06"]
ENGLISH = Text("en")


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Built:
    """Manchester and Cheshire East as one area."""
    folder = write_area(tmp_path_factory.mktemp("north-west"), [MANCHESTER, CHESHIRE])
    write_months(folder, "greater-manchester", PUBLISHED, [MANCHESTER])
    write_months(folder, "cheshire", MONTHS, [CHESHIRE])
    return build(folder, "England and Wales")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Built:
    """Manchester alone, from an archive that has the months of Cheshire too."""
    folder = write_area(tmp_path_factory.mktemp("manchester"), [MANCHESTER, CHESHIRE])
    write_months(folder, "greater-manchester", PUBLISHED, [MANCHESTER])
    write_months(folder, "cheshire", MONTHS, [CHESHIRE])
    return build(folder, "Manchester")


@pytest.fixture(scope="module")
def bristol(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Built:
    folder = write_area(tmp_path_factory.mktemp("bristol"), [BRISTOL])
    months = [month for month in YEARS if month not in GAPS]
    write_months(folder, "avon-and-somerset", months, [BRISTOL])
    return build(folder, "Bristol")


def test_months_after_the_last_one_of_greater_manchester_are_gaps(both: Built) -> None:
    store = both.store
    silent = [month for month in MONTHS if month > LAST]
    assert [(gap.force, gap.month, gap.why) for gap in store.manifest.gaps] == [
        ("greater-manchester", month, ABSENT) for month in silent
    ]
    published = store.published(WARD)
    own = store.areas(WARD)["authority_code"].eq(MANCHESTER.code).to_numpy()
    assert published.loc[PUBLISHED].all().all()
    assert not published.loc[silent, published.columns[own]].any().any()
    assert published.loc[silent, published.columns[~own]].all().all()
    read, used = police_rows(both)
    assert read == used == rows_in(PUBLISHED, [MANCHESTER]) + rows_in(MONTHS, [CHESHIRE])


def test_pages_say_since_when_a_force_has_no_figures(both: Built, words: Words) -> None:
    force = "Greater Manchester Police"
    for text, query in ((ENGLISH, {}), (Text("cy"), {"lang": "cy"})):
        name = force if text is ENGLISH else "Heddlu Greater Manchester"
        shown = words(both, "", **query)
        assert text("fresh.force_since", force=name, month=text.month(LAST)) in shown
    period = ENGLISH.during("2019-10", "2020-09")
    sentence = ENGLISH("place.no_figures", place="Ancoats", period=period)
    assert sentence in words(both, "map", place="E05011351")
    assert ENGLISH.plural("count.incidents", 0) not in words(both, "place", place="E05011351")
    assert force in words(both, "data")


def test_an_area_of_that_force_alone_ends_where_it_ends(alone: Built, words: Words) -> None:
    manifest = alone.store.manifest
    assert (manifest.first_month, manifest.last_month) == (PUBLISHED[0], LAST)
    read, used = police_rows(alone)
    own = rows_in(PUBLISHED, [MANCHESTER])
    assert (read, used) == (own + rows_in(MONTHS, [CHESHIRE]), own)
    shown = words(alone)
    assert ENGLISH("fresh.own_force_stops", month=ENGLISH.month(MONTHS[-1])) in shown
    assert ENGLISH("fresh.late") not in shown
    assert "Police figures go to June 2019" in shown


def test_gaps_within_the_period_are_left_out_and_said(bristol: Built, words: Words) -> None:
    store = bristol.store
    rows = rows_in([month for month in YEARS if month not in GAPS], [BRISTOL])
    assert store.manifest.title_en == "Bristol" and police_rows(bristol) == (rows, rows)
    assert list(store.manifest.missing_months) == GAPS
    assert not store.published(WARD).loc[GAPS].any().any()
    assert store.observed(WARD, YEARS).tolist() == [20, 20]
    assert store.counts(WARD, GAPS, CATEGORIES).sum() == 0
    shown = words(bristol)
    months = months_in_words(ENGLISH, GAPS)
    assert ENGLISH.plural("fresh.missing", len(GAPS), months=months) in shown
    assert "March, April, May and June are left out of both years" in shown
    assert "has no figures here after" not in shown
