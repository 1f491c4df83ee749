"""Files that aren't recognised are named with the reason, in a build and in `check`."""

import json
from pathlib import Path

import pytest

from data.__main__ import main
from data.build.explain_unrecognised import explain_unrecognised
from data.build.pipeline import build_release
from data.build.recognise import OTHER, recognise
from data.file_kinds import GROUPS, POLICE
from data.messages import Message
from data.police.month_file import force_and_month
from data.release.manifest import read_manifest
from data.release.unrecognised_file import UnrecognisedFile
from data.settings import Settings
from tests.cases import every_case
from tests.conftest import settings_in

POINT = {"type": "Point", "coordinates": [-4.5, 52.3]}


def layer(**properties: str) -> bytes:
    feature = {"type": "Feature", "properties": properties, "geometry": POINT}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


STRANGE: dict[str, tuple[bytes, str]] = {
    "zero.csv": (b"", "it is empty"),
    "zero.geojson": (b"", "it is empty"),
    "zero.xlsx": (b"", "it is empty"),
    "blank.csv": (b",,\n,,\n", "every cell is empty"),
    "wards.geojson": (
        layer(code="W1", name="x"),
        "shapes without a code column such as WD25CD or LSOA21CD; its columns: code, name",
    ),
    "letter.docx": (b"x", "we cannot read a file that ends in .docx"),
    "notes": (b"x", "its name has no ending that says what it is"),
    "ab.csv": (b"a,b\n1,2\n", "not a table we recognise; its columns: a, b"),
    "groups.csv": (
        b"group_id,name_en,type\nG1,x,y\n",
        "“Community groups and support services”, but without kind, covers; "
        "its columns: group_id, name_en, type",
    ),
    "2026-06.csv": (
        b"Crime ID,Month,Longitude,Latitude\n,2026-06,-4.5,52.3\n",
        "like “police.uk street file”, but without Crime type",
    ),
    "incidents.csv": (
        b"date,type\n2026-06-01,noise\n",
        "but without lon / lat / easting / northing / lsoa_code / ward_code",
    ),
}


@every_case("name", STRANGE)
def test_a_file_that_is_not_recognised_has_a_reason(tmp_path: Path, name: str) -> None:
    content, why = STRANGE[name]
    (tmp_path / name).write_bytes(content)
    members = recognise([tmp_path]).all(OTHER)
    assert [(one.file, why in str(one.reason)) for one in explain_unrecognised(members)] == [
        (name, True)
    ], [str(one.reason) for one in explain_unrecognised(members)]


def test_tables_with_tabs_may_have_their_own_ending(tmp_path: Path) -> None:
    head = "Crime ID\tMonth\tLongitude\tLatitude\tLocation\tLSOA code\tCrime type\n"
    groups = "group_id\tname_en\tkind\tcovers\n"
    names = {"2026-06-gwent-street.tsv": head, "June.tsv": head, "groups.tsv": groups}
    for name, content in names.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    found = recognise([tmp_path]).found
    assert {kind: [one.name for one in members] for kind, members in found.items()} == {
        POLICE: ["2026-06-gwent-street.tsv", "June.tsv"],
        GROUPS: ["groups.tsv"],
    }
    assert force_and_month("2026-06-gwent-street.tsv") == ("gwent", "2026-06")


def test_a_build_names_unrecognised_files_and_its_release_is_the_same(
    copied: Settings, small_sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = build_release([small_sources], copied)
    assert before.unrecognised == ()
    (small_sources / "zero.csv").write_bytes(b"")
    after = build_release([small_sources], copied)
    assert after.release == before.release
    stored = read_manifest(copied.releases / after.release)
    assert stored.unrecognised == after.unrecognised and stored.built_at == before.built_at
    assert [(one.file, one.reason.key) for one in stored.unrecognised] == [
        ("zero.csv", "strange.empty")
    ]


def test_an_unknown_reason_does_not_break_a_release() -> None:
    assert UnrecognisedFile(file="a", why={"fact": "strange.of_tomorrow"}).reason == Message(
        "strange.unknown"
    )


def test_the_command_line_names_unrecognised_files(
    small_sources: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(settings_in(tmp_path / "home").home))
    (small_sources / "zero.csv").write_bytes(b"")
    assert main(["build", str(small_sources)]) == 0
    assert "left alone 1 file:\n  zero.csv: it is empty" in capsys.readouterr().out


# --- check ----------------------------------------------------------------------------------


def check(capsys: pytest.CaptureFixture[str], *files: Path) -> tuple[int, str]:
    code = main(["check", *map(str, files)])
    return code, " ".join(capsys.readouterr().out.split())


def test_check_has_no_faults_in_the_sample(
    small_sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = check(capsys, small_sources)
    assert code == 0 and "can't be used" not in said
    assert "groups recognised, would be read: places/groups.csv (" in said


BAD: dict[str, tuple[bytes, str]] = {
    "a.zip": (b"hello", "expected a whole zip archive"),
    "swapped.csv": (
        b"date,type,lon,lat\n2026-06-01,noise,52.3,-4.5\n",
        "latitude and longitude swapped (row 2",
    ),
    "2026-06-gwent-street.csv": (b"Month,Longitude\n2026-06,-3\n", "expected the columns"),
    "wards.geojson": (
        layer(WD25CD="W05999003", WD25NM="x"),
        "column geometry: expected a polygon, but found Point",
    ),
    "orders.csv": (
        b"order_id,status,name_en,prohibitions_en\nP,in force,a,b\n",
        "an order needs an outline",
    ),
    "lookup.csv": (b"LSOA21CD,WD25CD\n", "at least one row below the header"),
    "cut.geojson": (b'{"type":"FeatureCollection","features":[', "layer of shapes"),
}


@every_case("name", BAD)
def test_check_names_unusable_files_and_checks_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    content, why = BAD[name]
    (tmp_path / name).write_bytes(content)
    good = b"date,type,ward_code\n2026-06-01,noise,W05999003\n2026-13-01,noise,W05999003\n"
    (tmp_path / "zz.csv").write_bytes(good + b"2026-06-01,noise,Harbour\n")
    code, said = check(capsys, tmp_path)
    assert code == 1
    assert "can't be used: " in said and why in said and name in said
    assert "zz.csv (1 of 3 rows would be used; unreadable date: 1; a ward not given by its" in said
