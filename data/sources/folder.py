"""Which file in a folder of sources is what, by the layout that the sample county shows."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import SourceError

REQUIRED = {
    "lsoa": "boundaries/LSOA*.geojson",
    "ward": "boundaries/Wards*.geojson",
    "best_fit": "lookups/*best_fit*.csv",
    "population": "population/*.csv",
}
OPTIONAL = {
    "ground": "boundaries/ground.geojson",
    "postcodes": "lookups/postcodes.csv",
    "deprivation": "deprivation/*.csv",
    "perceptions": "perceptions/*.csv",
    "groups": "places/groups.csv",
    "orders": "places/orders.geojson",
    "responses": "places/responses.csv",
}
POLICE = "police/**/*-street.csv"


@dataclass(frozen=True, kw_only=True)
class SourceFolder:
    """The files found, and what the folder says about itself in source.json."""

    root: Path
    police: list[Path]
    files: dict[str, Path]
    about: dict[str, Any]


def open_folder(root: Path) -> SourceFolder:
    """Find every kind of file, or raise with what was looked for and not found."""
    if not root.is_dir():
        raise SourceError(file=root, expected="a folder of source files", found="nothing there")
    police = sorted(root.glob(POLICE))
    found = {kind: _first(root, pattern) for kind, pattern in (REQUIRED | OPTIONAL).items()}
    missing = [pattern for kind, pattern in REQUIRED.items() if found[kind] is None]
    missing += [] if police else [POLICE]
    if missing:
        raise SourceError(
            file=root, expected="files at " + ", ".join(missing), found=_what_is_there(root)
        )
    files = {kind: path for kind, path in found.items() if path is not None}
    return SourceFolder(root=root, police=police, files=files, about=_about(root))


def _first(root: Path, pattern: str) -> Path | None:
    return next(iter(sorted(root.glob(pattern))), None)


def _what_is_there(root: Path) -> str:
    return ", ".join(sorted(path.name for path in root.iterdir())[:12]) or "an empty folder"


def _about(root: Path) -> dict[str, Any]:
    path = root / "source.json"
    if not path.exists():
        return {}
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except ValueError as fault:
        raise SourceError(file=path.name, expected="a JSON object", found=str(fault)) from fault
