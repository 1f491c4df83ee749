"""Chooses one police file for each force and month, the latest publication, and parses it."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.executor import Executor
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport, name_of
from data.police.parsed_month import ENDING, PARSE_FORMAT, write_parsed
from data.police.street_file import MonthFile, force_and_month, force_and_month_inside, parse_month


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The task of parsing one file; independent of all other tasks."""

    member: Member
    force: str
    month: str
    # Folder of the cache of parsed months.
    folder: Path


@dataclass(frozen=True, kw_only=True)
class Parsing:
    """A parsed file."""

    member: Member
    file: MonthFile


def plan_months(members: Sequence[Member], folder: Path, report: LoadReport) -> list[Planned]:
    """Return one task for each force and month; replaced files are noted in the report.

    Parameters
    ----------
    members
        The police files.
    folder
        Folder of the cache of parsed months.
    report
        Receives a report for each replaced file.

    Returns
    -------
    list[Planned]
        Sorted by month and force.

    Examples
    --------
    >>> plan_months([], Path("months"), LoadReport())
    []
    """
    latest, replaced = latest_publications(members)
    for member in replaced:
        _note_replaced(member, report)
    return [
        Planned(member=member, force=force, month=month, folder=folder)
        for (force, month), member in sorted(latest.items(), key=lambda item: item[0][::-1])
    ]


def latest_publications(
    members: Sequence[Member],
) -> tuple[dict[tuple[str, str], Member], list[Member]]:
    """Choose the file for each force and month.

    Archives that end later were published later, so that their files replace those of archives
    that end earlier. Among archives with the same end the last one in the list is used. File names
    don't matter.

    Parameters
    ----------
    members
        The police files.

    Returns
    -------
    tuple[dict[tuple[str, str], Member], list[Member]]
        The file for each (force, month), and the files that are replaced.

    Examples
    --------
    >>> latest_publications([])
    ({}, [])
    """
    named = [(member, _force_and_month(member)) for member in members]
    reach: dict[Path, str] = {}
    for member, (_, month) in named:
        reach[member.container] = max(reach.get(member.container, ""), month)
    latest: dict[tuple[str, str], Member] = {}
    replaced = []
    for member, key in sorted(named, key=lambda pair: reach[pair[0].container]):
        if key in latest:
            replaced.append(latest[key])
        latest[key] = member
    return latest, replaced


def parse_all(
    work: Sequence[Planned], executor: Executor, step: Callable[[str], None]
) -> list[Parsing]:
    """Parse the files that are not in the cache.

    Parameters
    ----------
    work
        The tasks.
    executor
        Runs them.
    step
        Called with the file's name after each.

    Returns
    -------
    list[Parsing]
        In the order of the tasks.

    Examples
    --------
    >>> from data.executor import Serial
    >>> parse_all([], Serial(), print)
    []
    """
    done = []
    for planned, file in zip(work, executor.map(parse_one, work), strict=True):
        done.append(Parsing(member=planned.member, file=file))
        step(file.shown)
    return done


def parse_one(planned: Planned) -> MonthFile:
    """Parse one file, unless a file with the same hash is in the cache. Runs on any worker.

    Parameters
    ----------
    planned
        The task.

    Returns
    -------
    MonthFile
        The file with its cache path.

    Examples
    --------
    >>> parse_one(planned)  # doctest: +SKIP
    """
    content = planned.member.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    folder = planned.folder / f"v{PARSE_FORMAT}"
    file = MonthFile(
        force=planned.force,
        month=planned.month,
        shown=name_of(planned.member),
        sha256=digest,
        cache_path=folder / f"{planned.month}-{digest}{ENDING}",
    )
    if not file.cache_path.exists():
        write_parsed(parse_month(content, planned.member.path_shown, file.month), file.cache_path)
    return file


def _force_and_month(member: Member) -> tuple[str, str]:
    return force_and_month(member.name) or force_and_month_inside(member)


def _note_replaced(member: Member, report: LoadReport) -> None:
    account = report.open_file(member, "police")
    account.notes[Reason.REPLACED] = 1
