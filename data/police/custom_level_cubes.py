"""Cubes of custom levels: incidents in each area, and by police force those outside all areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.geometry.custom_levels import CustomLevel, force_of_areas
from data.geometry.point_in_area import NOWHERE
from data.geometry.points import Points
from data.release.cube import OUTSIDE_OF
from data.schema import LSOA, WARD


@dataclass(frozen=True, kw_only=True)
class CustomLevelCubes:
    """By cube name: the position at which each point is counted, and the force of each position."""

    of_point: Mapping[str, np.ndarray]
    forces: Mapping[str, list[str]]


def further_cubes(
    further: Sequence[CustomLevel],
    points: Points,
    levels: Mapping[str, pd.DataFrame],
    force: Mapping[str, list[str]],
) -> CustomLevelCubes:
    """Return for each custom level a cube of its areas and one of incidents outside them.

    Incidents outside are counted by police force, so that a month that one force did not publish
    is left out in both cubes alike.

    Parameters
    ----------
    further
        The custom levels.
    points
        The located points.
    levels
        LSOAs and wards by level, with `area_code`.
    force
        Police force of each LSOA and ward by level.

    Returns
    -------
    CustomLevelCubes
        Empty if there are no custom levels.

    Examples
    --------
    >>> further_cubes(towns, points, levels, force)  # doctest: +SKIP
    """
    of_point: dict[str, np.ndarray] = {}
    forces: dict[str, list[str]] = {}
    codes = {level: areas["area_code"].tolist() for level, areas in levels.items()}
    every = sorted(set(force[WARD]))
    of_ward = np.array([*(every.index(one) for one in force[WARD]), NOWHERE], dtype=np.int32)
    for one in further:
        inside = one.numbers(points, codes)
        of_point[one.level] = inside
        forces[one.level] = force_of_areas(one, levels[LSOA], force[LSOA])
        outside = np.where(inside == NOWHERE, of_ward[points.ward], NOWHERE)
        of_point[OUTSIDE_OF + one.level] = outside
        forces[OUTSIDE_OF + one.level] = every
    return CustomLevelCubes(of_point=of_point, forces=forces)
