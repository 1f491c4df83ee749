"""Report what a build would do with files, without building."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from data.build.explain_unrecognised import why_unrecognised
from data.build.recognise import Inputs, recognise
from data.cli.precheck import (
    WITHOUT_RESIDENTS,
    check_partner_table,
    check_police_file,
    check_public_file,
    counted,
    describe_check,
    has_contract,
)
from data.errors import SourceError
from data.file_kinds import ABOUT, OTHER, POLICE, POPULATION
from data.files.archive import Member
from data.load_report.report import name_of
from data.months import months_between
from data.police.plan import latest_publications
from data.sources.registry import every_file_counts, needed_kinds, unused_kinds


@dataclass(kw_only=True)
class DryRun:
    """The lines of the report, and the errors for which a build would stop."""

    lines: list[str] = field(default_factory=list)
    faults: list[SourceError] = field(default_factory=list)

    def add(self, kind: str, words: str) -> None:
        """Add a line."""
        self.lines.append(f"{kind:16} {words}")

    def add_check(self, kind: str, member: Member, check: Callable[[], str]) -> None:
        """Add a line with the result of a check, or with the error that it raises."""
        try:
            result = check()
        except SourceError as fault:
            self.faults.append(fault)
            self.add(kind, f"can't be used: {fault}")
        else:
            details = f" ({result})" if result else ""
            self.add(kind, f"recognised, would be read: {name_of(member)}{details}")


def check_files(sources: Sequence[Path], today: dt.date = dt.date.max) -> DryRun:
    """Report what a build would read, what can't be used, and what is missing.

    Every row of partners' tables is validated. Of public files the header and first rows are
    checked; a build reads all rows.

    Parameters
    ----------
    sources
        Folders, zips and single files.
    today
        Dates after it are in the future.

    Returns
    -------
    DryRun
        The lines of the report, and the errors.

    Examples
    --------
    >>> print("\\n".join(check_files([Path("sources")]).lines))  # doctest: +SKIP
    """
    report = DryRun()
    inputs = recognise(sources, faults=report.faults)
    report.lines += [f"{'not readable':16} can't be used: {fault}" for fault in report.faults]
    _police(inputs, report)
    for kind, members in sorted(inputs.found.items()):
        if kind in (POLICE, OTHER):
            continue
        if kind in unused_kinds():
            for member in members:
                report.add(kind, f"known, of no use yet: {name_of(member)}")
            continue
        used = members if every_file_counts(kind) else members[-1:]
        for member in used:
            report.add_check(kind, member, lambda k=kind, m=member: _check(k, m, today))  # type: ignore[misc]
        for member in members[: len(members) - len(used)]:
            report.add(
                kind, f"not used, another file of this kind comes after it: {name_of(member)}"
            )
    for member in inputs.all(OTHER):
        report.add("not recognised", f"left alone: {name_of(member)}: {why_unrecognised(member)}")
    needed = needed_kinds().items()
    report.lines += [f"missing: {words}" for kind, words in needed if not inputs.all(kind)]
    if not inputs.all(POPULATION):
        report.lines.append(WITHOUT_RESIDENTS)
    return report


def _check(kind: str, member: Member, today: dt.date) -> str:
    if has_contract(kind):
        return describe_check(check_partner_table(kind, member, today))
    if kind != ABOUT:
        check_public_file(kind, member)
    return ""


def _police(inputs: Inputs, report: DryRun) -> None:
    """Add the months of each force, the missing ones between them, and the files not used."""
    try:
        used, replaced = latest_publications(inputs.all(POLICE))
    except SourceError as fault:
        report.faults.append(fault)
        report.add(POLICE, f"can't be used: {fault}")
        return
    by_force: dict[str, list[str]] = {}
    for (force, month), member in used.items():
        try:
            check_police_file(member, month)
        except SourceError as fault:
            report.faults.append(fault)
            report.add(POLICE, f"can't be used: {fault}")
        else:
            by_force.setdefault(force, []).append(month)
    for force, months in sorted(by_force.items()):
        report.add(POLICE, _one_force(force, sorted(months)))
    for member in replaced:
        why = "its month is in a file that reaches further or was named later"
        report.add(POLICE, f"not used, {why}: {name_of(member)}")


def _one_force(force: str, months: list[str]) -> str:
    missing = [m for m in months_between(months[0], months[-1]) if m not in set(months)]
    gaps = f"; missing {', '.join(missing)}" if missing else "; none missing"
    span = f"{counted(len(months), 'month')}, {months[0]} to {months[-1]}"
    return f"recognised, would be read: {force}, {span}{gaps}"
