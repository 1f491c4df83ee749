"""Police forces of an area, and the months that they did not publish completely."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from data.geometry.points import Points
from data.months import months_between
from data.police.misplaced_months import misplaced_rows
from data.police.parsed_month import count_usable_rows
from data.police.point_index import PointIndex
from data.police.points_of_files import incidents_by_ward
from data.police.street_file import MonthFile
from data.release.cube import CubeWriter, write_observed
from data.release.missing_months import MissingMonths, find_gaps


def force_by_ward(
    files: Sequence[MonthFile], points: Points, spots: PointIndex, wards: int
) -> list[str]:
    """Return the police force that published most incidents of each ward.

    Parameters
    ----------
    files
        The parsed files.
    points
        The located points.
    spots
        Points of each file's spots.
    wards
        Number of wards.

    Returns
    -------
    list[str]
        One force per ward; the force with most incidents for a ward without any.

    Examples
    --------
    >>> force_by_ward(files, points, spots, 51)  # doctest: +SKIP
    """
    forces, rows = incidents_by_ward(files, points, spots, wards)
    usual = forces[int(rows.sum(axis=1).argmax())]
    return [
        forces[int(best)] if total else usual
        for best, total in zip(rows.argmax(axis=0), rows.sum(axis=0), strict=True)
    ]


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


def own_gaps(
    files: Sequence[MonthFile], months: list[str], forces: set[str]
) -> list[MissingMonths]:
    """Return the months that the forces have not published, or only in part or misplaced.

    Parameters
    ----------
    files
        The parsed files.
    months
        The months to look at.
    forces
        The area's police forces.

    Returns
    -------
    list[MissingMonths]
        Sorted by month and force.

    Examples
    --------
    >>> own_gaps(files, months, {"gwent"})  # doctest: +SKIP
    """
    files = [file for file in files if file.force in forces]
    index = pd.MultiIndex.from_tuples(
        [(file.force, file.month) for file in files], names=["force", "month"]
    )
    misplaced = misplaced_rows(files)
    rows = [
        count_usable_rows(file.cache_path) - far for file, far in zip(files, misplaced, strict=True)
    ]
    return find_gaps(pd.Series(rows, index, dtype=float), months)


def force_of_lsoas(lsoas: pd.DataFrame, wards: pd.DataFrame, own: list[str]) -> list[str]:
    """Return the police force of each LSOA, that of its ward.

    Parameters
    ----------
    lsoas
        LSOAs with `parent_code`, the ward.
    wards
        Wards with `area_code`.
    own
        Police force of each ward.

    Returns
    -------
    list[str]
        One force per LSOA.

    Examples
    --------
    >>> lsoas, wards = pd.DataFrame({"parent_code": ["W1"]}), pd.DataFrame({"area_code": ["W1"]})
    >>> force_of_lsoas(lsoas, wards, ["gwent"])
    ['gwent']
    """
    force_of = dict(zip(wards["area_code"].tolist(), own, strict=True))
    return [force_of.get(ward, own[0]) for ward in lsoas["parent_code"].tolist()]


def mask_missing_months(
    cube: CubeWriter,
    level: str,
    force: list[str],
    months: list[str],
    gaps: list[MissingMonths],
    folder: Path,
) -> None:
    """Close the cube with the missing months hidden, and write which months were observed.

    A month that wasn't published is never counted as zero.

    Parameters
    ----------
    cube
        The cube, all months counted.
    level
        Its name.
    force
        Police force of each area of the cube.
    months
        Months of the cube.
    gaps
        Missing months by force.
    folder
        The release's folder.

    Examples
    --------
    >>> mask_missing_months(cube, "ward", force, months, gaps, folder)  # doctest: +SKIP
    """
    forces = np.array(force)
    mask = np.ones((len(months), len(forces)), dtype=bool)
    for gap in gaps:
        mask[months.index(gap.month), forces == gap.force] = False
    hidden = [(month, np.flatnonzero(~row)) for month, row in enumerate(mask) if not row.all()]
    cube.close(hidden_months=hidden)
    write_observed(folder, level, mask)
