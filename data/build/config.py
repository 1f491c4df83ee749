"""milltir.toml: what a partnership builds from, written down once and kept.

    area = "Newport"

    [sources]
    police = "downloads/police"
    boundaries = ["downloads/wards.geojson", "downloads/lsoas.geojson"]
    ours = "our-files"

    [groups.night-time]
    name_en = "Night-time economy"
    name_cy = "Economi'r nos"
    categories = ["violent-crime", "public-order", "theft-from-the-person"]

The names under [sources] are for people; what a file is, is seen from what is in it. Paths are
taken from the folder that milltir.toml lies in.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.build.category_groups import Groupings, read_groupings
from data.errors import SourceError

FILE_NAME = "milltir.toml"
KNOWN = {"area", "sources", "groups"}


@dataclass(frozen=True, kw_only=True)
class BuildPlan:
    """What to build, and from what."""

    area: str
    sources: tuple[Path, ...]
    groups: Groupings = field(default_factory=dict)
    """The partnership's own groups of types."""


def read_config(path: Path) -> BuildPlan:
    """The plan in a milltir.toml, or what is wrong with the file."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise SourceError(file=path, expected="a milltir.toml", found="nothing there") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SourceError(file=path, expected="TOML", found=str(fault)) from fault
    strange = sorted(set(content) - KNOWN)
    if strange:
        raise SourceError(
            file=path,
            expected="area, [sources] and [groups]",
            found=", ".join(strange) + " as well",
        )
    named = content.get("sources", {})
    sources = [path.parent / place for places in named.values() for place in _list(path, places)]
    if not sources:
        raise SourceError(file=path, expected="files under [sources]", found="none")
    groups = read_groupings(path, content.get("groups", {}))
    return BuildPlan(area=str(content.get("area", "")), sources=tuple(sources), groups=groups)


def _list(path: Path, places: Any) -> list[str]:
    listed = places if isinstance(places, list) else [places]
    if not all(isinstance(place, str) for place in listed):
        raise SourceError(
            file=path, where="[sources]", expected="a path or a list of paths", found=str(places)
        )
    return listed
