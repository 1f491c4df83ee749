"""Reads a partnership's own tables: CSV, XLSX, ODS, GeoJSON or GeoPackage into cells of text."""

from collections.abc import Sequence
from typing import Protocol

from data.errors import SourceError
from data.files.archive import Member
from data.messages import Message
from data.readers.coordinates import (
    DEGREES,
    EASTING,
    EXCHANGED,
    LATITUDE,
    LONGITUDE,
    METRES,
    NORTHING,
    coordinate_kind,
)
from data.readers.headers.cells import BEYOND, PartnerTable
from data.readers.headers.column_names import wanted
from data.readers.partner_layer import read_shapes
from data.readers.partner_workbook import read_workbook
from data.readers.spreadsheet import ZIP_START
from data.readers.text.delimited_text import read_text
from data.readers.text.encoding import UTF8_BOM
from data.readers.wkt import with_shapes

__all__ = [
    "BEYOND", "DEGREES", "EASTING", "EXCHANGED", "LATITUDE", "LONGITUDE", "METRES", "NORTHING",
    "PartnerTable", "Source", "coordinate_kind", "is_text", "read_own", "wanted",
]  # fmt: skip
SQLITE_START, OLD_XLS_START = b"SQLite format 3\0", b"\xd0\xcf\x11\xe0"


class Source(Protocol):
    """A file that can be read: a `Path`, a `Member` of an archive, an upload."""

    @property
    def name(self) -> str:
        """The file's name for messages."""

    def read_bytes(self) -> bytes:
        """Return the content."""


def read_own(source: Source, *, wants: Sequence[str], shown: str = "") -> PartnerTable:
    """Read a table that has, among others, the wanted columns in any case and spacing.

    The format is recognised from the content, not from the name.

    Parameters
    ----------
    source
        The file.
    wants
        The columns to look for; one may end with `*`.
    shown
        The file's name for messages; by default its own.

    Returns
    -------
    PartnerTable
        Cells as text, with geometry if the file has shapes.

    Raises
    ------
    SourceError
        If the file can't be read, or has no header with a wanted column.

    Examples
    --------
    >>> read_own(Path("groups.xlsx"), wants=["group_id", "kind"])  # doctest: +SKIP
    """
    name, content = shown or source.name, source.read_bytes()
    if content.startswith(ZIP_START):
        return with_shapes(read_workbook(name, content, wants))
    if content.startswith(SQLITE_START) or _starts_like_json(content):
        return read_shapes(name, content, wants)
    if content.startswith(OLD_XLS_START):
        raise SourceError(file=name, expected=Message("reads"), found=Message("reads.old_xls"))
    return with_shapes(read_text(name, content, wants))


def is_text(member: Member) -> bool:
    """Return whether a file is a text such as CSV, and neither workbook nor layer.

    Parameters
    ----------
    member
        The file, which is recognised by its first bytes.

    Returns
    -------
    bool
        True for a text.

    Examples
    --------
    >>> is_text(survey_file)  # doctest: +SKIP
    True
    """
    with member.open() as stream:
        start = stream.read(200)
    others = (ZIP_START, SQLITE_START, OLD_XLS_START)
    return not start.startswith(others) and not _starts_like_json(start)


def _starts_like_json(content: bytes) -> bool:
    return content[:200].removeprefix(UTF8_BOM).lstrip().startswith(b"{")
