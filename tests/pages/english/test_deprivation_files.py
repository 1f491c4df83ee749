"""The English indices of deprivation in the files of gov.uk: LSOAs of 2011 and of 2021."""

from pathlib import Path

import pytest

from components.text.catalogue import Text
from data.load_report.reasons import Reason
from data.load_report.report import FileReport
from tests.data.spreadsheets import write_xlsx
from tests.pages.english.build import Build, Built, write_area, write_months
from tests.pages.english.conftest import Words
from tests.pages.english.files import (
    District,
    iod_file_1,
    iod_rows,
    write_changes,
    write_csv,
)

WARDS = (("E05011009", "Alphington"), ("E05011021", "Topsham"), ("E05011020", "St Thomas"))
EXETER = District(
    code="E07000041", name="Exeter", wards=WARDS, first_lsoa=34000, corner=(-3.55, 50.70)
)
CODES = [one.code for one in EXETER.lsoas]
# The first two are parts of one LSOA of 2011, the third is made of two, and one was redrawn.
CHANGES = [
    ("E01019900", "S", CODES[0]),
    ("E01019900", "S", CODES[1]),
    ("E01019901", "M", CODES[2]),
    ("E01019902", "M", CODES[2]),
    (CODES[3], "U", CODES[3]),
    ("E01019903", "X", CODES[4]),
    (CODES[5], "U", CODES[5]),
    ("E01000001", "U", "E01000001"),
]
OF_2011 = {
    "E01019900": 10, "E01019901": 2000, "E01019902": 1000, CODES[3]: 3000, "E01019903": 40,
    CODES[5]: 5000, "E01000001": 7,
}  # fmt: skip


def sources(folder: Path) -> Path:
    write_area(folder, [EXETER])
    (folder / "File_7_IoD2025.csv").unlink()
    write_changes(folder / "changes.csv", CHANGES)
    write_months(folder, "devon-and-cornwall", ["2025-08", "2025-09"], [EXETER])
    return folder


def overall(built: Built, edition: str) -> dict[str, int]:
    table = built.store.table("deprivation")
    rows = table[(table["domain"] == "overall") & (table["edition"] == edition)]
    return {str(code): int(n) for code, n in zip(rows["area_code"], rows["rank"], strict=True)}


def reports(built: Built) -> list[FileReport]:
    return [one for one in built.store.manifest.files if one.kind == "deprivation"]


@pytest.fixture(scope="module")
def of_2019(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Built:
    folder = sources(tmp_path_factory.mktemp("iod-2019"))
    write_csv(folder / "File_7_2019.csv", iod_rows(2019, OF_2011))
    return build(folder, "Exeter")


def test_ranks_of_2019_are_converted_to_the_lsoas_of_2021(of_2019: Built) -> None:
    # Parts have the rank of the whole, and a merged LSOA the lower of the two.
    expected = {CODES[0]: 10, CODES[1]: 10, CODES[2]: 1000, CODES[3]: 3000, CODES[5]: 5000}
    assert overall(of_2019, "IoD 2019") == expected
    (report,) = reports(of_2019)
    assert (report.read, report.used) == (7, 5)
    assert report.left_out == {Reason.REDRAWN_SINCE_2011: 1, Reason.OUTSIDE_THE_AREA: 1}
    assert report.notes == {Reason.RANK_OF_THE_WHOLE: 1, Reason.LOWEST_OF_MERGED: 2}
    assert set(of_2019.store.table("deprivation")["of"]) == {32844}


def test_the_data_page_says_how_ranks_were_converted(of_2019: Built, words: Words) -> None:
    shown, text = words(of_2019, "data"), Text("en")
    assert text("index.iod", year="2019") in words(of_2019, "map", measure="deprived20")
    for reason in (Reason.RANK_OF_THE_WHOLE, Reason.LOWEST_OF_MERGED, Reason.REDRAWN_SINCE_2011):
        assert text(f"reason.{reason}") in shown, reason


def test_file_1_of_both_editions_gives_the_overall_rank(
    tmp_path: Path, build: Build, words: Words
) -> None:
    folder = sources(tmp_path)
    of_2025 = {code: 100 + number for number, code in enumerate(CODES)}
    for edition, sheet, ranks in ((2019, "IMD2019", OF_2011), (2025, "IMD25", of_2025)):
        rows = iod_file_1(edition, ranks)
        notes = [["English indices of deprivation"], ["1 is the most deprived"]]
        write_xlsx(folder / f"File_1_{edition}.xlsx", {"Notes": notes, sheet: rows})
    built, text = build(folder, "Exeter"), Text("en")
    assert overall(built, "IoD 2025") == of_2025
    assert overall(built, "IoD 2019")[CODES[1]] == 10
    assert set(built.store.table("deprivation")["domain"]) == {"overall"}
    assert text("index.iod", year="2025") in words(built, "map", measure="deprived20")
    # What needs the domain of income says that it isn't there.
    assert "No income deprivation figures have been added." in words(
        built, "place", place=WARDS[0][0]
    )


def test_a_file_with_fewer_domains_does_not_replace_file_7(tmp_path: Path, build: Build) -> None:
    folder = sources(tmp_path)
    ranks = {code: 100 + number for number, code in enumerate(CODES)}
    write_csv(folder / "a_file_7.csv", iod_rows(2025, ranks))
    write_csv(folder / "b_file_1.csv", iod_file_1(2025, ranks))
    built = build(folder, "Exeter")
    assert built.store.table("deprivation")["domain"].nunique() == 8
    assert [one.used for one in reports(built)] == [6, 0]
    assert reports(built)[1].left_out == {Reason.EDITION_REPLACED: 6}
