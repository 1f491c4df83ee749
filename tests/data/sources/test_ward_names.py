"""Wards given by name are matched if the name is unique; other rows are left out and listed."""

from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data.build.recognise import kind_of
from data.file_kinds import LOCAL_INCIDENTS
from data.files.archive import Member, members_of
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.provenance.unmatched_wards import unmatched_names
from data.sources.groups_orders_responses import load_groups
from data.sources.lsoa_vintages import LsoaChanges
from data.sources.partner_incidents import load_local_incidents
from data.sources.surveys.answers import load_perceptions
from data.sources.ward_names import Wards, plain_name
from tests.cases import every_case
from tests.data.sources.test_partner_incidents import AREAS

NAMES = {
    "W05000001": ("St Bride's Major", "Saint-y-brid"),
    "W05000002": ("Llandow & Ewenny", "Llandŵ ac Ewenni"),
    "W05000003": ("The Rhws", "Y Rhws"),
    "W05000004": ("Stow Hill", "Stow Hill"),
    "W05000005": ("Castle", "Y Castell"),
    "W05000006": ("Castle", "Castell-coch"),
}
WARDS = Wards.of(
    pd.DataFrame(
        [(code, "ward", en, cy) for code, (en, cy) in NAMES.items()],
        columns=["area_code", "level", "name_en", "name_cy"],
    )
)


def member(path: Path) -> Member:
    return next(iter(members_of([path])))


def survey(tmp_path: Path, column: str, wards: list[str]) -> tuple[list[str], LoadReport]:
    rows = [f"R{at},2026-06,random sample,{ward},1,very safe" for at, ward in enumerate(wards)]
    path = tmp_path / "survey.csv"
    path.write_text("\n".join([f"respondent_id,wave,mode,{column},weight,safe_day", *rows]))
    report = LoadReport()
    answers = load_perceptions(member(path), WARDS, report)
    assert report.files[0].reconciles
    return answers["area_code"].tolist(), report


SPELT = {
    "st brides major": "W05000001", "ST. BRIDE’S MAJOR": "W05000001", "Saint y Brid": "W05000001",
    "Llandow and Ewenny": "W05000002", "llandw ac ewenni": "W05000002", "Rhws": "W05000003",
    "Stow-Hill ward": "W05000004", "Y Castell": "W05000005", "w05000006": "W05000006",
}  # fmt: skip


@every_case("column", ["ward_code", "Ward", "Ward name", "Enw'r ward"])
def test_names_in_either_language_and_spelling_are_matched(tmp_path: Path, column: str) -> None:
    codes, report = survey(tmp_path, column, list(SPELT))
    assert codes == list(SPELT.values())
    assert report.files[0].notes == {Reason.WARD_BY_NAME: len(SPELT) - 1}


def test_a_column_of_codes_is_used_before_one_of_names(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(
        "respondent_id,wave,mode,Ward,Ward code,weight,safe_day\n"
        "R1,2026-06,random sample,Stow Hill,W05000003,1,very safe\n"
    )
    answers = load_perceptions(member(path), WARDS, LoadReport())
    assert answers["area_code"].tolist() == ["W05000003"]


def test_names_without_a_match_are_left_out_and_listed_with_similar_names(tmp_path: Path) -> None:
    wards = ["Stow Hil", "Castle", "Stow Hil", "Atlantis", "W05999999", "", "Stow Hill"]
    codes, report = survey(tmp_path, "Ward", wards)
    assert codes == ["W05000004"]
    assert report.files[0].left_out == {Reason.UNKNOWN_WARD: 5, Reason.AMBIGUOUS_WARD: 1}
    assert report.files[0].notes == {Reason.WARD_BY_NAME: 1}
    names = unmatched_names(report.rows_left_out()).set_index("name")
    assert names["rows"].to_dict() == {"Stow Hil": 2, "Atlantis": 1, "W05999999": 1, "Castle": 1}
    assert names["hint"].to_dict() == {
        "Stow Hil": "Stow Hill", "Atlantis": "", "W05999999": "", "Castle": "W05000005, W05000006",
    }  # fmt: skip
    assert names.loc["Castle", "reason"] == Reason.AMBIGUOUS_WARD
    # The record has the name with its original spelling.
    assert '"Stow Hil"' in report.rows_left_out()["record"].iloc[0]


def test_wards_of_groups_may_be_given_by_name(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text(
        "group_id,name_en,kind,covers,ward\nG1,Watch,neighbourhood_watch,ward,Y Rhws\n"
        "G2,Helpline,victim_support,county,\nG3,Watch,neighbourhood_watch,ward,Rhwz\n"
    )
    report = LoadReport()
    groups = load_groups(member(path), WARDS, report)
    assert groups["ward_code"].fillna("").tolist() == ["W05000003", ""]
    assert report.files[0].left_out == {Reason.UNKNOWN_WARD: 1}
    assert unmatched_names(report.rows_left_out())["hint"].tolist() == ["The Rhws"]


@given(st.text(alphabet="abcŵâ -'&.", max_size=12))
def test_normalising_a_name_twice_changes_nothing(name: str) -> None:
    """Case never changes the result either."""
    assert plain_name(plain_name(name)) == plain_name(name)
    assert plain_name(name.upper()) == plain_name(name)


# --- Incidents: a ward name is used only without a point or LSOA ------------------------------


def incidents(
    tmp_path: Path, text: str, changes: LsoaChanges | None = None
) -> tuple[pd.DataFrame, FileReport]:
    path = tmp_path / "asb.csv"
    path.write_text(text)
    assert kind_of(member(path)) == LOCAL_INCIDENTS
    report = LoadReport()
    tidy = load_local_incidents([member(path)], AREAS, report, changes)
    assert report.files[0].reconciles
    return tidy, report.files[0]


def test_an_incident_with_a_point_needs_no_ward(tmp_path: Path) -> None:
    tidy, account = incidents(
        tmp_path,
        "Date,Type,Easting,Northing,Ward\n2026-07-01,noise,224000,275000,Nowhere\n"
        "2026-07-01,noise,,,Court\n2026-07-01,noise,,,Nowhere\n2026-07-01,noise,,,W05888001\n",
    )
    assert tidy["ward_code"].tolist() == ["W05999003", "W05999011"]
    assert account.left_out == {Reason.UNKNOWN_WARD: 1, Reason.OUTSIDE_THE_AREA: 1}


def test_an_incident_of_an_lsoa_of_2011_is_located_if_its_ward_is_clear(tmp_path: Path) -> None:
    changes = LsoaChanges(
        successors={
            "W01999001": ("W01999007",), "W01999002": ("W01999007", "W01999008"),
            "W01999003": ("W01999007",), "W01999004": ("W01999008", "W01999008"),
        },
        change={"W01999001": "M", "W01999002": "S", "W01999003": "X", "W01999004": "S"},
    )  # fmt: skip
    rows = [f"2026-07-01,noise,W0199900{number}" for number in (1, 2, 3, 4, 7, 9)]
    tidy, account = incidents(tmp_path, "\n".join(["date,type,lsoa_code", *rows]), changes)
    assert tidy["lsoa_code"].fillna("").tolist() == ["W01999007", "", "W01999007"]
    assert tidy["ward_code"].tolist() == ["W05999003", "W05999011", "W05999003"]
    assert account.left_out == {
        Reason.SPLIT_SINCE_2011: 1, Reason.REDRAWN_SINCE_2011: 1, Reason.OUTSIDE_THE_AREA: 1,
    }  # fmt: skip


def test_an_unknown_code_is_listed_once(tmp_path: Path) -> None:
    _, report = survey(tmp_path, "Ward", ["W05999999", "w05999999", "Stow Hill"])
    again = report.rows_left_out()
    both = pd.concat([again, again.assign(file="another.csv")])
    names = unmatched_names(both)
    assert names[["name", "rows"]].to_numpy().tolist() == [["W05999999", 4]]
    assert names["file"].item().endswith(", another.csv")
