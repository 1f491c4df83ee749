"""Reads milltir.toml, which states what a partnership builds from.

    area = "Newport"

    [sources]
    police = "downloads/police"
    boundaries = ["downloads/wards.geojson", "downloads/lsoas.geojson"]
    ours = "our-files"

    [groups.night-time]
    name_en = "Night-time economy"
    name_cy = "Economi'r nos"
    categories = ["violent-crime", "public-order", "theft-from-the-person"]

The names under [sources] are free: the kind of a file is recognised from its content. Paths are
relative to the folder of milltir.toml.
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
    """What to build, and from which files."""

    area: str
    sources: tuple[Path, ...]
    # The partnership's own groups of types.
    groups: Groupings = field(default_factory=dict)


def read_config(path: Path) -> BuildPlan:
    """Read the build plan of a milltir.toml.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    BuildPlan
        Area, sources and groups.

    Raises
    ------
    SourceError
        If the file is missing, no TOML or incomplete.

    Examples
    --------
    >>> read_config(Path("milltir.toml")).area  # doctest: +SKIP
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise SourceError(file=path, expected="a milltir.toml", found="nothing there") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SourceError(file=path, expected="TOML", found=str(fault)) from fault
    unknown = sorted(set(content) - KNOWN)
    if unknown:
        raise SourceError(
            file=path,
            expected="area, [sources] and [groups]",
            found=", ".join(unknown) + " as well",
        )
    named = content.get("sources", {})
    sources = [path.parent / one for paths in named.values() for one in _list(path, paths)]
    if not sources:
        raise SourceError(file=path, expected="files under [sources]", found="none")
    groups = read_groupings(path, content.get("groups", {}))
    return BuildPlan(area=str(content.get("area", "")), sources=tuple(sources), groups=groups)


def _list(path: Path, paths: Any) -> list[str]:
    listed = paths if isinstance(paths, list) else [paths]
    if not all(isinstance(one, str) for one in listed):
        raise SourceError(
            file=path, where="[sources]", expected="a path or a list of paths", found=str(paths)
        )
    return listed
