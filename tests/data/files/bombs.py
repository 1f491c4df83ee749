"""Small files that would take gigabytes or minutes to read.

Each is deflated piece by piece, so that making one takes no memory either.
"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

MB = 1 << 20
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
ROOT = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
PARTS = (
    f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    "</Relationships>"
)
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)

Pieces = Iterator[bytes]


def repeated(before: str, piece: str, times: int, after: str) -> Pieces:
    """Yield a text with a piece repeated, about a megabyte at a time."""
    yield before.encode()
    at_once = max(1, MB // len(piece))
    block = piece.encode() * at_once
    for _ in range(times // at_once):
        yield block
    yield piece.encode() * (times % at_once)
    yield after.encode()


def zipped(path: Path, parts: Mapping[str, str | Pieces], method: int = 8) -> Path:
    """Write a zip of texts, and of texts that come in pieces, as fast as it can be packed."""
    with zipfile.ZipFile(path, "w", method, compresslevel=1) as archive:
        for name, part in parts.items():
            with archive.open(name, "w", force_zip64=True) as file:
                for piece in [part.encode()] if isinstance(part, str) else part:
                    file.write(piece)
    return path


def workbook(path: Path, sheet: Pieces, strings: Pieces | None = None) -> Path:
    """Write an XLSX of one sheet."""
    plain = iter([f'<sst xmlns="{MAIN}"><si><t>a</t></si></sst>'.encode()])
    return zipped(
        path,
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": ROOT,
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": PARTS,
            "xl/sharedStrings.xml": strings or plain,
            "xl/worksheets/sheet1.xml": sheet,
        },
    )


def rows(row: str, times: int, dimension: str = "A1") -> Pieces:
    head = f'<worksheet xmlns="{MAIN}"><dimension ref="{dimension}"/><sheetData>'
    return repeated(head, row, times, "</sheetData></worksheet>")


def spreadsheet(path: Path, table: Pieces) -> Path:
    """Write an ODS of one sheet."""

    def content() -> Pieces:
        yield (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}>'
            '<office:body><office:spreadsheet><table:table table:name="a">'
        ).encode()
        yield from table
        yield (b"</table:table></office:spreadsheet></office:body></office:document-content>")

    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    return zipped(
        path,
        {
            "mimetype": SPREADSHEET,
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}"/>',
            "content.xml": content(),
        },
    )


def cell(text: str, repeat: int = 1) -> str:
    return (
        f'<table:table-cell office:value-type="string" table:number-columns-repeated="{repeat}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def table_row(cells: str, repeat: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{repeat}">{cells}</table:table-row>'


def one(text: str) -> Pieces:
    return iter([text.encode()])


FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
WIDE = "<row>" + "<c><v>1</v></c>" * 100 + "</row>"
SHARED = '<row><c t="s"><v>0</v></c></row>'
ENTITIES = "".join(
    f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' if n else '<!ENTITY x0 "aaaaaaaaaa">'
    for n in range(10)
)
WORKBOOKS: dict[str, Callable[[Path], Path]] = {
    # A stated size of 17 billion cells, and two cells that make it true.
    "far-apart.xlsx": lambda p: workbook(p, rows(FAR, 1, "A1:XFD1048576")),
    # 4 million cells in 0.2 MB, which took 66 seconds and 2.8 GB, and 6 million in 0.3 MB.
    "cells.xlsx": lambda p: workbook(p, rows(WIDE, 40_000)),
    "many-cells.xlsx": lambda p: workbook(p, rows(WIDE, 60_000)),
    "prefixed-cells.xlsx": lambda p: workbook(
        p,
        repeated(
            f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>',
            "<x:row>" + "<x:c\n><x:v>1</x:v></x:c>" * 100 + "</x:row>",
            25_000,
            "</x:sheetData></x:worksheet>",
        ),
    ),
    "empty-rows.xlsx": lambda p: workbook(p, rows("<row/>", 9_000_000)),
    # 200,000 cells that all show one text of a megabyte: 200 GB of letters.
    "one-long-text.xlsx": lambda p: workbook(
        p,
        rows(SHARED, 200_000),
        repeated(f'<sst xmlns="{MAIN}"><si><t>', "a", MB, "</t></si></sst>"),
    ),
    "many-texts.xlsx": lambda p: workbook(
        p, rows(SHARED, 1), repeated(f'<sst xmlns="{MAIN}">', "<si><t/></si>", 4_500_000, "</sst>")
    ),
    "styles.xlsx": lambda p: workbook(
        p, rows(SHARED, 1), repeated(f'<sst xmlns="{MAIN}">', "<xf/>", 9_000_000, "</sst>")
    ),
    # Places that are written as XML allows and no program does.
    "far-apart-in-other-letters.xlsx": lambda p: workbook(
        p, rows(FAR.replace('r="', "r\n=  '").replace('"', "'"), 1)
    ),
    "one-wide-row.xlsx": lambda p: workbook(
        p, rows("<row>" + "<c/>" * 900_000 + "</row>" + "<row/>" * 900_000, 1)
    ),
    "entities.xlsx": lambda p: workbook(
        p,
        rows(SHARED, 1),
        one(
            f'<?xml version="1.0"?><!DOCTYPE sst [{ENTITIES}]>'
            f'<sst xmlns="{MAIN}"><si><t>&x9;</t></si></sst>'
        ),
    ),
    # 17 billion cells that are written once.
    "repeated.ods": lambda p: spreadsheet(p, one(table_row(cell("a", 16_384), 1_048_576))),
    "long-repeated.ods": lambda p: spreadsheet(p, one(table_row(cell("a" * MB, 16_384)))),
    "many-repeated.ods": lambda p: spreadsheet(
        p, repeated("", table_row(cell("a", 16_384)), 20_000, "")
    ),
    # A cell at the far end of a sheet that is blank otherwise.
    "far-away.ods": lambda p: spreadsheet(
        p,
        one(
            table_row(cell("a"))
            + table_row("<table:table-cell/>", 1_048_574)
            + table_row('<table:table-cell table:number-columns-repeated="16383"/>' + cell("a"))
        ),
    ),
    "cells.ods": lambda p: spreadsheet(p, repeated("", table_row(cell("a")), 1_000_000, "")),
    "long-texts.ods": lambda p: spreadsheet(
        p, repeated("", table_row(cell("a" * 1_000, 4), 1_000), 200, "")
    ),
}


def csv_of(megabytes: int) -> Pieces:
    """Yield the rows of a police month, all alike but for a number: 160 times as large expanded."""
    head = (
        "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,"
        "Crime type,Last outcome category,Context\n"
    )
    yield head.encode()
    line = (
        ",2026-09,Halwyn Police,Halwyn Police,-4.9,52.2,On or near High Street,W01000001,"
        "Halwyn 001A,Anti-social behaviour,,\n"
    )
    block = line.encode() * (MB // len(line))
    for number in range(megabytes):
        yield block[: len(block) - number % 7 * len(line)]


def many_members(path: Path, stated: int) -> Path:
    """Write a zip whose list of contents has 400,000 files and states another number."""
    entry = struct.pack(
        "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0
    )
    listed = b"".join(entry + b"%c" % (65 + n % 26) for n in range(400_000))
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, stated, stated, len(listed), 0, 0)
    path.write_bytes(listed + end)
    return path


def overlapping(path: Path, members: int = 500) -> Path:
    """Write a zip whose members all are the same ten megabytes of the file (Fifield 2019)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    content = bytes(10 * MB)
    packed = packer.compress(content) + packer.flush()
    check = zlib.crc32(content)
    sizes = (8, 0, 0, check, len(packed), len(content), 5, 0)
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, *sizes)
    body = local + b"a.csv" + packed
    listed = b"".join(
        struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, *sizes, 0, 0, 0, 0, 0)
        + f"{n:05}".encode()
        for n in range(members)
    )
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, members, members, len(listed), len(body), 0)
    path.write_bytes(body + listed + end)
    return path


def nested(path: Path, name: str) -> Path:
    """Write a zip in a zip in a zip, under a name that may not say so."""
    inner = zipped(path.with_name("inner"), {"a.csv": csv_of(20)})
    for depth in range(3):
        outer = path.with_name(f"outer-{depth}")
        with zipfile.ZipFile(outer, "w", 8) as archive:
            archive.write(inner, name)
        inner.unlink()
        inner = outer
    inner.rename(path)
    return path


ARCHIVES: dict[str, Callable[[Path], Path]] = {
    "rows.zip": lambda p: zipped(p, {"2026-09/2026-09-halwyn-street.csv": csv_of(120)}),
    "rows-in-parts.zip": lambda p: zipped(
        p, {f"2026-09/2026-09-halwyn-{n}-street.csv": csv_of(15) for n in range(8)}
    ),
    "bzip2.zip": lambda p: zipped(p, {"a.csv": csv_of(1)}, zipfile.ZIP_BZIP2),
    "shapes.zip": lambda p: zipped(
        p, {"wards.geojson": repeated('{"type": "FeatureCollection",', " ", 100 * MB, "}")}
    ),
    "many.zip": lambda p: many_members(p, 65_535),
    "many-hidden.zip": lambda p: many_members(p, 1),
    "overlapping.zip": lambda p: overlapping(p),
    "nested.zip": lambda p: nested(p, "a.zip"),
    "nested-as-a-table.zip": lambda p: nested(p, "2026-09-halwyn-street.csv"),
    "nested-as-a-workbook.zip": lambda p: nested(p, "groups.xlsx"),
}
