"""The partnership's own tables: CSV, XLSX, ODS, GeoJSON or GeoPackage in, cells of text out."""

from collections.abc import Sequence
from typing import Protocol

from data.errors import SourceError
from data.messages import Message
from data.sources.readers.header import BEYOND, OwnTable, wanted
from data.sources.readers.layer import read_shapes
from data.sources.readers.numbers import (
    DEGREES,
    EASTING,
    EXCHANGED,
    LATITUDE,
    LONGITUDE,
    METRES,
    NORTHING,
    looks_like,
)
from data.sources.readers.sheets import ZIP_START
from data.sources.readers.text import UTF8_BOM, read_text
from data.sources.readers.wkt import with_shapes
from data.sources.readers.workbook import read_workbook

__all__ = [
    "BEYOND", "DEGREES", "EASTING", "EXCHANGED", "LATITUDE", "LONGITUDE", "METRES", "NORTHING",
    "OwnTable", "Source", "looks_like", "read_own", "wanted",
]  # fmt: skip


class Source(Protocol):
    """What can be read: a `Path`, an archive's `Member`, an upload."""

    @property
    def name(self) -> str:
        """What the file is called, for messages."""

    def read_bytes(self) -> bytes:
        """All that it holds."""


def read_own(source: Source, *, wants: Sequence[str], shown: str = "") -> OwnTable:
    """Read a table that has (among others) the columns `wants`, in any case and spacing.

    A wanted name may end in `*`. What kind of file it is shows in its bytes, not in its name;
    messages call it `shown`.
    """
    name, content = shown or source.name, source.read_bytes()
    if content.startswith(ZIP_START):
        return with_shapes(read_workbook(name, content, wants))
    if content.startswith(b"SQLite format 3\0") or _starts_like_json(content):
        return read_shapes(name, content, wants)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError(file=name, expected=Message("reads"), found=Message("reads.old_xls"))
    return with_shapes(read_text(name, content, wants))


def _starts_like_json(content: bytes) -> bool:
    return content[:200].removeprefix(UTF8_BOM).lstrip().startswith(b"{")
