"""The distinct points of the police files: coordinates, and the areas that contain them.

police.uk moves each incident to one of some 750,000 points. Each is projected and located once for
a set of boundaries; the results are cached on disk.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa

from data.files.digested_file import digested_file, read_digested
from data.geometry.point_in_area import NOWHERE, area_numbers, points_tree
from data.geometry.projection import metres

# Steps per degree: points are distinct to a millionth of a degree, the precision of the source.
KEY_STEP = 1e6
# Number of bits of a key that contain the latitude.
KEY_BITS = 32
KEY_OFFSET = 1 << 30
# Degrees. Coordinates are clipped to it, so that impossible ones still fit into a key.
FARTHEST = 1000.0
OUTSIDE = NOWHERE
# Version of the cache. Increase it when the stored columns change.
POINTS_FORMAT = 3
PLACED = {"key": np.int64, "x": np.float64, "y": np.float64, "lsoa": np.int32, "ward": np.int32}


@dataclass(frozen=True, kw_only=True)
class Points:
    """Every distinct point: key (ascending), metres, and positions of its LSOA and ward."""

    key: np.ndarray
    x: np.ndarray
    y: np.ndarray
    lsoa: np.ndarray
    ward: np.ndarray

    @cached_property
    def inside(self) -> np.ndarray:
        """Which points are both in an LSOA and in a ward."""
        inside: np.ndarray = (self.lsoa != OUTSIDE) & (self.ward != OUTSIDE)
        return inside

    def numbers(self, keys: np.ndarray) -> np.ndarray:
        """Return the position of each key among the points."""
        return np.asarray(self._index.get_indexer(pd.Index(keys)))

    def drop_lookup_table(self) -> None:
        """Free the memory of the hash table that `numbers` uses."""
        self.__dict__.pop("_index", None)

    @cached_property
    def _index(self) -> pd.Index:
        """Hash table of keys, ten times faster than binary search."""
        index: pd.Index = pd.Index(self.key)
        return index


class Names:
    """Names of the points: for each the name in the first file that contains it."""

    def __init__(self, points: int) -> None:
        self._position = np.full(points, -1, dtype=np.int32)
        self._texts: list[pa.Array] = [pa.array([], pa.string())]
        self._rows = 0

    def note(self, point: np.ndarray, row: np.ndarray, texts: pa.Array) -> None:
        """Store the texts of these rows for those of the points that have no name yet."""
        new = np.flatnonzero(self._position[point] < 0)
        self._position[point[new]] = np.arange(self._rows, self._rows + len(new))
        self._texts.append(texts.take(pa.array(row[new])))
        self._rows += len(new)

    def lookup(self, points: np.ndarray) -> pa.Array:
        """Return the names of the points."""
        if len(self._texts) > 1:
            self._texts = [pa.concat_arrays(self._texts)]
        return self._texts[0].take(pa.array(self._position[points]))


def keys_of(longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """Return one integer per point from its coordinates.

    Parameters
    ----------
    longitude, latitude
        Degrees.

    Returns
    -------
    numpy.ndarray
        int64 keys, equal for points that are equal to a millionth of a degree.

    Examples
    --------
    >>> key = keys_of(np.array([-3.0]), np.array([51.5]))
    >>> [float(part[0]) for part in degrees_of(key)]
    [-3.0, 51.5]
    """
    keys: np.ndarray = (_steps(longitude) << KEY_BITS) + _steps(latitude)
    return keys


def _steps(degrees: np.ndarray) -> np.ndarray:
    near = np.clip(degrees, -FARTHEST, FARTHEST)
    steps: np.ndarray = np.rint(near * KEY_STEP).astype(np.int64) + KEY_OFFSET
    return steps


def degrees_of(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the coordinates of keys.

    Parameters
    ----------
    keys
        Keys from `keys_of`.

    Returns
    -------
    tuple[numpy.ndarray, numpy.ndarray]
        Longitude and latitude in degrees.

    Examples
    --------
    >>> [float(part[0]) for part in degrees_of(keys_of(np.array([-3.0]), np.array([51.5])))]
    [-3.0, 51.5]
    """
    across, up = steps_of(keys)
    return (across - KEY_OFFSET) / KEY_STEP, (up - KEY_OFFSET) / KEY_STEP


def steps_of(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the steps east and north that keys consist of.

    Parameters
    ----------
    keys
        Keys from `keys_of`.

    Returns
    -------
    tuple[numpy.ndarray, numpy.ndarray]
        Non-negative integers, `KEY_STEP` per degree.

    Examples
    --------
    >>> [int(part[0]) - KEY_OFFSET for part in steps_of(keys_of(np.array([0.5]), np.array([0.0])))]
    [500000, 0]
    """
    return keys >> KEY_BITS, keys & ((1 << KEY_BITS) - 1)


def place_points(
    keys: np.ndarray,
    lsoas: gpd.GeoDataFrame,
    wards: gpd.GeoDataFrame,
    cache_path: Path,
    *,
    damaged: Callable[[], None] = lambda: None,
) -> Points:
    """Return the points of the keys; only keys that are not in the cache are located.

    Parameters
    ----------
    keys
        Ascending keys.
    lsoas, wards
        Polygons with `area_code`, in EPSG:27700.
    cache_path
        The cache file for this set of boundaries.
    damaged
        Called if it is damaged, so that every point is located again.

    Returns
    -------
    Points
        In the order of the keys.

    Examples
    --------
    >>> place_points(keys, lsoas, wards, Path("points.npz"))  # doctest: +SKIP
    """
    cached = _read_cache(cache_path)
    if cached is None and cache_path.exists():
        damaged()
    known = cached or {name: np.empty(0, dtype) for name, dtype in PLACED.items()}
    new = np.setdiff1d(keys, known["key"], assume_unique=True)
    if len(new):
        known = _merged(known, _placed(new, lsoas, wards))
        _write_cache(cache_path, known)
    if len(known["key"]) > len(keys):
        asked = np.searchsorted(known["key"], keys)
        known = {name: values[asked] for name, values in known.items()}
    return Points(**known)


def _placed(
    keys: np.ndarray, lsoas: gpd.GeoDataFrame, wards: gpd.GeoDataFrame
) -> dict[str, np.ndarray]:
    x, y = metres(*degrees_of(keys))
    tree = points_tree(x, y)
    return {
        "key": keys,
        "x": x,
        "y": y,
        "lsoa": area_numbers(tree, lsoas),
        "ward": area_numbers(tree, wards),
    }


def _merged(known: dict[str, np.ndarray], new: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    order = np.argsort(np.concatenate([known["key"], new["key"]]), kind="stable")
    return {name: np.concatenate([known[name], new[name]])[order] for name in PLACED}


def _read_cache(path: Path) -> dict[str, np.ndarray] | None:
    """Return the cached points; None if there are none, or the file is damaged."""
    content = read_digested(path)
    if content is None:
        return None
    with np.load(io.BytesIO(content)) as file:
        return {name: np.asarray(file[name]) for name in PLACED}


def _write_cache(path: Path, known: dict[str, np.ndarray]) -> None:
    with digested_file(path) as file:
        np.savez(file, allow_pickle=False, **known)
