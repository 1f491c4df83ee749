"""What is known of a file that was fetched, kept beside it as name.json."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from data.fetch.model import Download


@dataclass(frozen=True, kw_only=True)
class Version:
    """What a service says of its file, by which a changed one is recognised."""

    address: str
    etag: str | None = None
    """Of a layer, which has no file: when its rows were last edited."""
    last_modified: str | None = None
    total: int | None = None


@dataclass(frozen=True, kw_only=True)
class Record:
    """Where a file came from and when, and how to recognise it."""

    what: str
    address: str
    licence: str
    retrieved: str
    etag: str | None
    last_modified: str | None
    sha256: str
    bytes: int


def record_beside(target: Path) -> Path:
    """Where the record of a file lies."""
    return target.with_name(target.name + ".json")


def read_record(target: Path, address: str) -> Record | None:
    """The record of a file that is still there, unharmed, and came from this very address."""
    try:
        record = Record(**json.loads(record_beside(target).read_text(encoding="utf-8")))
        same = record.address == address and record.bytes == target.stat().st_size
        return record if same and record.sha256 == digest(target) else None
    except (FileNotFoundError, ValueError, TypeError):
        return None


def write_record(target: Path, wanted: Download, version: Version) -> Record:
    """Record a file that has just been fetched."""
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
    """The SHA-256 of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
