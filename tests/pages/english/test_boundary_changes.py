"""Authorities of April 2023 within the period: counts go on, and older look-ups can be used."""

import pytest

from components.text.catalogue import Text
from data.errors import SourceError
from data.schema import CATEGORIES, COUNTY, WARD
from tests.pages.english.build import (
    Build,
    Built,
    months_from,
    police_rows,
    rows_in,
    rows_of,
    write_area,
    write_months,
)
from tests.pages.english.conftest import Words
from tests.pages.english.files import (
    District,
    write_best_fit,
    write_changes,
    write_csv,
    write_partnerships,
)

CUMBERLAND = District(
    code="E06000063",
    name="Cumberland",
    wards=(("E05015000", "Aspatria"), ("E05015001", "Belah")),
    first_lsoa=19150,
    corner=(-3.30, 54.70),
)
FURNESS = District(
    code="E06000064",
    name="Westmorland and Furness",
    wards=(("E05015100", "Appleby"), ("E05015101", "Bowness")),
    first_lsoa=19300,
    corner=(-3.30, 54.40),
)
# The districts and wards that the look-ups of 2022 have for the same LSOAs.
ALLERDALE = District(
    code="E07000026",
    name="Allerdale",
    wards=(("E05008000", "Old Aspatria"), ("E05008001", "Old Belah")),
    first_lsoa=19150,
    corner=(-3.30, 54.70),
)
FORCE = ("E23000002", "Cumbria")
OLD = [
    ("E07000026", "Allerdale", "E22000031", "Allerdale", *FORCE),
    ("E07000027", "Barrow-in-Furness", "E22000032", "Barrow-in-Furness", *FORCE),
    ("E07000028", "Carlisle", "E22000033", "Carlisle", *FORCE),
]
MONTHS = months_from("2022-04", 24)


@pytest.fixture(scope="module")
def cumbria(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Built:
    """Cumbria with wards of 2025, and every look-up from before April 2023."""
    folder = write_area(tmp_path_factory.mktemp("cumbria"), [CUMBERLAND, FURNESS])
    write_best_fit(folder / "lsoas-to-wards.csv", [ALLERDALE], 22)
    write_partnerships(folder / "partnerships-2022.csv", OLD, year=22)
    every = [one.code for one in (*CUMBERLAND.lsoas, *FURNESS.lsoas)]
    write_changes(folder / "changes.csv", [(code, "U", code) for code in every])
    write_months(folder, "cumbria", MONTHS, [CUMBERLAND, FURNESS])
    return build(folder, "Cumbria")


def test_counts_go_on_over_april_2023(cumbria: Built) -> None:
    store = cumbria.store
    both = [CUMBERLAND, FURNESS]
    assert police_rows(cumbria) == (rows_in(MONTHS, both), rows_in(MONTHS, both))
    for month in ("2023-03", "2023-04"):
        rows = rows_of(month, both)
        assert store.counts(COUNTY, [month], CATEGORIES).sum() == sum(rows.values()), month
        of_wards = store.counts(WARD, [month], CATEGORIES)
        for ward, _ in (*CUMBERLAND.wards, *FURNESS.wards):
            inside = [one.code for one in (*CUMBERLAND.lsoas, *FURNESS.lsoas) if one.ward == ward]
            assert of_wards[ward] == sum(rows[code] for code in inside), (month, ward)
    assert store.published(WARD).all().all() and not store.manifest.gaps
    assert [(one.force, one.basis) for one in store.manifest.authorities] == [
        ("cumbria", "shipped")
    ] * 2, "a look-up of 2022 has neither"


def test_abolished_districts_are_not_absent(cumbria: Built) -> None:
    manifest = cumbria.store.manifest
    assert manifest.title_en == "Cumbria" and manifest.absent_authorities == ()


def test_old_wards_of_a_look_up_give_way_to_the_shapes(cumbria: Built, words: Words) -> None:
    members = cumbria.store.table("membership")
    assert set(members["rule"]) == {"largest overlap"}
    assert cumbria.store.residents(WARD).tolist() == [600] * 4
    assert "lookup table" in words(cumbria, "data")


def test_the_data_page_says_since_when_authorities_exist(cumbria: Built, words: Words) -> None:
    for text, query in ((Text("en"), {}), (Text("cy"), {"lang": "cy"})):
        names = text.listing(["Cumberland", "Westmorland and Furness"])
        said = text.plural("area.since", 2, names=names, month=text.month("2023-04"))
        assert said in words(cumbria, "data", **query)


def test_an_abolished_district_is_no_area(
    cumbria: Built, tmp_path_factory: pytest.TempPathFactory, build: Build
) -> None:
    folder = write_area(tmp_path_factory.mktemp("cumberland"), [CUMBERLAND])
    write_partnerships(folder / "partnerships-2022.csv", OLD, year=22)
    write_months(folder, "cumbria", MONTHS[:2], [CUMBERLAND])
    with pytest.raises(SourceError, match=r"but found Allerdale"):
        build(folder, "Allerdale")
    # The look-up of 2024 has Allerdale as one of the partnerships that share Cumberland.
    head = [f"{part}24{kind}" for part in ("LAD", "CSP", "PFA") for kind in ("CD", "NM")]
    rows = [(CUMBERLAND.code, "Cumberland", *row[2:]) for row in OLD]
    write_csv(folder / "partnerships-2022.csv", [head, *rows])
    with pytest.raises(SourceError, match=r"one of 3 partnerships that share Cumberland"):
        build(folder, "Allerdale")
