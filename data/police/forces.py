"""The police force of each ward and LSOA, and the months of its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from data.forces.official_forces import require_a_force
from data.geometry.points import Points
from data.months import months_between
from data.police.month_file import MonthFile
from data.police.point_index import PointIndex
from data.police.points_of_files import incidents_by_ward
from data.release.coverage.force_coverage import AuthorityForce, Publisher
from data.schema import WARD


@dataclass(frozen=True, kw_only=True)
class Located:
    """The parsed files with the point of each spot, and the areas that the points lie in."""

    files: Sequence[MonthFile]
    points: Points
    spots: PointIndex
    # LSOAs and wards by level.
    levels: Mapping[str, pd.DataFrame]


def publishers_of_wards(
    located: Located, authorities: Sequence[AuthorityForce]
) -> tuple[list[Publisher], list[AuthorityForce]]:
    """Return the police force and authority of each ward, and of each authority its force.

    The force is the official one. Where no look-up has the authority, it is the force whose files
    have most incidents of the ward; the force with most incidents for a ward without any.

    Parameters
    ----------
    located
        The parsed files and the areas.
    authorities
        The authorities with their official force.

    Returns
    -------
    tuple[list[Publisher], list[AuthorityForce]]
        One publisher per ward; and the authorities, with whether there are files of their force.

    Raises
    ------
    SourceError
        If there are files of none of the forces.

    Examples
    --------
    >>> publishers_of_wards(located, authorities)  # doctest: +SKIP
    """
    wards = located.levels[WARD]["authority_code"].astype(str).tolist()
    official = {one.authority: one.force for one in authorities if one.force}
    forces = [official.get(authority, "") for authority in wards]
    if not all(forces):
        guessed = _force_with_most(located, len(wards))
        forces = [force or guess for force, guess in zip(forces, guessed, strict=True)]
    published = {file.force for file in located.files}
    usual = pd.Series(forces).groupby(wards).agg(lambda few: few.mode().iloc[0])
    known = [
        replace(one, force=str(usual[one.authority]), has_files=usual[one.authority] in published)
        for one in authorities
        if one.authority in usual.index
    ]
    require_a_force(known, published)
    return list(zip(forces, wards, strict=True)), known


def _force_with_most(located: Located, wards: int) -> list[str]:
    forces, rows = incidents_by_ward(located.files, located.points, located.spots, wards)
    usual = forces[int(rows.sum(axis=1).argmax())]
    return [
        forces[int(best)] if total else usual
        for best, total in zip(rows.argmax(axis=0), rows.sum(axis=0), strict=True)
    ]


def publishers_of_lsoas(
    lsoas: pd.DataFrame, wards: pd.DataFrame, own: Sequence[Publisher]
) -> list[Publisher]:
    """Return the police force and authority of each LSOA, those of its ward.

    Parameters
    ----------
    lsoas
        LSOAs with `parent_code`, the ward.
    wards
        Wards with `area_code`.
    own
        Publisher of each ward.

    Returns
    -------
    list[Publisher]
        One per LSOA.

    Examples
    --------
    >>> lsoas, wards = pd.DataFrame({"parent_code": ["W1"]}), pd.DataFrame({"area_code": ["W1"]})
    >>> publishers_of_lsoas(lsoas, wards, [("gwent", "W06000022")])
    [('gwent', 'W06000022')]
    """
    force_of = dict(zip(wards["area_code"].tolist(), own, strict=True))
    return [force_of.get(ward, own[0]) for ward in lsoas["parent_code"].tolist()]


def own_months(files: Sequence[MonthFile], forces: set[str]) -> list[str]:
    """Return the months from the first to the last that the area's forces have published.

    Parameters
    ----------
    files
        The parsed files.
    forces
        The area's police forces.

    Returns
    -------
    list[str]
        Every month between, published or not.

    Examples
    --------
    >>> own_months(files, {"gwent"})  # doctest: +SKIP
    """
    have = [file.month for file in files if file.force in forces]
    return list(months_between(min(have), max(have)))


def not_published(
    archives: Sequence[tuple[Path, MonthFile]], months: Sequence[str]
) -> set[tuple[str, str]]:
    """Return the months that police forces are known not to have published.

    A zip from police.uk has every month of its period and every chosen force. So a month was not
    published if a zip with files of the force spans it without a file of the force. Of single
    files nobody can say whether one was published or was not brought.

    Parameters
    ----------
    archives
        Each parsed file with the file on disk that it comes from.
    months
        The months to look at.

    Returns
    -------
    set[tuple[str, str]]
        Force and month.

    Examples
    --------
    >>> not_published([], ["2025-06"])
    set()
    """
    known: set[tuple[str, str]] = set()
    of_zip: dict[Path, list[MonthFile]] = {}
    for path, file in archives:
        if path.suffix.lower() == ".zip":
            of_zip.setdefault(path, []).append(file)
    for files in of_zip.values():
        first, last = min(file.month for file in files), max(file.month for file in files)
        spanned = [month for month in months if first <= month <= last]
        known |= {(force, month) for force in {file.force for file in files} for month in spanned}
    return known - {(file.force, file.month) for _, file in archives}
