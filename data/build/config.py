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

    [similar]
    W06000022 = ["W06000014", "W06000015", "W06000021"]

    [addresses]
    W06000022 = "https://milltir.newport.example"

    [[breaks]]
    force = "gwent"
    category = "criminal-damage-arson"
    month = "2023-10"
    verdict = "confirmed"

    [[packs]]
    template = "monthly"

The names under [sources] are free: the kind of a file is recognised from its content. Paths are
relative to the folder of milltir.toml.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.build.category_groups import Groupings, read_groupings
from data.build.stated_addresses import StatedAddresses, read_stated_addresses
from data.build.stated_breaks import read_stated_breaks
from data.build.stated_packs import PackOrder, read_stated_packs
from data.build.stated_similar import StatedSimilar, read_stated_similar
from data.build.stated_text import LONGEST_NAME, is_stated_text, shown_value
from data.errors import SourceError
from data.forces.stated_breaks import StatedBreak

FILE_NAME = "milltir.toml"
KNOWN = {"area", "sources", "groups", "breaks", "packs", "similar", "addresses"}


@dataclass(frozen=True, kw_only=True)
class BuildPlan:
    """What to build, and from which files."""

    area: str
    sources: tuple[Path, ...]
    # The partnership's own groups of types.
    groups: Groupings = field(default_factory=dict)
    # The areas that the partnership states as most like an area.
    similar: StatedSimilar = field(default_factory=dict)
    # The addresses of the own Milltir of authorities and partnerships.
    addresses: StatedAddresses = field(default_factory=dict)
    # Recording breaks that a person has confirmed or overruled.
    breaks: tuple[StatedBreak, ...] = ()
    # The packs that each update makes.
    packs: tuple[PackOrder, ...] = ()


def read_config(path: Path, *, files: Sequence[Path] = ()) -> BuildPlan:
    """Read the build plan of a milltir.toml.

    Parameters
    ----------
    path
        The file.
    files
        Files that take the place of its [sources], if there are any.

    Returns
    -------
    BuildPlan
        Area, sources, groups, similar areas, addresses, recording breaks and packs.

    Raises
    ------
    SourceError
        If the file is missing, no TOML or incomplete.

    Examples
    --------
    >>> read_config(Path("milltir.toml")).area  # doctest: +SKIP
    """
    content = _toml(path)
    unknown = sorted(set(content) - KNOWN)
    if unknown:
        raise SourceError(
            file=path,
            expected="area, [sources], [groups], [similar], [addresses], [[breaks]] and [[packs]]",
            found=shown_value(", ".join(unknown)) + " as well",
        )
    area = content.get("area", "")
    if not isinstance(area, str) or (area and not is_stated_text(area, LONGEST_NAME)):
        expected = "the name or the code of an area"
        raise SourceError(file=path, where="area", expected=expected, found=shown_value(area))
    named = content.get("sources", {})
    if not isinstance(named, dict):
        expected = "a table with a path or a list of paths by name"
        found = shown_value(named)
        raise SourceError(file=path, where="[sources]", expected=expected, found=found)
    stated = [path.parent / one for paths in named.values() for one in _list(path, paths)]
    sources = files or stated
    if not sources:
        raise SourceError(file=path, expected="files under [sources]", found="none")
    groups = read_groupings(path, content.get("groups", {}))
    similar = read_stated_similar(path, content.get("similar", {}))
    addresses = read_stated_addresses(path, content.get("addresses", {}))
    breaks = read_stated_breaks(path, content.get("breaks", []))
    packs = read_stated_packs(path, content.get("packs", []))
    return BuildPlan(
        area=area,
        sources=tuple(sources),
        groups=groups,
        similar=similar,
        addresses=addresses,
        breaks=breaks,
        packs=packs,
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise SourceError(file=path, expected="a milltir.toml", found="nothing there") from fault
    except OSError as fault:
        found = f"one that can't be read: {fault.strerror}"
        raise SourceError(file=path, expected="a milltir.toml", found=found) from fault
    # Brackets within brackets without end are a RecursionError.
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise SourceError(file=path, expected="TOML", found=shown_value(fault)) from fault


def _list(path: Path, paths: Any) -> list[str]:
    listed = paths if isinstance(paths, list) else [paths]
    if not all(isinstance(one, str) for one in listed):
        raise SourceError(
            file=path,
            where="[sources]",
            expected="a path or a list of paths",
            found=shown_value(paths),
        )
    return listed
