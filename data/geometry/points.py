"""Every distinct point of the police files: where it is, and in which areas it lies.

police.uk moves each incident to one of some 750,000 points. Each is projected and located once for
a set of boundaries; the answers are kept and used again.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa

from data.geometry.point_in_area import NOWHERE, area_numbers, points_tree
from data.geometry.projection import metres

KEY_STEP = 1e6
"""Points are told apart to a millionth of a degree, as finely as their source gives them."""
KEY_BITS = 32
"""Of a key, those that hold the latitude."""
KEY_OFFSET = 1 << 30
FARTHEST = 1000.0
"""Degrees; beyond it nothing is a place any more, and it must still fit into a key."""
OUTSIDE = NOWHERE
POINTS_FORMAT = 2
"""Raised when what is kept of a point changes shape."""
PLACED = {"key": np.int64, "x": np.float64, "y": np.float64, "lsoa": np.int32, "ward": np.int32}


@dataclass(frozen=True, kw_only=True)
class Points:
    """Every distinct point: its key (ascending), its metres, its LSOA and ward by number."""

    key: np.ndarray
    x: np.ndarray
    y: np.ndarray
    lsoa: np.ndarray
    ward: np.ndarray

    @cached_property
    def inside(self) -> np.ndarray:
        """Which points lie both in an LSOA and in a ward."""
        inside: np.ndarray = (self.lsoa != OUTSIDE) & (self.ward != OUTSIDE)
        return inside

    def numbers(self, keys: np.ndarray) -> np.ndarray:
        """The place of each key among the points."""
        return np.asarray(self._index.get_indexer(pd.Index(keys)))

    def looked_up(self) -> None:
        """Let the hash table go, which is larger than all else here."""
        self.__dict__.pop("_index", None)

    @cached_property
    def _index(self) -> pd.Index:
        """A hash table, made once: ten times faster than searching in order."""
        index: pd.Index = pd.Index(self.key)
        return index


class Names:
    """What the points are called: each as the first file that knows it has it."""

    def __init__(self, points: int) -> None:
        self._place = np.full(points, -1, dtype=np.int32)
        self._found: list[pa.Array] = [pa.array([], pa.string())]
        self._rows = 0

    def note(self, point: np.ndarray, row: np.ndarray, texts: pa.Array) -> None:
        """Take the texts of these rows for those of these points that have no name yet."""
        new = np.flatnonzero(self._place[point] < 0)
        self._place[point[new]] = np.arange(self._rows, self._rows + len(new))
        self._found.append(texts.take(pa.array(row[new])))
        self._rows += len(new)

    def of(self, points: np.ndarray) -> pa.Array:
        """The names of these points."""
        if len(self._found) > 1:
            self._found = [pa.concat_arrays(self._found)]
        return self._found[0].take(pa.array(self._place[points]))


def keys_of(longitude: np.ndarray, latitude: np.ndarray) -> np.ndarray:
    """One whole number a point."""
    keys: np.ndarray = (_steps(longitude) << KEY_BITS) + _steps(latitude)
    return keys


def _steps(degrees: np.ndarray) -> np.ndarray:
    near = np.clip(degrees, -FARTHEST, FARTHEST)
    steps: np.ndarray = np.rint(near * KEY_STEP).astype(np.int64) + KEY_OFFSET
    return steps


def degrees_of(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The longitude and latitude that a key stands for."""
    across, up = steps_of(keys)
    return (across - KEY_OFFSET) / KEY_STEP, (up - KEY_OFFSET) / KEY_STEP


def steps_of(keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The whole steps east and north that a key is made of, none of them negative."""
    return keys >> KEY_BITS, keys & ((1 << KEY_BITS) - 1)


def place_points(
    keys: np.ndarray, lsoas: gpd.GeoDataFrame, wards: gpd.GeoDataFrame, kept_at: Path
) -> Points:
    """The points of these keys (ascending); only those that were never seen before cost work."""
    known = _kept(kept_at)
    new = np.setdiff1d(keys, known["key"], assume_unique=True)
    if len(new):
        known = _merged(known, _placed(new, lsoas, wards))
        _keep(kept_at, known)
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


def _kept(path: Path) -> dict[str, np.ndarray]:
    if not path.exists():
        return {name: np.empty(0, dtype) for name, dtype in PLACED.items()}
    with np.load(path) as kept:
        return {name: np.asarray(kept[name]) for name in PLACED}


def _keep(path: Path, known: dict[str, np.ndarray]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part.npz")
    np.savez(draft, allow_pickle=False, **known)
    draft.replace(path)
