"""Parses the police files, each once, and divides them into forces and months."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from data.executor import Executor
from data.files.archive import Member
from data.load_report.report import name_of
from data.police.parsed_month import ENDING, PARSE_FORMAT, write_parsed
from data.police.street_file import PASTED, FilePart, MonthFile, force_and_month, parse_file

Stated = tuple[str, str] | None


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The task of parsing one file; independent of all other tasks."""

    member: Member
    # Folder of the cache of parsed months.
    folder: Path


@dataclass(frozen=True, kw_only=True)
class Parsing:
    """The parsed rows of one force and month in a file."""

    member: Member
    file: MonthFile

    @property
    def stated(self) -> Stated:
        """Force and month in the file's name; None if it has none."""
        return force_and_month(self.member.name)


def parse_all(
    members: Sequence[Member], folder: Path, executor: Executor, step: Callable[[str], None]
) -> list[Parsing]:
    """Parse the files that are not in the cache.

    Parameters
    ----------
    members
        The police files.
    folder
        Folder of the cache of parsed months.
    executor
        Runs a task for each file.
    step
        Called with the file's name after each.

    Returns
    -------
    list[Parsing]
        In the order of the files; a file of several forces or months has several.

    Examples
    --------
    >>> from data.executor import Serial
    >>> parse_all([], Path("months"), Serial(), print)
    []
    """
    done = []
    work = [Planned(member=member, folder=folder) for member in members]
    for planned, files in zip(work, executor.map(parse_one, work), strict=True):
        done += [Parsing(member=planned.member, file=file) for file in files]
        step(name_of(planned.member))
    return done


def parse_one(planned: Planned) -> list[MonthFile]:
    """Parse one file, unless it is in the cache. Runs on any worker.

    Parameters
    ----------
    planned
        The task.

    Returns
    -------
    list[MonthFile]
        One for each force and month, with its cache path.

    Examples
    --------
    >>> parse_one(planned)  # doctest: +SKIP
    """
    member, stated = planned.member, force_and_month(planned.member.name)
    content = member.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    index = planned.folder / f"v{PARSE_FORMAT}" / f"{stated[1] if stated else 'all'}-{digest}.json"
    if not _is_cached(index):
        _write(content, member.path_shown, stated, index)
    return [_month_file(member, digest, stated, part, path) for part, path in _cached_parts(index)]


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


def _write(content: bytes, shown: str, stated: Stated, index: Path) -> None:
    """Write every part to the cache, and their list last: without it they don't count."""
    listed = []
    for part, path in zip(parse_file(content, shown, stated), _paths(index), strict=False):
        write_parsed(part.parsed, path)
        listed.append(_listed(part))
    index.parent.mkdir(parents=True, exist_ok=True)
    draft = index.with_suffix(".json.part")
    draft.write_text(json.dumps(listed), encoding="utf-8")
    draft.replace(index)


def _is_cached(index: Path) -> bool:
    return index.exists() and all(path.exists() for _, path in _cached_parts(index))


def _cached_parts(index: Path) -> list[tuple[dict[str, Any], Path]]:
    return list(zip(json.loads(index.read_text(encoding="utf-8")), _paths(index), strict=False))


def _paths(index: Path) -> Iterator[Path]:
    """Yield the cache file of each part."""
    yield index.with_suffix(ENDING)
    for number in count(1):
        yield index.with_name(f"{index.stem}-{number}{ENDING}")
