"""Which police force's publications an area depends on, and when it published nothing whole."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from data.geometry.points import Points
from data.months import months_between
from data.police.first_pass import incidents_by_ward
from data.police.misplaced_months import misplaced_rows
from data.police.parsed_month import count_usable_rows
from data.police.point_index import PointIndex
from data.police.street_file import MonthFile
from data.release.cube import CubeWriter, write_observed
from data.release.missing_months import MissingMonths, find_gaps


def force_by_ward(
    files: Sequence[MonthFile], points: Points, spots: PointIndex, wards: int
) -> list[str]:
    """The police force of each ward: the one that most of its incidents are published by."""
    forces, rows = incidents_by_ward(files, points, spots, wards)
    usual = forces[int(rows.sum(axis=1).argmax())]
    return [
        forces[int(best)] if total else usual
        for best, total in zip(rows.argmax(axis=0), rows.sum(axis=0), strict=True)
    ]


def own_months(files: Sequence[MonthFile], forces: set[str]) -> list[str]:
    """From the first to the last month that one of the area's own forces has published."""
    have = [file.month for file in files if file.force in forces]
    return list(months_between(min(have), max(have)))


def own_gaps(
    files: Sequence[MonthFile], months: list[str], forces: set[str]
) -> list[MissingMonths]:
    """The months that these forces have not published, or not whole, or not where they are."""
    files = [file for file in files if file.force in forces]
    index = pd.MultiIndex.from_tuples(
        [(file.force, file.month) for file in files], names=["force", "month"]
    )
    astray = misplaced_rows(files)
    rows = [count_usable_rows(file.kept_at) - far for file, far in zip(files, astray, strict=True)]
    return find_gaps(pd.Series(rows, index, dtype=float), months)


def force_of_lsoas(lsoas: pd.DataFrame, wards: pd.DataFrame, own: list[str]) -> list[str]:
    """An LSOA's force is that of its ward."""
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
    """Gaps become part of the arrays: a month that wasn't published is nowhere a zero."""
    forces = np.array(force)
    mask = np.ones((len(months), len(forces)), dtype=bool)
    for gap in gaps:
        mask[months.index(gap.month), forces == gap.force] = False
    hidden = [(month, np.flatnonzero(~row)) for month, row in enumerate(mask) if not row.all()]
    cube.close(hidden_months=hidden)
    write_observed(folder, level, mask)
