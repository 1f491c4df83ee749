"""The record of a fetched file (address, date, version, checksum), stored as `name.json`."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from data.fetch.model import Download


@dataclass(frozen=True, kw_only=True)
class Version:
    """What identifies a version of a service's file."""

    address: str
    # For a layer, which is no file: when its rows were last edited.
    etag: str | None = None
    last_modified: str | None = None
    total: int | None = None


@dataclass(frozen=True, kw_only=True)
class Record:
    """Where a file came from, when, and its checksum."""

    what: str
    address: str
    licence: str
    retrieved: str
    etag: str | None
    last_modified: str | None
    sha256: str
    bytes: int


def record_beside(target: Path) -> Path:
    """Return the path of a file's record.

    Parameters
    ----------
    target
        The fetched file.

    Returns
    -------
    Path
        The path, whether it exists or not.

    Examples
    --------
    >>> record_beside(Path("wards.geojson")).name
    'wards.geojson.json'
    """
    return target.with_name(target.name + ".json")


def read_record(target: Path, address: str) -> Record | None:
    """Return the record of a file if the file is unchanged and came from the address.

    Parameters
    ----------
    target
        The fetched file.
    address
        The address that will be asked.

    Returns
    -------
    Record or None
        None if file or record is missing, damaged or of another address.

    Examples
    --------
    >>> read_record(Path("no-such.zip"), "https://x/a.zip") is None
    True
    """
    try:
        record = Record(**json.loads(record_beside(target).read_text(encoding="utf-8")))
        same = record.address == address and record.bytes == target.stat().st_size
        return record if same and record.sha256 == digest(target) else None
    except (FileNotFoundError, ValueError, TypeError):
        return None


def write_record(target: Path, wanted: Download, version: Version) -> Record:
    """Write the record of a file that has just been fetched.

    Parameters
    ----------
    target
        The fetched file.
    wanted
        The download it came from.
    version
        The version that the service stated.

    Returns
    -------
    Record
        The record.

    Examples
    --------
    >>> write_record(Path("a.zip"), wanted, version).sha256  # doctest: +SKIP
    """
    record = Record(
        what=wanted.what,
        address=version.address,
        licence=wanted.licence,
        retrieved=datetime.now(UTC).isoformat(timespec="seconds"),
        etag=version.etag,
        last_modified=version.last_modified,
        sha256=digest(target),
        bytes=target.stat().st_size,
    )
    beside = record_beside(target)
    draft = beside.with_name(beside.name + ".new")
    draft.write_text(json.dumps(asdict(record), indent=2, ensure_ascii=False), encoding="utf-8")
    draft.replace(beside)
    return record


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, read in pieces.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str
        Hexadecimal digest.

    Examples
    --------
    >>> len(digest(Path(__file__)))
    64
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
