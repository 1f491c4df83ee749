"""What acts of such texts in the files that pages offer."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

import openpyxl
import pypdf

from tests.hostile.acting import acting_in_html
from tests.hostile.typed import OUTSIDE

FORMULA = re.compile(r"[=+\-@\t\r]")
NUMBER = re.compile(r"[+-]?[\d.,]+%?( .*)?")
CALENDAR = re.compile(r"([A-Z][A-Z-]*)(?:;[^:]*)?:")
CALENDAR_NAMES = {
    *("BEGIN", "END", "VERSION", "PRODID", "CALSCALE", "METHOD", "UID", "DTSTAMP", "DTSTART"),
    *("DTEND", "SUMMARY", "DESCRIPTION", "TRIGGER", "ACTION", "TRANSP", "CATEGORIES", "SEQUENCE"),
    *("X-WR-CALNAME", "X-WR-CALDESC", "STATUS", "NAME", "CLASS", "SOURCE", "REFRESH-INTERVAL"),
}
DRAWN_BY_ADDRESS = ("image", "use", "feImage", "a", "script", "foreignObject", "iframe")


def acting_in_file(name: str, content: bytes) -> list[str]:
    """Return what acts in a file, by its ending; what has an ending without a rule does."""
    ending = name.rpartition(".")[2]
    return [f"{name}: {one}" for one in RULES[ending](content)]


def _csv(content: bytes) -> Iterator[str]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
        for cell in row:
            if FORMULA.match(cell) and not NUMBER.fullmatch(cell):
                yield f"a formula: {cell[:80]!r}"


def _xlsx(content: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and OUTSIDE in str(cell.value):
                    yield f"a formula: {cell.value!r}"
                if cell.hyperlink and OUTSIDE in (cell.hyperlink.target or ""):
                    yield f"a link: {cell.hyperlink.target}"
    yield from _office(content)


def _office(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            if member.endswith((".xml", ".rels")):
                root = ElementTree.fromstring(archive.read(member))
                for one in root.iter():
                    address = one.get("Target", "") if "TargetMode" in one.attrib else ""
                    if OUTSIDE in address or "javascript:" in address:
                        yield f"{member}: a link to {address}"
                    if one.tag.endswith("}instrText") and OUTSIDE in (one.text or ""):
                        yield f"{member}: a field {one.text}"


def _pdf(content: bytes) -> Iterator[str]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    for page in reader.pages:
        for one in page.get("/Annots") or []:
            action = one.get_object().get("/A", {})
            address = str(action.get_object().get("/URI", "")) if action else ""
            if OUTSIDE in address.split("?")[0]:
                yield f"a link to {address}"
    root = reader.trailer["/Root"]
    if {"/OpenAction", "/AA"} & root.keys() or "/JavaScript" in (root.get("/Names") or {}):
        yield "an action"


def _svg(content: bytes) -> Iterator[str]:
    for one in ElementTree.fromstring(content).iter():
        name = str(one.tag).rpartition("}")[2]
        for attribute, value in one.attrib.items():
            key = attribute.rpartition("}")[2]
            outside = OUTSIDE in value or "javascript:" in value
            if key.startswith("on") or (key in ("href", "src", "style") and outside):
                yield f"<{name} {key}={value[:80]}>"
        address = one.get("{http://www.w3.org/1999/xlink}href", one.get("href", ""))
        own = address.startswith(("#", "data:image/", "https://milltir.example/"))
        if name in DRAWN_BY_ADDRESS and not own:
            yield f"<{name} {one.attrib}>"


def _html(content: bytes) -> Iterator[str]:
    yield from acting_in_html(content.decode("utf-8"))


def _json(content: bytes) -> Iterator[str]:
    json.loads(content)
    yield from ()


def _ics(content: bytes) -> Iterator[str]:
    text = content.decode("utf-8").replace("\r\n ", "")
    for line in text.split("\r\n"):
        found = CALENDAR.match(line)
        if line and (not found or found[1] not in CALENDAR_NAMES):
            yield f"a line of its own: {line[:80]!r}"


def _atom(content: bytes) -> Iterator[str]:
    for one in ElementTree.fromstring(content).iter():
        address = one.get("href", "")
        if OUTSIDE in address.split("?")[0]:
            yield f"a link to {address}"
        if one.get("type") == "html":
            yield from acting_in_html(one.text or "")


def _zip(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            if member.startswith("/") or ".." in member or "\\" in member:
                yield f"a path: {member}"
            yield from acting_in_file(member, archive.read(member))


def _nothing(content: bytes) -> Iterator[str]:
    """Pictures of pixels and a database have nothing that acts, and templates no texts of data."""
    yield from ()


RULES = {
    "csv": _csv,
    "xlsx": _xlsx,
    "pptx": _office,
    "docx": _office,
    "pdf": _pdf,
    "svg": _svg,
    "html": _html,
    "json": _json,
    "geojson": _json,
    "ics": _ics,
    "atom": _atom,
    "zip": _zip,
    "md": _nothing,
    "png": _nothing,
    "gpkg": _nothing,
}
