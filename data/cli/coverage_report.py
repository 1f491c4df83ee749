"""What the command line says about months and areas without figures."""

from data.cli.precheck import counted
from data.forces.official_forces import absent_forces, force_name, guessed_forces
from data.provenance.force_months import ForceMonths, force_months, runs_of_months
from data.release.coverage.missing_months import MissingMonths
from data.release.coverage.recording_breaks import CONFIRMED, FOUND, OVERRULED, RecordingBreak
from data.release.manifest import Manifest


def describe_gaps(manifest: Manifest) -> list[str]:
    """Return a line for each force and authority that lacks months, and why.

    Parameters
    ----------
    manifest
        The manifest of a release.

    Returns
    -------
    list[str]
        Lines for the command line; empty if every force has every month in whole.

    Examples
    --------
    >>> describe_gaps(manifest)  # doctest: +SKIP
    ['gap: Gwent Police, not published: 2025-03']
    """
    names = {one.authority: one.name_en for one in manifest.authorities}
    lines = [f"no figures: {words}" for words in absent_forces(manifest.authorities)]
    for force in force_months(manifest):
        if force.has_files:
            lines += [f"gap: {force_name(force.force)}, {what}" for what in _gaps(force, names)]
    return lines + [f"note: {words}" for words in guessed_forces(manifest.authorities)]


def describe_breaks(manifest: Manifest) -> list[str]:
    """Return a line for each recording break, with its evidence.

    Parameters
    ----------
    manifest
        The manifest of a release.

    Returns
    -------
    list[str]
        Lines for the command line; empty if there is no break.

    Examples
    --------
    >>> describe_breaks(manifest)  # doctest: +SKIP
    ['recording break: Gwent Police, burglary, 2023-04 to 2023-09: 68 a month, otherwise 170 ...']
    """
    return [
        f"{_kind_of(one)}: {force_name(one.force)}, {_evidence(one)}" for one in manifest.breaks
    ]


def _kind_of(one: RecordingBreak) -> str:
    state = {FOUND: "", CONFIRMED: " (confirmed)", OVERRULED: " (overruled, not applied)"}
    return "recording break" + state.get(one.state, " (stated)")


def _evidence(one: RecordingBreak) -> str:
    when, beside = f"from {one.first}", "before"
    if one.last:
        when, beside = f"{one.first} to {one.last}", "otherwise"
    ratio = f"{one.ratio:.2f} of the share" if one.ratio else "no figures on one side"
    return (
        f"{one.category}, {when}: {one.changed:,.0f} a month, {beside} {one.usual:,.0f} "
        f"({ratio}, seen in {one.showing} of {one.authorities} authorities)"
    )


def _gaps(force: ForceMonths, names: dict[str, str]) -> list[str]:
    gaps = [
        f"{what}: {_runs(months)}"
        for what, months in (
            ("not published", force.missing),
            ("not among the files", force.absent),
        )
        if months
    ]
    gaps += [f"thin: {gap.month} ({_rows(gap)})" for gap in force.thin]
    return gaps + [
        f"cut short, rows of {names.get(gap.authority, gap.authority) or 'many places'} missing: "
        f"{gap.month} ({_rows(gap)})"
        for gap in force.cut
    ]


def _rows(gap: MissingMonths) -> str:
    usual = f", usually {gap.usual:,}" if gap.usual else ""
    return f"{counted(gap.rows, 'row')}{usual}"


def _runs(months: tuple[str, ...]) -> str:
    return ", ".join(
        first if first == last else f"{first} to {last}" for first, last in runs_of_months(months)
    )
