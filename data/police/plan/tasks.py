"""The tasks of parsing police files, which an executor runs here or on other machines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from data.executor import Executor
from data.files.archive import Member, absolute
from data.load_report.report import name_of
from data.police.month_file import MonthFile, force_and_month
from data.police.plan.cached_file import ParsedFile, Stated, parse_one

# AT_A_TIME: the files of a zip that one task parses.
AT_A_TIME = 8


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The task of parsing a file, or a few of one zip; independent of all other tasks."""

    members: tuple[Member, ...]
    # Folder of the cache of parsed months.
    folder: Path

    @property
    def shown(self) -> str:
        """The name for messages."""
        return name_of(self.members[0])


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
    members: Sequence[Member],
    folder: Path,
    executor: Executor,
    step: Callable[[str], None],
    *,
    again: Callable[[int], None] = lambda files: None,
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
    again
        Called with the number of files whose entries in the cache were damaged, if there are any.

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
    done, damaged = [], 0
    named = iter(members)
    reads = sorted({_place(member).absolute() for member in members})
    work = _tasks(absolute(members), folder.absolute())
    for parsed_files in executor.map(parse_few, work, reads=reads, writes=folder):
        for parsed in parsed_files:
            member = next(named)
            done += [Parsing(member=member, file=part) for part in parsed.parts]
            damaged += parsed.again
            step(name_of(member))
    if damaged:
        again(damaged)
    return done


def _place(member: Member) -> Path:
    """Return what a worker must see to read a member: its folder, or its zip."""
    in_zip = member.container.suffix.lower() == ".zip"
    return member.container if in_zip else member.container.parent


def _tasks(members: Sequence[Member], folder: Path) -> Iterator[Planned]:
    """Yield the tasks: a zip is opened once for a few of its files."""
    for _, of_container in groupby(members, key=lambda member: member.container):
        while few := tuple(islice(of_container, AT_A_TIME)):
            yield Planned(members=few, folder=folder)


def parse_few(planned: Planned) -> list[ParsedFile]:
    """Parse files, unless they are in the cache undamaged. Runs on any worker.

    Parameters
    ----------
    planned
        The task.

    Returns
    -------
    list[ParsedFile]
        For each file a part for each force and month, with its cache path.

    Examples
    --------
    >>> parse_few(Planned(members=(), folder=Path("months")))
    []
    """
    return [parse_one(member, planned.folder) for member in planned.members]
