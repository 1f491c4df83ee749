"""Which published files are used: one for each force and month, the latest publication of it."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.executor import Executor
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport, name_of
from data.police.parsed_month import ENDING, PARSE_FORMAT, keep_parsed
from data.police.street_file import MonthFile, force_and_month, force_and_month_inside, parse_month


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One month's work: everything that a worker needs, and nothing that another one touches."""

    member: Member
    force: str
    month: str
    kept: Path
    """The folder of what is parsed already."""


@dataclass(frozen=True, kw_only=True)
class Parsing:
    """One month's work done."""

    member: Member
    file: MonthFile


def plan_months(members: Sequence[Member], kept: Path, report: LoadReport) -> list[Planned]:
    """One file a force and month, in the order of the months.

    A month that comes again replaces that month and never adds to it.
    """
    latest, replaced = latest_publications(members)
    for member in replaced:
        _note_replaced(member, report)
    return [
        Planned(member=member, force=force, month=month, kept=kept)
        for (force, month), member in sorted(latest.items(), key=lambda item: item[0][::-1])
    ]


def latest_publications(
    members: Sequence[Member],
) -> tuple[dict[tuple[str, str], Member], list[Member]]:
    """The file to use for each (force, month), and the files that another one replaces.

    An archive that reaches further was published later, so its files replace those of an archive
    that ends earlier. Of those that reach as far, the one that was named last is used: somebody
    brought it to replace the other. How a file is spelt says nothing.
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
    """Parse what hasn't been parsed before; a run that is repeated does no work twice."""
    done = []
    for planned, file in zip(work, executor.map(parse_one, work), strict=True):
        done.append(Parsing(member=planned.member, file=file))
        step(file.shown)
    return done


def parse_one(planned: Planned) -> MonthFile:
    """The function that a cluster's workers run: it reads a file once, and knows it by its hash."""
    content = planned.member.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    folder = planned.kept / f"v{PARSE_FORMAT}"
    file = MonthFile(
        force=planned.force,
        month=planned.month,
        shown=name_of(planned.member),
        sha256=digest,
        kept_at=folder / f"{planned.month}-{digest}{ENDING}",
    )
    if not file.kept_at.exists():
        keep_parsed(parse_month(content, planned.member.path_shown, file.month), file.kept_at)
    return file


def _force_and_month(member: Member) -> tuple[str, str]:
    return force_and_month(member.name) or force_and_month_inside(member)


def _note_replaced(member: Member, report: LoadReport) -> None:
    account = report.open_file(member, "police")
    account.notes[Reason.REPLACED] = 1
