"""The cubes of a release, and its tables of counts by point and of outcomes."""

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

import numpy as np

from data.files.parquet_writer import TableWriter
from data.files.unused_memory import return_unused_memory
from data.geometry.points import Points
from data.police.count_months import Counter
from data.police.plan import Parsing
from data.police.row_accounts import RowAccounts
from data.police.writing.workspace import Step
from data.release.counts.cube import CubeWriter
from data.schema import CATEGORIES


def write_counts(
    parsed: list[Parsing],
    release: Path,
    areas: Mapping[str, int],
    *,
    months: list[str],
    points: Points,
    wards: list[str],
    accounts: RowAccounts,
    further: Mapping[str, np.ndarray],
    step: Step,
) -> tuple[dict[str, CubeWriter], dict[str, int]]:
    """Count every month of the parsed files into the cubes and tables of a release.

    Parameters
    ----------
    parsed
        The files in use, by month.
    release
        The folder of the release.
    areas
        The number of areas of each level, also of custom levels.
    months
        The months of the release.
    points
        The located points.
    wards
        The codes of the wards.
    accounts
        Receives what became of every row.
    further
        The areas of each point in custom levels.
    step
        Called with the share done and the name of a file.

    Returns
    -------
    tuple of dict
        The cube of each level, and the number of rows of each table.

    Examples
    --------
    >>> write_counts(parsed, folder, {"lsoa": 118, "ward": 38}, ...)  # doctest: +SKIP
    """
    cubes = {
        level: CubeWriter(
            release, level, categories=len(CATEGORIES), months=len(months), areas=number
        )
        for level, number in areas.items()
    }
    with (
        TableWriter(release, "point_counts") as point_counts,
        TableWriter(release, "outcomes") as outcomes,
    ):
        counter = Counter(
            points=points,
            months=months,
            wards=wards,
            cubes=cubes,
            accounts=accounts,
            point_counts=point_counts,
            outcomes=outcomes,
            further=further,
        )
        _count(parsed, counter, step)
    return cubes, {table.name: table.rows for table in (point_counts, outcomes)}


def _count(parsed: list[Parsing], counter: Counter, step: Step) -> None:
    """Count every month; months not published by the area's forces are left out whole."""
    done = 0
    for month, group in groupby(parsed, key=lambda parsing: parsing.file.month):
        files = list(group)
        if month in counter.months:
            counter.count(month, files)
        else:
            for parsing in files:
                counter.accounts.leave_out_whole(parsing)
        done += len(files)
        return_unused_memory()
        step(0.6 + 0.4 * done / len(parsed), files[-1].file.shown)
