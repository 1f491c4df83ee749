"""Two-tier counties: a county, a partnership of several districts, or one district as the area."""

import shutil
from pathlib import Path

import pytest

from data.errors import SourceError
from data.schema import CATEGORIES, COUNTY, WARD
from data.sources.shipped_look_up import SHIPPED_ROWS, shipped_counties
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
from tests.pages.english.files import District, write_partnerships

MONTHS = months_from("2024-09", 13)


def district(code: str, name: str, number: int, south: float) -> District:
    wards = ((f"E0501100{number}", f"{name} North"), (f"E0501200{number}", f"{name} South"))
    return District(
        code=code, name=name, wards=wards, first_lsoa=19000 + 100 * number, corner=(-3.5, south)
    )


EXETER = district("E07000041", "Exeter", 1, 50.7)
EAST = district("E07000040", "East Devon", 2, 50.8)
MID = district("E07000042", "Mid Devon", 3, 50.9)
PLYMOUTH = district("E06000026", "Plymouth", 4, 50.4)
EVERY = (EXETER, EAST, MID, PLYMOUTH)
FORCE = ("E23000035", "Devon & Cornwall")
ROWS = [
    (EXETER.code, "Exeter", "E22000060", "Exeter", *FORCE),
    (EAST.code, "East Devon", "E22000362", "East and Mid Devon", *FORCE),
    (MID.code, "Mid Devon", "E22000362", "East and Mid Devon", *FORCE),
    (PLYMOUTH.code, "Plymouth", "E22000056", "Plymouth", *FORCE),
]


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_area(tmp_path_factory.mktemp("devon"), EVERY)
    write_partnerships(folder / "partnerships.csv", ROWS)
    write_months(folder, "devon-and-cornwall", MONTHS, EVERY)
    return folder


@pytest.fixture(scope="module")
def east_and_mid(sources: Path, build: Build) -> Built:
    return build(sources, "East and Mid Devon")


def test_every_district_of_today_has_its_county() -> None:
    counties = shipped_counties()
    districts = {row["LAD24CD"] for row in SHIPPED_ROWS if row["LAD24CD"].startswith("E07")}
    assert set(counties["LADCD"]) == districts and not counties["LADCD"].duplicated().any()
    assert counties["CTYNM"].nunique() == counties["CTYCD"].nunique() == 21


def test_a_partnership_of_several_districts_is_their_sum(east_and_mid: Built, words: Words) -> None:
    store = east_and_mid.store
    assert store.manifest.area_code == "E22000362"
    assert [one.name_en for one in store.manifest.authorities] == ["East Devon", "Mid Devon"]
    assert police_rows(east_and_mid) == (rows_in(MONTHS, EVERY), rows_in(MONTHS, [EAST, MID]))
    whole = store.counts(COUNTY, MONTHS, CATEGORIES)
    assert (
        whole.sum() == store.counts(WARD, MONTHS, CATEGORIES).sum() == rows_in(MONTHS, [EAST, MID])
    )
    wards = store.areas(WARD)
    assert sorted(wards["authority_code"].unique()) == [EAST.code, MID.code]
    shown = words(east_and_mid)
    assert "East and Mid Devon" in shown and "Plymouth" not in shown


def test_a_county_has_its_districts_and_names_those_that_the_files_lack(
    sources: Path, build: Build, words: Words
) -> None:
    devon = build(sources, "Devon")
    manifest = devon.store.manifest
    assert manifest.area_code == "E10000008"
    assert {one.authority for one in manifest.authorities} == {EXETER.code, EAST.code, MID.code}
    assert "without 5 of its 8 authorities" in manifest.title_en
    assert len(manifest.absent_authorities) == 5
    assert police_rows(devon)[1] == rows_in(MONTHS, [EXETER, EAST, MID])
    assert "Torridge" in words(devon, "data")


def test_a_district_is_an_area_and_its_code_is_too(sources: Path, build: Build) -> None:
    for asked in ("Mid Devon", MID.code):
        mid = build(sources, asked)
        assert mid.store.manifest.area_code == MID.code
        assert police_rows(mid)[1] == rows_in(MONTHS, [MID])


def test_a_county_with_the_name_of_its_force_is_asked_for_by_its_code(
    tmp_path: Path, build: Build
) -> None:
    ashford = district("E07000105", "Ashford", 5, 51.1)
    medway = district("E06000035", "Medway", 6, 51.3)
    folder = write_area(tmp_path, [ashford, medway])
    write_months(folder, "kent", MONTHS[:2], [ashford, medway])
    force = build(folder, "Kent")
    assert {one.authority for one in force.store.manifest.authorities} == {
        ashford.code,
        medway.code,
    }
    (notice,) = force.notices
    assert "the county of that name is smaller: --area E10000016" in notice
    for asked in ("E10000016", "Kent County"):
        county = build(folder, asked)
        assert [one.authority for one in county.store.manifest.authorities] == [ashford.code]
        assert not county.notices


def test_a_partnership_with_a_part_of_an_authority_is_refused(
    sources: Path, tmp_path: Path, build: Build
) -> None:
    folder = shutil.copytree(sources, tmp_path / "shared")
    more = (EXETER.code, "Exeter", "E22000061", "Old Exeter", *FORCE)
    write_partnerships(folder / "partnerships.csv", [*ROWS, more])
    with pytest.raises(SourceError) as raised:
        build(folder, "Old Exeter")
    said = "expected an area made of whole authorities, but found Old Exeter, one of 2"
    assert f"{said} partnerships that share Exeter" in str(raised.value)
    # The authority itself can be built.
    assert build(folder, "Exeter").store.manifest.area_code == EXETER.code
