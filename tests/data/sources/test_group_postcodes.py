"""Groups are located by their postcode, and where a refuge is stays in no table."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from data.build.recognise import kind_of
from data.errors import SourceError
from data.file_kinds import POSTCODES
from data.files.archive import Member, members_of
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.readers import postcode_file
from data.readers.postcode_file import read_postcodes
from data.sources.groups_orders_responses import load_groups
from data.sources.ward_names import Wards
from tests.cases import every_case

WARDS = Wards.of_codes(["W05000003", "W05000004"])
# The columns of the directory, of the lookup, and of both since 2025.
LAYOUTS = {
    "directory": "pcd,pcd2,pcds,dointr,doterm,oslaua,osward,oseast1m,osnrth1m,lsoa21,lat,long",
    "lookup": "pcd,pcd2,pcds,dointr,doterm,laua,ward,oseast1m,osnrth1m,lsoa21,lat,long",
    "since 2025": "pcd7,pcd8,pcds,dointr,doterm,lad25cd,wd25cd,east1m,north1m,lsoa21cd,lat,long",
}
ROWS = (
    ("CF10 1AA", "W05000003", "318400", "176500"),
    ("CF10 1AB", "W05000004", "318900", "176900"),
    # Without a grid reference, as of a large user.
    ("CF99 1NA", "W05000004", "", ""),
    ("M1 1AE", "E05011376", "384600", "398100"),
)
HEAD = "group_id,name_en,kind,covers,ward_code,postcode,lon,lat\n"


def postcodes(
    folder: Path, *, layout: str = "directory", rows: Sequence[tuple[str, ...]] = ROWS,
    name: str = "onspd.csv",
) -> Member:  # fmt: skip
    lines = [LAYOUTS[layout]]
    for postcode, ward, x, y in rows:
        cells = (postcode, "198001", "", "W06000015", ward, x, y, "W01001700", "99.999999", "0")
        lines.append(",".join([postcode.replace(" ", ""), postcode, *cells]))
    return written(folder / name, "\n".join(lines) + "\n")


def written(path: Path, text: str) -> Member:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    (member,) = members_of([path])
    return member


@every_case("layout", LAYOUTS)
def test_every_layout_is_read_for_the_area_only(tmp_path: Path, layout: str) -> None:
    member = postcodes(tmp_path, layout=layout)
    assert kind_of(member) == POSTCODES
    report = LoadReport()
    table = read_postcodes([member], WARDS.codes, report)
    assert table["postcode"].tolist() == ["CF10 1AA", "CF10 1AB", "CF99 1NA"]
    assert table["ward_code"].tolist() == ["W05000003", "W05000004", "W05000004"]
    assert table["x"].fillna(0).tolist() == [318400, 318900, 0]
    (account,) = report.files
    assert account.reconciles and account.read == 4
    assert account.left_out == {Reason.OUTSIDE_THE_AREA: 1}


def test_postcodes_of_other_places_are_counted_and_only_the_first_are_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = [
        (f"M1 {n // 26 % 10}A{chr(65 + n % 26)}", "E05011376", "1", "1") for n in range(90)
    ]
    monkeypatch.setattr(postcode_file, "MOST_EXAMPLES", 10)
    monkeypatch.setattr(postcode_file, "BLOCK", 1 << 10)
    report = LoadReport()
    member = postcodes(tmp_path, rows=[*elsewhere, *ROWS[:2]])
    assert len(read_postcodes([member], WARDS.codes, report)) == 2
    assert report.files[0].left_out == {Reason.OUTSIDE_THE_AREA: 90} and report.files[0].reconciles
    stored = report.rows_left_out()
    assert len(stored) == 10 and stored["row"].tolist() == list(range(2, 12))


def test_a_postcode_of_a_later_file_replaces_the_earlier_one(tmp_path: Path) -> None:
    old = postcodes(tmp_path, name="2024.csv")
    moved = ("CF10 1AA", "W05000004", "318950", "176950")
    new = postcodes(tmp_path, name="2025.csv", rows=[moved], layout="since 2025")
    report = LoadReport()
    table = read_postcodes([old, new], WARDS.codes, report).set_index("postcode")
    assert table.at["CF10 1AA", "x"] == 318950 and len(table) == 3
    assert [account.used for account in report.files] == [2, 1]
    assert report.files[0].left_out[Reason.POSTCODE_TWICE] == 1
    assert all(account.reconciles for account in report.files)


def test_a_file_without_wards_names_what_it_lacks(tmp_path: Path) -> None:
    member = written(tmp_path / "p.csv", "pcds,lsoa21\nCF10 1AA,W01001700\n")
    with pytest.raises(SourceError, match=r"p\.csv.*osward"):
        read_postcodes([member], WARDS.codes, LoadReport())


def test_groups_are_placed_by_postcode_and_unknown_ones_are_counted_and_named(
    tmp_path: Path,
) -> None:
    member = written(
        tmp_path / "groups.csv",
        HEAD + "G1,Watch,neighbourhood_watch,ward,W05000003,cf101aa,,\n"
        "G2,Club,youth_provision,ward,W05000004,CF10 1AB,-3.18,51.48\n"
        "G3,Walkers,dog_walker_patrol,ward,W05000004,CF10 9ZZ,,\n"
        "G4,Mail,victim_support,county,,CF99 1NA,,\n"
        "G5,Line,victim_support,county,,,,\n",
    )
    report = LoadReport()
    table = read_postcodes([postcodes(tmp_path)], WARDS.codes, report)
    groups = load_groups(member, WARDS, report, table).set_index("group_id").geometry
    assert (groups["G1"].x, groups["G1"].y) == (318400, 176500)
    # Its own coordinates come before the postcode.
    assert abs(groups["G2"].x - 318100) < 200
    assert groups[["G3", "G4", "G5"]].isna().all()
    account = report.files[-1]
    assert account.used == 5
    assert account.notes == {Reason.PLACED_BY_POSTCODE: 1, Reason.UNKNOWN_POSTCODE: 2}
    rows = report.rows_left_out()
    named = rows[rows["reason"] == Reason.UNKNOWN_POSTCODE]
    assert named["row"].tolist() == [4, 5] and "CF10 9ZZ" in named["record"].iloc[0]


def test_without_a_postcode_file_the_groups_are_listed_and_counted(tmp_path: Path) -> None:
    text = HEAD + "G1,Watch,neighbourhood_watch,ward,W05000003,CF10 1AA,,\n"
    report = LoadReport()
    groups = load_groups(written(tmp_path / "groups.csv", text), WARDS, report)
    assert groups.geometry.isna().all() and len(groups) == 1
    assert report.files[0].notes == {Reason.NO_POSTCODE_FILE: 1}


def test_where_a_refuge_is_is_neither_taken_nor_stored(tmp_path: Path) -> None:
    text = (
        HEAD.replace("\n", ",Address\n")
        + "G1,Safe Haven,domestic_abuse_support,county,,CF10 1AA,,,1 Secret Street\n"
        "G2,Safe Haven,domestic_abuse_support,county,,,-3.18,51.48,1 Secret Street\n"
        "G3,The Haven,refuge,ward,W05000003,CF10 1AA,-3.18,51.48,1 Secret Street\n"
        "G4,Lloches y Ddinas,shelter,ward,W05000003,CF10 1AA,-3.18,51.48,1 Secret Street\n"
        "G5,Cat Club,cats,ward,W05000003,CF10 1AB,-3.18,51.48,2 Open Street\n"
        "G6,Helpline,domestic_abuse_support,county,,,,,\n"
    )
    report = LoadReport()
    table = read_postcodes([postcodes(tmp_path)], WARDS.codes, report)
    groups = load_groups(written(tmp_path / "groups.csv", text), WARDS, report, table)
    assert groups["group_id"].tolist() == ["G6"] and groups.geometry.isna().all()
    left_out = report.files[-1].left_out
    assert left_out == {Reason.REFUGE_PLACED: 2, Reason.UNKNOWN_GROUP_KIND: 3}
    records = report.rows_left_out().query("file == 'groups.csv'")["record"]
    stored = {json.loads(record)["group_id"]: json.loads(record) for record in records}
    for refuge in ("G1", "G2", "G3", "G4"):
        assert set(stored[refuge]) == {"group_id", "name_en", "kind", "covers"}
    assert stored["G5"]["postcode"] == "CF10 1AB"
