"""The table of a release with the points inside its area."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from data.files.parquet_writer import AT_A_TIME, TableWriter
from data.files.unused_memory import return_unused_memory
from data.geometry.points import Names, Points
from data.schema import LSOA, WARD


def write_points(
    release: Path, points: Points, names: Names, levels: Mapping[str, pd.DataFrame]
) -> dict[str, int]:
    """Write the points inside the area with their names and areas.

    Parameters
    ----------
    release
        The folder of the release.
    points
        The located points.
    names
        The names of the places.
    levels
        The LSOAs and wards in which the points were located.

    Returns
    -------
    dict of int
        The number of rows of the table.

    Examples
    --------
    >>> write_points(folder, points, accounts.names, levels)  # doctest: +SKIP
    {'points': 4193}
    """
    inside = np.flatnonzero(points.inside)
    of_lsoas, of_wards = (
        pa.array(areas["area_code"].tolist()) for areas in (levels[LSOA], levels[WARD])
    )
    with TableWriter(release, "points") as table:
        for first in range(0, len(inside), AT_A_TIME):
            few = inside[first : first + AT_A_TIME]
            table.write(
                {
                    "point": few,
                    "x": points.x[few],
                    "y": points.y[few],
                    "name": names.lookup(few),
                    "lsoa_code": (points.lsoa[few], of_lsoas),
                    "ward_code": (points.ward[few], of_wards),
                }
            )
            return_unused_memory()
    return {table.name: table.rows}
