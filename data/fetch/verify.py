"""Checks that a downloaded file is complete and of the expected format, without unpacking it."""

import csv
import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from data.fetch.model import Form
from data.fetch.reply import excerpt

PIECE = 1 << 20
MOST_UNPACKED = 128 << 30
# police.uk's archives unpack to about eight times their size.
MOST_RATIO = 200
HEAD = 64 * 1024
BYTES = ("application/octet-stream", "binary/octet-stream")
ZIP_TYPES = ("application/zip", "application/x-zip-compressed", "application/x-zip", *BYTES)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MEDIA_TYPES = {
    Form.ZIP: ZIP_TYPES,
    Form.ODS: (ODS_TYPE, *ZIP_TYPES),
    Form.CSV: ("text/csv", "application/csv", "text/plain", "application/vnd.ms-excel", *BYTES),
    Form.GEOJSON: ("application/geo+json", "application/json", "text/plain", *BYTES),
}


class InvalidDownload(Exception):
    """A file isn't what it should be."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"expected {expected}, found {found}")
        self.expected, self.found = expected, found


def check_zip(path: Path) -> None:
    """Raise unless every member can be read to its end and has the right checksum.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InvalidDownload
        If the zip is empty, damaged or unpacks to far more than its size.

    Examples
    --------
    >>> check_zip(Path("police.zip"))  # doctest: +SKIP
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if not members:
                raise InvalidDownload("a zip with files in it", "it is empty")
            _refuse_bomb(members, path.stat().st_size)
            for member in members:
                with archive.open(member) as file:
                    while file.read(PIECE):
                        pass
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as fault:
        raise InvalidDownload("a whole zip", f"it is cut off or damaged ({fault})") from fault


def check_ods(path: Path) -> None:
    """Raise unless the file is a complete OpenDocument spreadsheet.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InvalidDownload
        If it is damaged or another kind of zip.

    Examples
    --------
    >>> check_ods(Path("wimd.ods"))  # doctest: +SKIP
    """
    check_zip(path)
    with zipfile.ZipFile(path) as archive:
        if "mimetype" not in archive.namelist() or "content.xml" not in archive.namelist():
            raise InvalidDownload("an ODS spreadsheet", "it is another kind of zip")
        with archive.open("mimetype") as file:
            kind = file.read(len(ODS_TYPE) + 1).decode("latin-1")
    if kind != ODS_TYPE:
        raise InvalidDownload("an ODS spreadsheet", f"it is {excerpt(kind.encode())}")


def check_csv(path: Path) -> None:
    """Raise unless the first line has at least two column names.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InvalidDownload
        If the first line is no CSV header.

    Examples
    --------
    >>> check_csv(Path("iod.csv"))  # doctest: +SKIP
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    first = next(iter(head.decode("utf-8-sig", "replace").splitlines()), "")
    names = [name for name in next(csv.reader([first]), []) if name.strip()]
    if len(names) < 2 or first.lstrip().startswith(("<", "{", "[")) or "\0" in first:
        raise InvalidDownload("a CSV with a header", excerpt(head))


def check_geojson(path: Path) -> None:
    """Raise unless the file is a feature collection with at least one feature.

    Parameters
    ----------
    path
        The file.

    Raises
    ------
    InvalidDownload
        If it is no GeoJSON or has no features.

    Examples
    --------
    >>> check_geojson(Path("wards.geojson"))  # doctest: +SKIP
    """
    try:
        with path.open("rb") as file:
            layer = json.load(file)
    except ValueError as fault:
        raise InvalidDownload("GeoJSON", f"it can't be read ({fault})") from fault
    if not isinstance(layer, dict) or not isinstance(layer.get("features"), list):
        raise InvalidDownload("a GeoJSON feature collection", "other JSON")
    if not layer["features"]:
        raise InvalidDownload("features", "none")


def _refuse_bomb(members: list[zipfile.ZipInfo], packed: int) -> None:
    """Raise if the stated sizes are too large; reading never goes beyond a stated size."""
    unpacked = sum(member.file_size for member in members)
    if unpacked > min(MOST_UNPACKED, max(packed, PIECE) * MOST_RATIO):
        raise InvalidDownload(
            "a zip of moderate size", f"{packed:,} bytes that unpack to {unpacked:,}"
        )


CHECKS: dict[Form, Callable[[Path], None]] = {
    Form.ZIP: check_zip,
    Form.ODS: check_ods,
    Form.CSV: check_csv,
    Form.GEOJSON: check_geojson,
}
