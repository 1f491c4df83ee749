"""Small files that would become gigabytes are refused with a limit, before they are expanded."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formatting.rule import CellIsRule

from data.build.recognise import recognise
from data.errors import SourceError
from data.files import safe_zip
from data.files.archive import Member, members_of
from data.files.safe_zip import Bounded
from data.messages import Message
from data.readers import ods_extent, workbook_parts, xlsx_extent
from data.readers.partner_table import read_own
from data.readers.spreadsheet import Workbook
from tests.cases import every_case
from tests.data.files import bombs
from tests.data.spreadsheets import write_ods, write_ods_content, write_xlsx

MB = 1 << 20
# What a refusal may expand: the pieces until a limit is passed.
MOST_EXPANDED = 64 * MB
WHY = {
    "far-apart.xlsx": "limit.dense",
    "far-apart-in-other-letters.xlsx": "limit.dense",
    "one-wide-row.xlsx": "limit.dense",
    "cells.xlsx": "limit.cells",
    "many-cells.xlsx": "limit.ratio",
    "prefixed-cells.xlsx": "limit.cells",
    "empty-rows.xlsx": "limit.dense",
    "one-long-text.xlsx": "limit.letters",
    "many-texts.xlsx": "limit.cells",
    "styles.xlsx": "limit.tags",
    "entities.xlsx": "book.sound",
    "repeated.ods": "limit.dense",
    "long-repeated.ods": "limit.letters",
    "many-repeated.ods": "limit.cells",
    "far-away.ods": "limit.dense",
    "cells.ods": "limit.ratio",
    "long-texts.ods": "limit.letters",
    "rows.zip": "limit.ratio",
    "rows-in-parts.zip": "limit.ratio",
    "bzip2.zip": "zip.ordinary",
    "shapes.zip": "limit.ratio",
    "many.zip": "limit.files",
    "many-hidden.zip": "limit.files",
    "overlapping.zip": "limit.ratio",
    "nested.zip": "zip.data_files",
    "nested-as-a-table.zip": "reads",
    "nested-as-a-workbook.zip": "reads",
}


@pytest.fixture
def expanded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of bytes that were expanded, piece by piece."""
    sizes: list[int] = []
    readinto, parts = Bounded.readinto, workbook_parts._expanded

    def counted(stream: Bounded, buffer: bytearray) -> int:
        sizes.append(readinto(stream, buffer))
        return sizes[-1]

    def counted_parts(*arguments: object) -> bombs.Pieces:
        for piece in parts(*arguments):  # type: ignore[arg-type]
            sizes.append(len(piece))
            yield piece

    monkeypatch.setattr(Bounded, "readinto", counted)
    monkeypatch.setattr(workbook_parts, "_expanded", counted_parts)
    return sizes


def read_all(path: Path) -> None:
    """Recognise the file, and read each member as a table."""
    for member in members_of([path]):
        read_own(member, wants=["group_id"], shown=member.path_shown)
    recognise([path])


@every_case("name", [*bombs.WORKBOOKS, *bombs.ARCHIVES])
def test_a_bomb_is_refused_with_the_limit_and_what_came(
    tmp_path: Path, expanded: list[int], name: str
) -> None:
    path = {**bombs.WORKBOOKS, **bombs.ARCHIVES}[name](tmp_path / name)
    assert path.stat().st_size < 20 * MB
    expanded.clear()
    with pytest.raises(SourceError) as raised:
        read_all(path)
    facts = raised.value.facts
    assert Message.coerce(facts["expected"]).key == WHY[name]
    assert name in facts["file"] and facts["found"]
    assert sum(expanded) <= MOST_EXPANDED
    assert [file.name for file in tmp_path.iterdir()] == [name], "nothing remains on disk"


def restated(path: Path, stated: int, check: int) -> Path:
    """Write another size and checksum of the last member into both of its headers."""
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 14), (b"PK\x01\x02", 16)):
        start = content.rindex(mark)
        struct.pack_into("<I", content, start + at, check)
        struct.pack_into("<I", content, start + at + 8, stated)
    path.write_bytes(content)
    return path


def test_a_part_that_goes_on_after_its_stated_size_is_refused(tmp_path: Path) -> None:
    """Python stops at the stated size, calamine reads on: the checksum is of what Python reads."""
    head, row = f'<worksheet xmlns="{bombs.MAIN}"><sheetData>', "<row><c><v>1</v></c></row>"
    path = bombs.workbook(
        tmp_path / "a.xlsx", bombs.repeated(head, row, 2_000_000, "</sheetData></worksheet>")
    )
    with zipfile.ZipFile(path) as archive:
        part = archive.infolist()[-1]
        start = archive.read(part)[:1_000]
    plain = zipfile.ZipFile(tmp_path / "plain.xlsx", "w", zipfile.ZIP_DEFLATED)
    with plain, zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            plain.writestr(info.filename, archive.read(info))
    path = restated(tmp_path / "plain.xlsx", len(start), zlib.crc32(start))
    with zipfile.ZipFile(path) as archive:
        assert archive.read(part.filename) == start, "Python reads what is stated"
    with pytest.raises(SourceError, match="as many bytes as the zip says it holds"):
        Workbook(path.name, path.read_bytes())


def test_members_that_share_bytes_are_refused(tmp_path: Path) -> None:
    path = bombs.overlapping(tmp_path / "a.zip", members=3)
    with pytest.raises(SourceError, match="files that share the same bytes"):
        list(members_of([path], limits=safe_zip.ArchiveLimits(ratio=10_000)))


def test_a_member_that_takes_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bombs.zipped(tmp_path / "a.zip", {"a.csv": "1,2\n" * 1_000_000})
    clock = iter(range(0, 100_000, 200))
    monkeypatch.setattr(safe_zip.time, "perf_counter", lambda: next(clock))
    (member,) = members_of([path])
    with pytest.raises(SourceError, match="at most 600 seconds to expand a file") as raised:
        member.read_bytes()
    assert "it may be a zip bomb" in raised.value.facts["found"]


@every_case("encoding", ["utf-16", "utf-16-le"])
def test_a_part_in_another_encoding_is_refused(tmp_path: Path, encoding: str) -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + b"".join(bombs.rows(bombs.FAR, 1)).decode()
    path = bombs.workbook(tmp_path / "a.xlsx", iter([text.encode(encoding)]))
    with pytest.raises(SourceError, match="expected a workbook that opens"):
        Workbook(path.name, path.read_bytes())


def test_a_part_that_is_said_to_be_behind_the_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise.xlsx"
    write_xlsx(path, {"Groups": [["group_id"], ["G1"]]})
    content = bytearray(path.read_bytes())
    # The place of a part in the list of contents; any bit of it may be flipped.
    content[content.rfind(b"PK\x01\x02") + 42 + 3] ^= 4
    path.write_bytes(content)
    with pytest.raises(SourceError) as raised:
        read_all(path)
    assert "noise.xlsx" in raised.value.facts["file"]


def styled(path: Path) -> Path:
    """A workbook as people make them: widths, formats, rules, merged cells, a link, a comment."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["group_id", "kind", "note"])
    for number in range(300):
        sheet.append([f"G{number}", "youth club", "=1+1" if number % 2 else None])
    rule = CellIsRule(operator="greaterThanOrEqual", formula=["3"], stopIfTrue=True)
    sheet.conditional_formatting.add("A1:C300", rule)
    sheet.merge_cells("A301:C301")
    sheet["A2"].hyperlink = "https://example.org/?r=ZZZ9999999"
    sheet["B400"] = "far = away, and r = 'ZZZ1048576'"
    book.save(path)
    return path


HONEST: dict[str, Callable[[Path], Path]] = {
    "styled.xlsx": styled,
    "long.xlsx": lambda p: write_xlsx(
        p, {"a": [["group_id", "kind"], *[[f"G{n}", n % 7] for n in range(20_000)]]}
    ),
    "blank-end.ods": lambda p: write_ods(p, {"a": [["group_id", "kind"], ["G1", "x"]], "b": []}),
    "repeated.ods": lambda p: write_ods_content(
        p,
        '<table:table table:name="a">'
        + bombs.table_row(bombs.cell("group_id") + bombs.cell("kind"))
        + bombs.table_row(bombs.cell("G1") + bombs.cell("x", 3) + BLANK, 500)
        + bombs.table_row(BLANK, 1_048_000)
        + "</table:table>",
    ),
}
BLANK = (
    '<table:table-cell table:style-name="ce1" table:number-columns-repeated="3"/>'
    '<table:table-cell table:number-columns-repeated="16000"></table:table-cell>'
)


@every_case("name", HONEST)
def test_an_honest_workbook_is_read(tmp_path: Path, name: str) -> None:
    path = HONEST[name](tmp_path / name)
    (member,) = members_of([path])
    assert isinstance(member, Member)
    assert len(read_own(member, wants=["group_id"]).cells) >= 1
    assert Workbook(name, path.read_bytes()).sheets


def test_the_extent_of_an_honest_sheet_is_its_own() -> None:
    sheet = xlsx_extent.Extent()
    places = "".join(
        f'<c r="{column}{row}" s="1"><v>5</v></c>' for row in (7, 9) for column in "BC"
    )
    sheet.read(f'<sheetData><row r="7">{places[: len(places) // 2]}</row>'.encode())
    sheet.read(f'<row r="9">{places[len(places) // 2 :]}</row><x operator="lessThan"/>'.encode())
    assert (sheet.cells, sheet.rows, sheet.row, sheet.column) == (4, 2, 9, 3)
    assert sheet.dense == 27 and sheet.widest == 2
    table = ods_extent.Extent()
    table.read(bombs.table_row(bombs.cell("a") + BLANK, 4).encode())
    table.read(bombs.table_row(BLANK, 1_000).encode())
    table.read(bombs.table_row(bombs.cell("a", 2)).encode())
    table.read(bombs.table_row(BLANK, 1_000_000).encode())
    table.close()
    assert table.dense == 2 * 1_005
