"""A police file is read however it was saved, and as the months and forces that it holds."""

import datetime as dt
import io
from collections.abc import Callable, Sequence

import openpyxl
import pytest

from data.errors import SourceError
from data.load_report.reasons import Reason
from data.police.reading.row_reasons import REASONS
from data.police.street_file import FilePart, parse_file
from tests.cases import every_case

HEADER = (
    "Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location",
    "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context",
)  # fmt: skip
GWENT, SOUTH_WALES = "Gwent Police", "South Wales Police"
Rows = list[tuple[str, ...]]


def rows(month: str, number: int, force: str = GWENT, start: int = 0) -> Rows:
    return [
        (
            f"{force[0]}{month}-{start + n}", month, force, force, f"-3.{n:06}", "51.500000",
            "On or near Heol y Môr", "W01000001", "Here 001A", "Drugs", "Under investigation", "",
        )
        for n in range(number)
    ]  # fmt: skip


def text(table: Rows, mark: str = ",") -> str:
    return "".join(mark.join(cells) + "\n" for cells in [HEADER, *table])


def workbook(table: Sequence[Sequence[object]]) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    sheet.append(["About"])
    second = book.create_sheet("Street")
    for cells in [(), HEADER, *table]:
        second.append(list(cells))
    book.save(content)
    return content.getvalue()


def excel_cells(table: Rows) -> list[list[object]]:
    """Cells as a spreadsheet takes them: months are dates, coordinates are numbers."""
    return [
        [
            dt.date.fromisoformat(f"{cell}-01") if name == "Month"
            else float(cell) if name in ("Longitude", "Latitude") else cell
            for name, cell in zip(HEADER, cells, strict=True)
        ]
        for cells in table
    ]  # fmt: skip


def held(parts: list[FilePart]) -> dict[tuple[str, str], int]:
    return {(part.force, part.month): part.parsed.usable for part in parts}


def reasons(part: FilePart) -> list[str | None]:
    return [REASONS[n] if n >= 0 else None for n in part.parsed.rows["reason"].to_pylist()]


SAVED: dict[str, Callable[[Rows], bytes]] = {
    "semicolons": lambda table: text(table, ";").encode(),
    "tabs": lambda table: text(table, "\t").encode("utf-8-sig"),
    "utf-16": lambda table: text(table, "\t").encode("utf-16"),
    "windows": lambda table: text(table).replace("\n", "\r\n").encode("cp1252"),
    "spreadsheet": lambda table: workbook(excel_cells(table)),
}


@every_case("how", SAVED)
def test_a_file_saved_in_another_way_has_the_same_incidents(how: str) -> None:
    table = rows("2025-03", 30)
    (as_published,) = parse_file(text(table).encode(), "a.csv", None)
    (part,) = parse_file(SAVED[how](table), "a.csv", None)
    assert held([part]) == {("gwent", "2025-03"): 30}
    assert part.parsed.spots["key"].tolist() == as_published.parsed.spots["key"].tolist()
    assert part.parsed.ids.tolist() == as_published.parsed.ids.tolist()
    assert part.parsed.rows["location"].to_pylist() == ["On or near Heol y Môr"] * 30
    assert (Reason.READ_AS_UTF16 in part.notes) == (how == "utf-16")


def test_a_row_of_a_spreadsheet_has_its_line() -> None:
    table = excel_cells(rows("2025-03", 5))
    (part,) = parse_file(workbook(table), "a.xlsx", None)
    assert part.parsed.rows["line"].to_pylist() == [3, 4, 5, 6, 7]
    assert part.notes == {Reason.MONTHS_REWRITTEN: 5}


def test_a_merged_file_is_read_as_the_months_and_forces_that_it_holds() -> None:
    table = rows("2025-01", 40) + rows("2025-02", 50) + rows("2025-01", 20, SOUTH_WALES)
    table += rows("2025-03", 1)
    for stated in (None, ("gwent", "2025-02")):
        parts = list(parse_file(text(table).encode(), "merged.csv", stated))
        assert held(parts) == {
            ("gwent", "2025-01"): 40,
            ("gwent", "2025-02"): 50,
            ("gwent", "2025-03"): 1,
            ("south-wales", "2025-01"): 20,
        }
        assert sum(len(part.parsed.rows) for part in parts) == len(table)
        assert all(part.notes[Reason.MONTHS_BY_ROW] for part in parts)
        assert parts[1].parsed.rows["line"].to_pylist() == list(range(42, 92))


def test_stray_rows_do_not_make_a_month() -> None:
    named = rows("2025-02", 50) + rows("2024-02", 2)
    (part,) = parse_file(text(named).encode(), "a.csv", ("gwent", "2025-02"))
    assert (part.force, part.month, part.parsed.usable) == ("", "2025-02", 50)
    assert reasons(part)[50:] == [Reason.NOT_THE_FILES_MONTH] * 2
    merged = rows("2025-01", 200) + rows("2025-02", 200) + rows("2019-02", 1)
    parts = list(parse_file(text(merged).encode(), "merged.csv", None))
    assert held(parts) == {("gwent", "2025-01"): 200, ("gwent", "2025-02"): 200}
    strays = [reason for part in parts for reason in reasons(part) if reason]
    assert strays == [Reason.NOT_THE_FILES_MONTH]


def test_a_file_under_another_months_name_is_read_as_the_month_of_its_rows() -> None:
    (part,) = parse_file(text(rows("2025-02", 9)).encode(), "a.csv", ("gwent", "2025-05"))
    assert (part.force, part.month, part.parsed.usable) == ("", "2025-02", 9)
    assert part.notes == {Reason.MONTHS_BY_ROW: 9}


def test_months_that_cannot_be_read_are_named_with_row_and_column() -> None:
    table = rows("2025-02", 1) + rows("5/3/2025", 4)
    with pytest.raises(SourceError) as refused:
        list(parse_file(text(table).encode(), "a.csv", None))
    assert "a.csv, row 3, column Month: expected a month such as 2025-06" in str(refused.value)
    assert "found 5/3/2025" in str(refused.value)
    few = rows("2025-02", 20) + rows("5/3/2025", 4)
    (part,) = parse_file(text(few).encode(), "a.csv", None)
    assert (part.parsed.usable, reasons(part)[20:]) == (20, [Reason.BAD_MONTH] * 4)


@every_case(
    ("content", "found"),
    [
        (text(rows("2025-02", 2)).encode("utf-16-le"), "not a text file"),
        (b"Month;Crime type\n2025-02;Drugs\n", "Month, Crime type"),
        (workbook([])[:200], "cut off"),
        (text([]).encode(), "no row"),
    ],
    ids=["UTF-16 without its mark", "columns", "half a workbook", "only a header"],
)
def test_a_file_that_cannot_be_read_is_named_with_the_cause(content: bytes, found: str) -> None:
    with pytest.raises(SourceError) as refused:
        list(parse_file(content, "a.csv", None))
    assert str(refused.value).startswith("a.csv") and found in str(refused.value)


def test_a_month_pasted_twice_counts_once() -> None:
    table = rows("2025-03", 40) + rows("2025-04", 40)
    parts = list(parse_file(text([*table, *table]).encode(), "merged.csv", None))
    assert held(parts) == {("gwent", "2025-03"): 40, ("gwent", "2025-04"): 40}
    assert [reasons(part).count(Reason.PASTED_TWICE) for part in parts] == [40, 40]
