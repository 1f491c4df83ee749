"""The months that each police force of a release has in whole, and why others are gaps."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.months import months_between
from data.release.coverage.missing_months import ABSENT, CUT, MISSING, THIN, MissingMonths
from data.release.manifest import Manifest


@dataclass(frozen=True, kw_only=True)
class ForceMonths:
    """The months of the release that one police force has in whole, in part or not at all."""

    force: str
    whole: int
    # Months that it did not publish.
    missing: tuple[str, ...] = ()
    # Months that are not among the files; whether it published them isn't known.
    absent: tuple[str, ...] = ()
    thin: tuple[MissingMonths, ...] = ()
    # Months that lack rows: of the whole force, or of single authorities.
    cut: tuple[MissingMonths, ...] = ()
    # Whether any file of the force is among the files.
    has_files: bool = True


def force_months(manifest: Manifest) -> list[ForceMonths]:
    """Return the months that each police force of the area has.

    Parameters
    ----------
    manifest
        The release's manifest.

    Returns
    -------
    list of ForceMonths
        One for each force.

    Examples
    --------
    >>> [force.missing for force in force_months(manifest)]  # doctest: +SKIP
    [('2025-03',)]
    """
    months = len(list(months_between(manifest.first_month, manifest.last_month)))
    forces = manifest.forces or tuple(sorted({gap.force for gap in manifest.gaps}))
    without = {one.force for one in manifest.authorities if not one.has_files}
    result = []
    for force in forces:
        own = [gap for gap in manifest.gaps if gap.force == force]
        of_force = {gap.month for gap in own if not gap.authority}
        result.append(
            ForceMonths(
                force=force,
                whole=months - len(of_force),
                missing=tuple(gap.month for gap in own if gap.why == MISSING),
                absent=tuple(gap.month for gap in own if gap.why == ABSENT),
                thin=tuple(gap for gap in own if gap.why == THIN),
                cut=tuple(gap for gap in own if gap.why == CUT),
                has_files=force not in without,
            )
        )
    return result


def runs_of_months(months: Sequence[str]) -> list[tuple[str, str]]:
    """Return months as runs of first and last.

    Parameters
    ----------
    months
        Months, ascending.

    Returns
    -------
    list of tuple
        The first and last month of each run without a break.

    Examples
    --------
    >>> runs_of_months(["2024-11", "2024-12", "2025-01", "2025-06"])
    [('2024-11', '2025-01'), ('2025-06', '2025-06')]
    """
    runs: list[tuple[str, str]] = []
    for month in months:
        follows = runs and list(months_between(runs[-1][1], month))[1:] == [month]
        if follows:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs
