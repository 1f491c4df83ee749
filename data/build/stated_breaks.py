"""Reads what a partnership's milltir.toml says of recording breaks.

[[breaks]]
force = "gwent"
category = "criminal-damage-arson"
month = "2023-10"
verdict = "confirmed"

A spell has `until` too, its last month. The verdict is "confirmed", which adds a break that the
build has not found, or "overruled".
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.build.stated_text import LONGEST_NAME, is_stated_text, shown_value
from data.errors import SourceError
from data.forces.official_forces import force_slug
from data.forces.stated_breaks import StatedBreak
from data.release.coverage.recording_breaks import CONFIRMED, OVERRULED
from data.schema import CATEGORIES, MONTH

NEEDED, ALLOWED = ("force", "category", "month", "verdict"), "until"
VERDICTS = (CONFIRMED, OVERRULED)


def read_stated_breaks(path: Path, content: Any) -> tuple[StatedBreak, ...]:
    """Check the stated breaks.

    Parameters
    ----------
    path
        The file, for messages.
    content
        Its array of tables [[breaks]].

    Returns
    -------
    tuple[StatedBreak, ...]
        In the order of the file. Whether the files have the force is seen at the build.

    Raises
    ------
    SourceError
        For the first break that can't be used.

    Examples
    --------
    >>> stated = {"force": "Gwent", "category": "burglary", "month": "2023-04",
    ...           "verdict": "overruled"}
    >>> read_stated_breaks(Path("milltir.toml"), [stated])[0].overruled
    True
    """
    if not isinstance(content, list):
        raise _wrong(path, "[[breaks]]", "tables", shown_value(content))
    return tuple(_stated(path, f"[[breaks]] {n}", one) for n, one in enumerate(content, start=1))


def _stated(path: Path, where: str, one: Any) -> StatedBreak:
    keys = set(one) if isinstance(one, Mapping) else set()
    if not keys.issuperset(NEEDED) or keys - {*NEEDED, ALLOWED}:
        expected = ", ".join(NEEDED) + f", and {ALLOWED} for a spell"
        found = ", ".join(map(str, one)) if keys else one
        raise _wrong(path, where, expected, shown_value(found))
    if not is_stated_text(one["force"], LONGEST_NAME):
        expected = "the name of a police force, such as gwent"
        raise _wrong(path, f"{where} force", expected, shown_value(one["force"]))
    if one["category"] not in CATEGORIES:
        expected = "one of " + ", ".join(CATEGORIES)
        raise _wrong(path, f"{where} category", expected, shown_value(one["category"]))
    if one["verdict"] not in VERDICTS:
        expected = " or ".join(VERDICTS)
        raise _wrong(path, f"{where} verdict", expected, shown_value(one["verdict"]))
    month, until = _month(path, f"{where} month", one["month"]), ""
    if ALLOWED in one:
        until = _month(path, f"{where} {ALLOWED}", one[ALLOWED])
        if until < month:
            raise _wrong(path, f"{where} {ALLOWED}", f"{month} or a later month", until)
    return StatedBreak(
        force=force_slug(one["force"]),
        category=one["category"],
        month=month,
        until=until,
        overruled=one["verdict"] == OVERRULED,
    )


def _month(path: Path, where: str, value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(MONTH, value):
        raise _wrong(path, where, 'a month such as "2023-10"', shown_value(value))
    return value


def _wrong(path: Path, where: str, expected: str, found: str) -> SourceError:
    return SourceError(file=path, where=where, expected=expected, found=found)
