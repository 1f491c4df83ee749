"""Writes a partner's file without the removed rows: text, workbook or layer."""

import codecs
import csv
import io
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import geopandas as gpd

from data.contracts import contract_of
from data.erasure.removal import Removal
from data.errors import SourceError
from data.readers.partner_layer import layer_with
from data.readers.partner_table import SQLITE_START, read_own
from data.readers.partner_workbook import rows_of_workbook
from data.readers.spreadsheet import ZIP_START
from data.readers.text.delimited_text import delimiter_of
from data.readers.text.encoding import UTF8_BOM
from data.sources.registry import SOURCES

UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


@dataclass(frozen=True, kw_only=True)
class Content:
    """A file: its name and its bytes."""

    name: str
    content: bytes

    def read_bytes(self) -> bytes:
        return self.content


def rows_in(file: Content, kind: str, removal: Removal) -> tuple[set[int], int] | None:
    """Return which rows of a partner's file are removed.

    Parameters
    ----------
    file
        The file.
    kind
        Its kind.
    removal
        What is removed.

    Returns
    -------
    tuple[set[int], int] or None
        The numbers of their lines, and the number of all rows; None if it can't be read.

    Examples
    --------
    >>> rows_in(file, "groups", removal)  # doctest: +SKIP
    ({17}, 60)
    """
    try:
        cells = read_own(file, wants=contract_of(SOURCES[kind].contract).columns).cells
    except SourceError:
        return None
    return {int(line) for line in cells.index[removal.rows(kind, cells)]}, len(cells)


def without_rows(file: Content, kind: str, lines: Collection[int]) -> Content | None:
    """Return a partner's file without some rows.

    The rest of a text file stays as it is, byte for byte. Of a workbook the sheet that is read
    becomes a text file with the same cells, and of a GeoPackage its layer becomes GeoJSON: both
    formats would keep what was deleted.

    Parameters
    ----------
    file
        The file.
    kind
        Its kind.
    lines
        The numbers of the rows' lines, as from `rows_in`.

    Returns
    -------
    Content or None
        The file, perhaps under a name with another ending; None if it can't be written.

    Examples
    --------
    >>> groups = Content(name="groups.csv", content=b"group_id,kind\\nG1,a\\nG2,b\\n")
    >>> without_rows(groups, "groups", {2}).content
    b'group_id,kind\\nG2,b\\n'
    """
    wants, content = contract_of(SOURCES[kind].contract).columns, file.content
    if content.startswith(ZIP_START):
        rows = rows_of_workbook(file.name, content, wants)
        return _as_text(file, [cells for line, cells in rows if line not in lines])
    if content.startswith(SQLITE_START):
        return _of_layer(file, wants, lines)
    if content[:200].removeprefix(UTF8_BOM).lstrip().startswith(b"{"):
        return _of_features(file, lines)
    return _of_text(file, wants, lines)


def _of_text(file: Content, wants: Sequence[str], lines: Collection[int]) -> Content | None:
    """Return a text without these rows, in its own encoding; None if that isn't known."""
    mark, encoding = _encoding(file.content)
    try:
        text = file.content.removeprefix(mark).decode(encoding)
        kept = [part for begins, part in _records(text, wants) if begins not in lines]
    except (UnicodeDecodeError, csv.Error):
        return None
    return Content(name=file.name, content=mark + "".join(kept).encode(encoding))


def _records(text: str, wants: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the line in which each row begins, and the row as it is written."""
    written = list(io.StringIO(text, newline=""))
    reader = csv.reader(iter(written), delimiter=delimiter_of(text, wants), strict=True)
    begins = 1
    for _ in reader:
        yield begins, "".join(written[begins - 1 : reader.line_num])
        begins = reader.line_num + 1


def _encoding(content: bytes) -> tuple[bytes, str]:
    """Return the mark at the beginning of a text, and its encoding."""
    for mark, encoding in UTF16.items():
        if content.startswith(mark):
            return mark, encoding
    mark = UTF8_BOM if content.startswith(UTF8_BOM) else b""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return mark, "windows-1252"
    return mark, "utf-8"


def _of_features(file: Content, lines: Collection[int]) -> Content:
    layer = json.loads(file.content.removeprefix(UTF8_BOM))
    features = enumerate(layer["features"], start=1)
    layer["features"] = [feature for number, feature in features if number not in lines]
    # What the layer says of its extent may be a removed place.
    layer.pop("bbox", None)
    return Content(name=file.name, content=json.dumps(layer, ensure_ascii=False).encode())


def _of_layer(file: Content, wants: Sequence[str], lines: Collection[int]) -> Content:
    layer, _ = layer_with(file.name, file.content, wants)
    kept = layer.iloc[[at for at in range(len(layer)) if at + 1 not in lines]]
    if isinstance(kept, gpd.GeoDataFrame):
        text = kept.to_json(drop_id=True)
        return Content(name=_named(file, ".geojson"), content=text.encode())
    return _as_text(file, [[*map(str, kept.columns)], *kept.astype("str").to_numpy().tolist()])


def _as_text(file: Content, rows: Sequence[Sequence[str]]) -> Content:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return Content(name=_named(file, ".csv"), content=text.getvalue().encode())


def _named(file: Content, ending: str) -> str:
    return str(PurePosixPath(file.name).with_suffix(ending))
