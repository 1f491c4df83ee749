"""What a build would do with a heap of files, without doing it."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.build.explain_unrecognised import why_unrecognised
from data.build.recognise import Inputs, recognise
from data.cli.precheck import (
    counted,
    describe_check,
    has_contract,
    look_at_month,
    look_at_own,
    look_at_public,
)
from data.errors import SourceError
from data.file_kinds import ABOUT, OTHER, POLICE
from data.files.archive import Member
from data.load_report.report import name_of
from data.months import months_between
from data.police.plan import latest_publications
from data.sources.registry import every_file_counts, needed_kinds, unused_kinds


@dataclass(kw_only=True)
class DryRun:
    """What was found, line by line, and the faults for which a build would refuse."""

    lines: list[str] = field(default_factory=list)
    faults: list[SourceError] = field(default_factory=list)

    def add(self, kind: str, words: str) -> None:
        """One more line."""
        self.lines.append(f"{kind:16} {words}")

    def tried(self, kind: str, member: Member, look: Callable[[], str]) -> None:
        """What comes of a look at a file, or the fault for which it can't be used."""
        try:
            found = look()
        except SourceError as fault:
            self.faults.append(fault)
            self.add(kind, f"can't be used: {fault}")
        else:
            said = f" ({found})" if found else ""
            self.add(kind, f"recognised, would be read: {name_of(member)}{said}")


def check_files(sources: Sequence[Path], today: dt.date = dt.date.max) -> DryRun:
    """Each kind with what would be read of it, what can't be used, and what is missing.

    Own tables are held to their contracts row by row. Of public files the header and the first
    rows are looked at; a build reads them all.
    """
    done = DryRun()
    inputs = recognise(sources, faults=done.faults)
    done.lines += [f"{'not readable':16} can't be used: {fault}" for fault in done.faults]
    _police(inputs, done)
    for kind, members in sorted(inputs.found.items()):
        if kind in (POLICE, OTHER):
            continue
        if kind in unused_kinds():
            for member in members:
                done.add(kind, f"known, of no use yet: {name_of(member)}")
            continue
        used = members if every_file_counts(kind) else members[-1:]
        for member in used:
            done.tried(kind, member, lambda k=kind, m=member: _look(k, m, today))  # type: ignore[misc]
        for member in members[: len(members) - len(used)]:
            done.add(kind, f"not used, another file of this kind comes after it: {name_of(member)}")
    for member in inputs.all(OTHER):
        done.add("not recognised", f"left alone: {name_of(member)}: {why_unrecognised(member)}")
    needed = needed_kinds().items()
    done.lines += [f"missing: {words}" for kind, words in needed if not inputs.all(kind)]
    return done


def _look(kind: str, member: Member, today: dt.date) -> str:
    if has_contract(kind):
        return describe_check(look_at_own(kind, member, today))
    if kind != ABOUT:
        look_at_public(kind, member)
    return ""


def _police(inputs: Inputs, done: DryRun) -> None:
    """Each force's months, the ones between them that are missing, the files not used."""
    try:
        used, replaced = latest_publications(inputs.all(POLICE))
    except SourceError as fault:
        done.faults.append(fault)
        done.add(POLICE, f"can't be used: {fault}")
        return
    by_force: dict[str, list[str]] = {}
    for (force, month), member in used.items():
        try:
            look_at_month(member, month)
        except SourceError as fault:
            done.faults.append(fault)
            done.add(POLICE, f"can't be used: {fault}")
        else:
            by_force.setdefault(force, []).append(month)
    for force, months in sorted(by_force.items()):
        done.add(POLICE, _one_force(force, sorted(months)))
    for member in replaced:
        why = "its month is in a file that reaches further or was named later"
        done.add(POLICE, f"not used, {why}: {name_of(member)}")


def _one_force(force: str, months: list[str]) -> str:
    missing = [m for m in months_between(months[0], months[-1]) if m not in set(months)]
    gaps = f"; missing {', '.join(missing)}" if missing else "; none missing"
    span = f"{counted(len(months), 'month')}, {months[0]} to {months[-1]}"
    return f"recognised, would be read: {force}, {span}{gaps}"
