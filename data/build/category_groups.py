"""Reads a partnership's own groups of types from its milltir.toml.

[groups.night-time]
name_en = "Night-time economy"
name_cy = "Economi'r nos"
categories = ["violent-crime", "public-order", "theft-from-the-person"]
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.build.stated_text import LONGEST_NAME, is_stated_text, shown_value
from data.errors import SourceError
from data.schema import CATEGORIES

# By name: `name_en`, `name_cy` and `categories`.
Groupings = dict[str, dict[str, Any]]
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
KEYS = ("name_en", "name_cy", "categories")


def read_groupings(path: Path, content: Any) -> Groupings:
    """Check the groups of types.

    Parameters
    ----------
    path
        The file, for messages.
    content
        Its table [groups].

    Returns
    -------
    Groupings
        The groups by name.

    Raises
    ------
    SourceError
        For the first group that can't be used.

    Examples
    --------
    >>> group = {"name_en": "Night", "name_cy": "Nos", "categories": "drugs"}
    >>> read_groupings(Path("milltir.toml"), {"night": group})["night"]["categories"]
    ['drugs']
    """
    if not isinstance(content, Mapping):
        found = shown_value(content)
        raise SourceError(file=path, where="[groups]", expected="tables", found=found)
    return {name: _group(path, name, group) for name, group in content.items()}


def _group(path: Path, name: str, group: Any) -> dict[str, Any]:
    where = f"[groups.{name[:LONGEST_NAME]}]"
    if not NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        expected = f"a name of 1 to {LONGEST_NAME} small letters, digits and hyphens"
        raise SourceError(file=path, where=where, expected=expected, found=shown_value(name))
    if not isinstance(group, Mapping) or set(group) != set(KEYS):
        found = shown_value(", ".join(group) if isinstance(group, Mapping) else group)
        raise SourceError(file=path, where=where, expected=", ".join(KEYS), found=found)
    for key in ("name_en", "name_cy"):
        if not is_stated_text(group[key], LONGEST_NAME):
            expected = f"a name of 1 to {LONGEST_NAME} characters on one line"
            found = shown_value(group[key])
            raise SourceError(file=path, where=f"{where} {key}", expected=expected, found=found)
    return {**group, "categories": _categories(path, where, group["categories"])}


def _categories(path: Path, where: str, named: Any) -> list[str]:
    listed = named if isinstance(named, list) else [named]
    unknown = [str(category) for category in listed if category not in CATEGORIES]
    if unknown or not listed:
        raise SourceError(
            file=path,
            where=f"{where} categories",
            expected="some of " + ", ".join(CATEGORIES),
            found=shown_value(", ".join(unknown) or "none"),
        )
    return list(dict.fromkeys(listed))
