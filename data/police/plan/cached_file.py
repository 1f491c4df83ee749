"""One police file in the cache of parsed months, which is the checkpoint of a build.

The cache has for each file an entry for each of its parts, and an index that lists them. A file is
parsed again if any of these is damaged.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any

import numpy as np

from data.files.archive import Member
from data.files.digested_file import is_intact
from data.files.digested_json import read_json, write_json
from data.load_report.report import name_of
from data.police.month_file import MonthFile, force_and_month
from data.police.parsed_month import ENDING, PARSE_FORMAT, write_parsed
from data.police.reading.row_reasons import PASTED
from data.police.street_file import FilePart, parse_file

Stated = tuple[str, str] | None
# ALL: what the names of the entries begin with if the name of their file states no month.
ALL, INDEX = "all", ".json"
ENTRY = re.compile(rf"(?:\d{{4}}-\d{{2}}|{ALL})-([0-9a-f]{{64}})(?:-\d+)?\.")


@dataclass(frozen=True, kw_only=True)
class ParsedFile:
    """The forces and months of one file."""

    parts: list[MonthFile]
    # Whether the file was parsed again because its entries in the cache were damaged.
    again: bool = False


def parse_one(member: Member, cache: Path) -> ParsedFile:
    """Parse one file, unless it is in the cache undamaged.

    Parameters
    ----------
    member
        The file.
    cache
        Folder of the cache of parsed months.

    Returns
    -------
    ParsedFile
        A part for each force and month, with its cache path.

    Examples
    --------
    >>> parse_one(member, Path("months"))  # doctest: +SKIP
    """
    stated = force_and_month(member.name)
    content = member.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    folder = cache / f"v{PARSE_FORMAT}"
    index = folder / f"{stated[1] if stated else ALL}-{digest}{INDEX}"
    facts = _intact_parts(index)
    again = facts is None and index.exists()
    if facts is None:
        facts = _write(content, member.path_shown, stated, index)
    parts = [
        _month_file(member, digest, stated, part, path)
        for part, path in zip(facts, _paths(index), strict=False)
    ]
    return ParsedFile(parts=parts, again=again)


def source_digest(name: str) -> str:
    """Return the digest of the source file that an index or an entry of the cache was parsed from.

    Parameters
    ----------
    name
        The name of a file in the cache, without its folder.

    Returns
    -------
    str
        Hexadecimal SHA-256; the empty text if it is another file.

    Examples
    --------
    >>> source_digest(f"2025-06-{'ab' * 32}-1.month") == "ab" * 32
    True
    >>> source_digest("notes.txt")
    ''
    """
    found = ENTRY.match(name)
    return found[1] if found else ""


def parse_without_cache(member: Member) -> list[MonthFile]:
    """Parse one file and forget its rows.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    list[MonthFile]
        One for each force and month, without a cache file.

    Examples
    --------
    >>> parse_without_cache(member)  # doctest: +SKIP
    """
    content, stated = member.read_bytes(), force_and_month(member.name)
    digest = hashlib.sha256(content).hexdigest()
    return [
        _month_file(member, digest, stated, _listed(part), Path())
        for part in parse_file(content, member.path_shown, stated)
    ]


def _month_file(
    member: Member, digest: str, stated: Stated, part: dict[str, Any], path: Path
) -> MonthFile:
    force = part["force"] or (stated[0] if stated else "")
    facts = part | {"force": force, "shown": name_of(member), "sha256": digest}
    return MonthFile(**facts, cache_path=path)


def _listed(part: FilePart) -> dict[str, Any]:
    return {
        "force": part.force,
        "month": part.month,
        "read": len(part.parsed.rows),
        "usable": part.parsed.usable,
        "outcomes": part.outcomes,
        "pasted": int(np.count_nonzero(np.asarray(part.parsed.rows["reason"]) == PASTED)),
        "notes": part.notes,
    }


def _write(content: bytes, shown: str, stated: Stated, index: Path) -> list[dict[str, Any]]:
    """Write every part to the cache, and their list last: without it they don't count."""
    listed = []
    for part, path in zip(parse_file(content, shown, stated), _paths(index), strict=False):
        write_parsed(part.parsed, path)
        listed.append(_listed(part))
    write_json(index, {"parts": listed})
    return listed


def _intact_parts(index: Path) -> list[dict[str, Any]] | None:
    """Return the facts of each part; None if the index or an entry is missing or damaged."""
    try:
        parts: list[dict[str, Any]] = read_json(index, digest_required=True)["parts"]
    except (OSError, ValueError):
        return None
    paths = islice(_paths(index), len(parts))
    return parts if all(map(is_intact, paths)) else None


def _paths(index: Path) -> Iterator[Path]:
    """Yield the cache file of each part."""
    yield index.with_suffix(ENDING)
    for number in count(1):
        yield index.with_name(f"{index.stem}-{number}{ENDING}")
