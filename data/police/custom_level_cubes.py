"""Cubes of custom levels: incidents in each area, and by authority those outside all areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.geometry.custom_levels import CustomLevel, parts_of_areas
from data.geometry.point_in_area import NOWHERE
from data.geometry.points import Points
from data.release.counts.cube import OUTSIDE_OF
from data.release.coverage.force_coverage import Publisher
from data.schema import LSOA, WARD


@dataclass(frozen=True, kw_only=True)
class CustomLevelCubes:
    """By cube name: the position at which each point is counted, and its force and authority."""

    of_point: Mapping[str, np.ndarray]
    publishers: Mapping[str, list[tuple[Publisher, ...]]]


def further_cubes(
    further: Sequence[CustomLevel],
    points: Points,
    levels: Mapping[str, pd.DataFrame],
    publishers: Mapping[str, list[Publisher]],
) -> CustomLevelCubes:
    """Return for each custom level a cube of its areas and one of incidents outside them.

    Incidents outside are counted by police force and authority, so that a month that one of them
    lacks is left out in both cubes alike.

    Parameters
    ----------
    further
        The custom levels.
    points
        The located points.
    levels
        LSOAs and wards by level, with `area_code`.
    publishers
        Police force and authority of each LSOA and ward by level.

    Returns
    -------
    CustomLevelCubes
        Empty if there are no custom levels.

    Examples
    --------
    >>> further_cubes(towns, points, levels, publishers)  # doctest: +SKIP
    """
    of_point: dict[str, np.ndarray] = {}
    found: dict[str, list[tuple[Publisher, ...]]] = {}
    codes = {level: areas["area_code"].tolist() for level, areas in levels.items()}
    every = sorted(set(publishers[WARD]))
    of_ward = np.array([*(every.index(one) for one in publishers[WARD]), NOWHERE], dtype=np.int32)
    for one in further:
        inside = one.numbers(points, codes)
        of_point[one.level] = inside
        found[one.level] = parts_of_areas(one, levels[LSOA], publishers[LSOA])
        outside = np.where(inside == NOWHERE, of_ward[points.ward], NOWHERE)
        of_point[OUTSIDE_OF + one.level] = outside
        found[OUTSIDE_OF + one.level] = [(publisher,) for publisher in every]
    return CustomLevelCubes(of_point=of_point, publishers=found)
