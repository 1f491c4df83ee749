"""Report what a build would do with files, without building."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from data.build.about import is_fictional, read_about, read_about_file
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
from data.cli.survey_lines import survey_lines
from data.errors import SourceError
from data.file_kinds import (
    ABOUT,
    BEST_FIT,
    GROUPINGS,
    LSOAS,
    OTHER,
    POLICE,
    POPULATION,
    WARDS,
)
from data.files.archive import Member
from data.forces.official_forces import absent_forces, covering_forces, require_a_force
from data.load_report.reasons import Reason
from data.load_report.report import name_of
from data.months import months_between
from data.police.plan import Parsing
from data.police.publications import choose_publications
from data.sources.boundaries import load_authorities
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


def check_files(sources: Sequence[Path], today: dt.date = dt.date.max, *, area: str = "") -> DryRun:
    """Report what a build would read, what can't be used, and what is missing.

    Every row of police files and of partners' tables is validated. Of other public files the header
    and first rows are checked; a build reads all rows.

    Parameters
    ----------
    sources
        Folders, zips and single files.
    today
        Dates after it are in the future.
    area
        The name or code of the area; empty for the only authority of the files.

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
    forces = _police(inputs, report)
    _cover(inputs, area, forces, report)
    fictional = _is_fictional(inputs)
    for kind, members in sorted(inputs.found.items()):
        if kind in (POLICE, OTHER):
            continue
        if kind in unused_kinds():
            for member in members:
                report.add(kind, f"known, of no use yet: {name_of(member)}")
            continue
        used = members if kind == ABOUT or every_file_counts(kind) else members[-1:]
        for member in used:
            found: list[str] = []
            report.add_check(
                kind,
                member,
                lambda k=kind, m=member, f=found: _check(k, m, today, fictional, f),  # type: ignore[misc]
            )
            report.lines += found
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


def _is_fictional(inputs: Inputs) -> bool:
    """Return whether a `source.json` says so; one that can't be read is an error of the build."""
    try:
        return is_fictional(read_about(inputs))
    except SourceError:
        return False


def _check(kind: str, member: Member, today: dt.date, fictional: bool, more: list[str]) -> str:
    """Return the result of a check in a few words; what else it found is added to `more`."""
    if has_contract(kind):
        account = check_partner_table(kind, member, today, fictional=fictional)
        more += survey_lines(account)
        return describe_check(account)
    if kind == ABOUT:
        read_about_file(member)
    else:
        check_public_file(kind, member)
    return ""


def _police(inputs: Inputs, report: DryRun) -> set[str]:
    """Add the months of each force, those between them that aren't there, and the files not used.

    Return the forces.
    """
    parsed: list[Parsing] = []
    for member in inputs.all(POLICE):
        try:
            parsed += check_police_file(member)
        except SourceError as fault:
            report.faults.append(fault)
            report.add(POLICE, f"can't be used: {fault}")
    try:
        used, passed_over = choose_publications(parsed)
    except SourceError as fault:
        report.faults.append(fault)
        report.add(POLICE, f"can't be used: {fault}")
        return set()
    by_force: dict[str, list[str]] = {}
    for one in used:
        by_force.setdefault(one.file.force, []).append(one.file.month)
    for force, months in sorted(by_force.items()):
        report.add(POLICE, _one_force(force, months))
    for one in used:
        if one.file.pasted:
            rows = f"{counted(one.file.pasted, 'row')} would be left out"
            report.add(POLICE, f"{rows}, {Reason.PASTED_TWICE}: {one.file.shown}")
    for one, why in passed_over:
        report.add(POLICE, f"not used, {why}: {one.file.shown} ({one.file.force} {one.file.month})")
    return set(by_force)


def _cover(inputs: Inputs, area: str, forces: set[str], report: DryRun) -> None:
    """Add the authorities whose police force has no file; a fault if none has one."""
    wards = inputs.one(WARDS)
    if wards is None or not forces:
        return
    try:
        authorities, look_up = load_authorities(
            wards,
            inputs.one(GROUPINGS),
            area,
            best_fit=inputs.one(BEST_FIT),
            lsoas=inputs.one(LSOAS),
        )
    except SourceError as fault:
        # A layer that can't be read has its line below; without an area there may be several.
        if area and fault.facts["file"] == "--area":
            report.faults.append(fault)
            report.add("area", f"can't be used: {fault}")
        return
    known = [
        replace(one, has_files=not one.force or one.force in forces)
        for one in covering_forces(authorities, look_up)
    ]
    report.lines += [f"no figures: {words}" for words in absent_forces(known)]
    try:
        require_a_force(known, forces)
    except SourceError as fault:
        report.faults.append(fault)
        report.add(POLICE, f"can't be used: {fault}")


def _one_force(force: str, months: list[str]) -> str:
    missing = [m for m in months_between(months[0], months[-1]) if m not in set(months)]
    gaps = f"; not among the files: {', '.join(missing)}" if missing else "; none missing"
    span = f"{counted(len(months), 'month')}, {months[0]} to {months[-1]}"
    return f"recognised, would be read: {force}, {span}{gaps}"
