"""Each damage of a file ends in a message that names file, row and column, or in a release."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from data.build.pipeline import build_release
from data.errors import SourceError
from data.load_report.reasons import Reason
from data.release.manifest import Manifest
from tests.cases import every_case
from tests.conftest import settings_in
from tests.mutations.sources import LATEST, MONTHS, county_files, other_forms

WARDS, LSOAS = "boundaries/Wards_2025.geojson", "boundaries/LSOA_2021.geojson"
TOWNS, GROUND = "places/towns.geojson", "ground.geojson"
RESIDENTS = "population/population_lsoa21_age.csv"
POSTCODES = "lookups/postcodes.csv"
BEST_FIT, GROUPINGS = "lookups/LSOA21_WD25_LAD25_best_fit.csv", "lookups/LAD24_CSP24_PFA24.csv"
NEEDED = ("police/", "boundaries/")
Change = Callable[[bytes], bytes]
Build = Callable[..., Manifest]


def of_feature(number: int, change: Callable[[dict[str, Any]], object]) -> Change:
    """Change one feature of a GeoJSON, counted from 1."""

    def changed(content: bytes) -> bytes:
        tree = json.loads(content)
        change(tree["features"][number - 1])
        return json.dumps(tree).encode()

    return changed


def property_of(number: int, **values: object) -> Change:
    return of_feature(number, lambda feature: feature["properties"].update(values))


def property_of_all(name: str, value: object) -> Change:
    def changed(content: bytes) -> bytes:
        tree = json.loads(content)
        for feature in tree["features"]:
            feature["properties"][name] = value
        return json.dumps(tree).encode()

    return changed


def without_property(name: str) -> Change:
    def changed(content: bytes) -> bytes:
        tree = json.loads(content)
        for feature in tree["features"]:
            del feature["properties"][name]
        return json.dumps(tree).encode()

    return changed


def shape_of(number: int, shape: object) -> Change:
    return of_feature(number, lambda feature: feature.update(geometry=shape))


def ring(*corners: tuple[float, float]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [corners]}


def without_column(name: str) -> Change:
    def changed(content: bytes) -> bytes:
        rows = [line.split(",") for line in content.decode().splitlines()]
        at = rows[0].index(name)
        return "\n".join(",".join([*row[:at], *row[at + 1 :]]) for row in rows).encode()

    return changed


def only_header(content: bytes) -> bytes:
    return content.splitlines(keepends=True)[0]


def replaced(old: bytes, new: bytes) -> Change:
    return lambda content: content.replace(old, new, 1)


LINE = {"type": "LineString", "coordinates": [[-3.19, 51.551], [-3.18, 51.552]]}
FLAT = ring((-3.19, 51.55), (-3.18, 51.55), (-3.19, 51.55), (-3.18, 51.55), (-3.19, 51.55))
# The file, its damage, and what the message says.
REFUSED: dict[str, tuple[str, Change, str]] = {
    "ward twice": (
        WARDS,
        property_of(2, WD25CD="W05990001"),
        "row 2, column WD25CD: expected each code once, but found W05990001, which row 1 has too",
    ),
    "ward without code": (
        WARDS,
        property_of(3, WD25CD=None),
        "row 3, column WD25CD: expected a code of a letter and eight digits, such as W05999003, "
        "but found nothing",
    ),
    "ward with a list as code": (WARDS, property_of(1, WD25CD=["W05990001"]), "column WD25CD"),
    "wards with numbers as names": (
        WARDS,
        property_of_all("WD25NM", 5),
        "row 1, column WD25NM: expected a name of the area, but found 5",
    ),
    "ward with a long name": (WARDS, property_of(1, WD25NM="x" * 9_999), "row 1, column WD25NM"),
    "ward without authority": (WARDS, property_of(2, LAD25CD=None), "row 2, column LAD25CD"),
    "ward without shape": (
        WARDS,
        shape_of(2, None),
        "row 2, column geometry: expected a polygon, but found nothing",
    ),
    "ward as a line": (WARDS, shape_of(2, LINE), "row 2, column geometry: expected a polygon"),
    "ward that is flat": (
        WARDS,
        shape_of(2, FLAT),
        "row 2, column geometry: expected a polygon, but found one that encloses nothing",
    ),
    "ward without end": (
        WARDS,
        shape_of(3, ring((-3.2, 51.55), (1e300, 51.55), (-3.2, 51.56), (-3.2, 51.55))),
        "row 3, column geometry: expected a polygon, but found one with corners that are nowhere",
    ),
    "wards without names": (WARDS, without_property("WD25NM"), "expected the columns WD25NM"),
    "LSOA twice": (
        LSOAS,
        property_of(4, LSOA21CD="W01990001"),
        "row 4, column LSOA21CD: expected each code once",
    ),
    "LSOA without code": (LSOAS, property_of(1, LSOA21CD=None), "row 1, column LSOA21CD"),
    "LSOA without name": (LSOAS, property_of(6, LSOA21NM=" "), "row 6, column LSOA21NM"),
    "LSOA without shape": (LSOAS, shape_of(5, None), "row 5, column geometry"),
    "ground of an unknown kind": (GROUND, property_of(2, kind="sea"), "row 2, column kind"),
    "ground with a list as kind": (GROUND, property_of(2, kind=["land"]), "row 1, column kind"),
    "ground of an odd rank": (
        GROUND,
        property_of(3, rank="first"),
        "row 3, column rank: expected a whole number from 1 to 100, but found first",
    ),
    "ground without shape": (GROUND, shape_of(1, None), "row 1, column geometry: expected a shape"),
    "forces without names": (GROUPINGS, without_column("PFA24NM"), "expected the columns PFA24NM"),
    "postcodes without a row": (POSTCODES, only_header, "at least one row below the header"),
    "look-up without a row": (BEST_FIT, only_header, "at least one row below the header"),
    "residents without a row": (RESIDENTS, only_header, "at least one row below the header"),
    "police column twice": (
        LATEST,
        replaced(b"Reported by", b"Longitude"),
        "the header: expected each column once, but found Longitude 2 times",
    ),
    "too many columns": (
        "places/groups.csv",
        replaced(b"\n", b",x" * 9_000 + b"\n"),
        "the header: expected at most 5,000 columns, but found 9,009",
    ),
    "too long a cell": (
        "own/noise.csv",
        replaced(b"noise", b'"' + b"x" * 200_000 + b'"'),
        "expected cells of at most 131,072 characters, but found a longer one in the row that "
        "begins in line 2",
    ),
    "deprivation ranks that are too large": (
        "deprivation/wimd-2025-ranks.csv",
        lambda content: re.sub(rb"(\nW01990001,[^,]*,[^,]*),\d+,", rb"\1,1000000000000,", content),
        "row 2, column WIMD 2025: expected a rank",
    ),
}


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Build the small county with some of its files, one of them damaged, and no earlier one."""
    written: list[Path] = []

    def built(name: str, change: Change, *others: str) -> Manifest:
        while written:
            written.pop().unlink()
        every = county_files() | other_forms()
        months = [one for one in every if one.startswith(tuple(f"police/{m}" for m in MONTHS[-3:]))]
        months = [one for one in months if one.endswith(".csv")]
        for one in dict.fromkeys([WARDS, LSOAS, *months, *others, name]):
            path = tmp_path / "sources" / one
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(change(every[one].content) if one == name else every[one].content)
            written.append(path)
        return build_release([tmp_path / "sources"], settings_in(tmp_path / "home"))

    return built


@every_case("damage", REFUSED)
def test_a_damaged_file_is_refused_by_row_and_column(build: Build, damage: str) -> None:
    name, change, said = REFUSED[damage]
    with pytest.raises(SourceError) as raised:
        build(name, change)
    assert said in str(raised.value) and name in str(raised.value)


def test_a_workbook_without_its_start_is_refused(build: Build) -> None:
    name = "deprivation/wimd-2025-ranks.ods"
    with pytest.raises(SourceError, match=r"wimd-2025-ranks\.ods.*in the zip"):
        build(name, lambda content: content[400:])


def test_police_rows_may_end_with_a_carriage_return_alone(build: Build) -> None:
    manifest = build(LATEST, lambda content: content.replace(b"\n", b"\r"))
    (account,) = (one for one in manifest.files if one.file == LATEST)
    assert account.used > 50


def test_rows_without_a_code_are_left_out_of_look_ups(build: Build) -> None:
    lines = b",x,W05990001,x,x,x\nW01990002,x,W05990002,x,x,x\n"
    manifest = build(BEST_FIT, lambda content: content + lines, GROUPINGS)
    accounts = {one.file: one for one in manifest.files}
    assert accounts[BEST_FIT].left_out == {Reason.NOTHING_GIVEN: 1, Reason.AREA_TWICE: 1}
    assert accounts[BEST_FIT].used == 6 and accounts[BEST_FIT].reconciles


def test_residents_that_no_area_has_are_left_out(build: Build) -> None:
    def odd(content: bytes) -> bytes:
        head, *lines = content.splitlines()
        wrong = (b"inf", b"-inf", b"-5", b"1e300")
        cut = [line.rsplit(b",", 1)[0] for line in lines[:24:6]]
        changed = dict(
            zip(range(0, 24, 6), map(b",".join, zip(cut, wrong, strict=True)), strict=True)
        )
        return b"\n".join([head, *(changed.get(at, line) for at, line in enumerate(lines))])

    manifest = build(RESIDENTS, odd)
    (account,) = (one for one in manifest.files if one.kind == "population")
    assert account.left_out[Reason.BAD_RESIDENTS] == 4


def test_areas_of_a_custom_level_without_polygons_are_left_out(build: Build) -> None:
    def no_shapes(content: bytes) -> bytes:
        return shape_of(1, None)(shape_of(2, LINE)(content))

    manifest = build(TOWNS, no_shapes)
    (account,) = (one for one in manifest.files if one.kind == "towns")
    assert account.left_out == {Reason.NO_POLYGON: 2} and "town" not in manifest.levels


def test_names_of_the_ground_may_be_missing(build: Build) -> None:
    assert build(GROUND, without_property("name_cy")).tables["ground"]["rows"] == 3


def test_a_ward_that_no_lsoa_overlaps_has_no_residents(build: Build) -> None:
    def of_two_wards(content: bytes) -> bytes:
        tree = json.loads(content)
        return json.dumps(tree | {"features": tree["features"][:4]}).encode()

    assert build(LSOAS, of_two_wards).tables["membership"]["rows"] == 4


def test_lsoas_of_other_places_alone_are_refused(build: Build) -> None:
    def moved(content: bytes) -> bytes:
        return content.replace(b"51.5", b"52.5")

    with pytest.raises(SourceError, match="expected LSOAs of the area, but found 6 in other"):
        build(LSOAS, moved)


EVERY_TABLE = sorted(
    name
    for name in county_files()
    if name.endswith(".csv") and not name.startswith(("police/", "own/outcomes"))
)


def test_a_table_with_only_a_header_is_refused_whatever_its_kind(build: Build) -> None:
    silent = []
    for name in EVERY_TABLE:
        with pytest.raises(SourceError) as raised:
            build(name, only_header)
        said = str(raised.value)
        if "at least one row" not in said or name not in said:
            silent.append((name, said))
    assert not silent


def test_empty_files_are_left_alone_and_named_whatever_their_kind(
    build: Build, tmp_path: Path
) -> None:
    optional = [name for name in (county_files() | other_forms()) if not name.startswith(NEEDED)]
    for name in optional:
        path = tmp_path / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    manifest = build(LATEST, lambda content: content)
    named = {one.file: one.reason.key for one in manifest.unrecognised}
    assert named == dict.fromkeys(optional, "strange.empty")


def test_a_needed_file_that_is_empty_is_named(build: Build) -> None:
    with pytest.raises(SourceError, match=r"ward boundaries.*not recognised: .*Wards_2025"):
        build(WARDS, lambda content: b"")
