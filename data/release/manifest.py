"""The paper that travels with a release: where every number in it came from."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from data.errors import BrokenRelease
from data.load_report.report import FileReport
from data.messages import Message
from data.release.missing_months import MissingMonths
from data.release.unrecognised_file import UnrecognisedFile
from data.schema import LSOA, WARD

MANIFEST = "manifest.json"
FORMAT = 3
"""Raised when the tables change shape, so that an older release is never read as a newer one."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a release holds and what was left out of it."""

    release: str
    built_at: str
    title_en: str
    title_cy: str
    fictional: bool
    rights: dict[str, str]
    """`licence_` and `attribution_`, each in English (`en`) and Welsh (`cy`)."""
    area_code: str
    boundaries: str
    first_month: str
    last_month: str
    gaps: tuple[MissingMonths, ...]
    """Each force's months that were not published, or not whole."""
    missing_months: tuple[str, ...]
    """Months that are a gap for every force of the area."""
    files: tuple[FileReport, ...]
    tables: dict[str, dict[str, Any]]
    arrays: dict[str, dict[str, Any]]
    format: int = FORMAT
    levels: tuple[str, ...] = (WARD, LSOA)
    """Of which kinds of areas it has figures."""
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    """The same rights for each source, and `as_of`, where its file doesn't say of when it is."""
    forces: tuple[str, ...] = ()
    """The police forces that the area belongs to."""
    groups: dict[str, dict[str, Any]] = field(default_factory=dict)
    """The partnership's own groups of types: `name_en`, `name_cy` and `categories`."""
    left_alone: tuple[UnrecognisedFile, ...] = ()
    """Files that weren't recognised; they make no other release."""
    counted_to: str = ""
    """The day that ages are counted to, where it isn't today's: an invented county's."""

    def as_dict(self) -> dict[str, Any]:
        """As it is written."""
        return asdict(self)

    def write(self, folder: Path) -> None:
        """Write the manifest; a release without one is not a release."""
        text = json.dumps(self.as_dict(), ensure_ascii=False, indent=1)
        (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a release folder, or BrokenRelease with the reason."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            problem = Message("release.format", has=str(content["format"]), reads=FORMAT)
            raise BrokenRelease(release=folder.name, problem=problem)
        content["files"] = tuple(FileReport(**account) for account in content["files"])
        content["gaps"] = tuple(MissingMonths(**gap) for gap in content["gaps"])
        content["missing_months"] = tuple(content["missing_months"])
        content["left_alone"] = tuple(UnrecognisedFile(**f) for f in content.get("left_alone", ()))
        content["levels"] = tuple(content.get("levels", (WARD, LSOA)))
        content["forces"] = tuple(content.get("forces", ()))
        return Manifest(**content)
    except (OSError, ValueError, KeyError, TypeError) as fault:
        problem = Message("release.no_manifest")
        raise BrokenRelease(release=folder.name, problem=problem) from fault
