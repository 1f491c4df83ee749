"""All force-months -> counts by area, by point and by outcome, in memory that holds one month.

Three passes over the parsed months: find what is repeated and where the points are; locate each
new point once; count month by month.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.locate import locate
from data.sources.police_uk import GOOD, MonthFile

KEY_STEP = 10.0
"""Points are told apart to the decimetre, which is finer than their source gives them."""
KEY_SHIFT = np.int64(1) << np.int64(32)
KEY_OFFSET = 1 << 30
OUTSIDE = -1


@dataclass(kw_only=True)
class Points:
    """Every distinct point: its key (ascending), place, name, and the areas that it lies in."""

    key: np.ndarray
    name: np.ndarray
    lsoa: np.ndarray
    ward: np.ndarray

    @property
    def x(self) -> np.ndarray:
        """Eastings in metres."""
        east: np.ndarray = (self.key // KEY_SHIFT - KEY_OFFSET) / KEY_STEP
        return east

    @property
    def y(self) -> np.ndarray:
        """Northings in metres."""
        north: np.ndarray = (self.key % KEY_SHIFT - KEY_OFFSET) / KEY_STEP
        return north

    def numbers(self, keys: np.ndarray) -> np.ndarray:
        """The place of each key among the points."""
        return self._index.get_indexer(pd.Index(keys))

    @cached_property
    def _index(self) -> pd.Index:
        """A hash table, made once: ten times faster than searching in order."""
        index: pd.Index = pd.Index(self.key)
        return index


@dataclass(kw_only=True)
class Survey:
    """What the first pass found: all points with a name, and which rows were published again."""

    points: Points
    superseded: dict[str, np.ndarray]


def keys_of(east: np.ndarray, north: np.ndarray) -> np.ndarray:
    """One whole number a point."""
    x = np.round(east * KEY_STEP).astype(np.int64) + KEY_OFFSET
    y = np.round(north * KEY_STEP).astype(np.int64) + KEY_OFFSET
    return x * KEY_SHIFT + y


def look_over(months: list[MonthFile], step: Callable[[], None]) -> Survey:
    """The first pass: the distinct points and, for each file, the rows that came again later.

    Of a Crime ID that appears more than once the row that was published last is the one that
    counts. Rows without an ID (all of ASB) are never touched.
    """
    keys: list[np.ndarray] = []
    names: list[np.ndarray] = []
    hashes: list[np.ndarray] = []
    for month in months:
        table = pq.read_table(
            month.kept_at, columns=["reason", "east", "north", "location", "id_hash"]
        )
        good = table["reason"].to_numpy() == GOOD
        key = keys_of(table["east"].to_numpy()[good], table["north"].to_numpy()[good])
        distinct, first = np.unique(key, return_index=True)
        location = table["location"].combine_chunks()
        keys.append(distinct)
        names.append(np.asarray(location.cast(pa.string()))[good][first])
        hashes.append(np.where(good, table["id_hash"].to_numpy(), np.uint64(0)))
        step()
    key, first = np.unique(np.concatenate(keys), return_index=True)
    nowhere = np.full(len(key), OUTSIDE, dtype=np.int32)
    points = Points(key=key, name=np.concatenate(names)[first], lsoa=nowhere, ward=nowhere.copy())
    return Survey(points=points, superseded=_superseded(months, hashes))


def _superseded(months: list[MonthFile], hashes: list[np.ndarray]) -> dict[str, np.ndarray]:
    """A mask for each file of the rows whose Crime ID comes again further on."""
    everything = np.concatenate(hashes)
    order = np.argsort(everything, kind="stable")
    in_order = everything[order]
    again = np.zeros(len(everything), dtype=bool)
    again[order[:-1]] = (in_order[:-1] == in_order[1:]) & (in_order[:-1] != 0)
    ends = np.cumsum([len(part) for part in hashes])[:-1]
    parts = np.split(again, ends)
    return {month.sha256: part for month, part in zip(months, parts, strict=True)}


def place_points(
    points: Points, lsoas: gpd.GeoDataFrame, wards: gpd.GeoDataFrame, kept_at: Path
) -> None:
    """The second pass: each point's LSOA and ward by number; answers are kept and used again."""
    known = _kept(kept_at)
    place = np.searchsorted(known["key"], points.key)
    place = np.minimum(place, max(len(known["key"]) - 1, 0))
    found = known["key"][place] == points.key if len(known["key"]) else np.zeros(len(place), bool)
    for name, areas in (("lsoa", lsoas), ("ward", wards)):
        numbers = getattr(points, name)
        numbers[found] = known[name][place[found]]
        number_of = pd.Series(np.arange(len(areas), dtype=np.int32), areas["area_code"])
        codes = locate(points.x[~found], points.y[~found], areas)
        numbers[~found] = number_of.reindex(codes).fillna(OUTSIDE).to_numpy(dtype=np.int32)
    if not found.all():
        _keep(kept_at, known, points)


def _kept(path: Path) -> dict[str, np.ndarray]:
    empty: dict[str, np.ndarray] = {
        "key": np.empty(0, np.int64),
        "lsoa": np.empty(0, np.int32),
        "ward": np.empty(0, np.int32),
    }
    if not path.exists():
        return empty
    with np.load(path) as kept:
        return {name: np.asarray(kept[name]) for name in empty}


def _keep(path: Path, known: dict[str, np.ndarray], points: Points) -> None:
    keys = np.concatenate([known["key"], points.key])
    key, first = np.unique(keys, return_index=True)
    lsoa = np.concatenate([known["lsoa"], points.lsoa])[first]
    ward = np.concatenate([known["ward"], points.ward])[first]
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".part.npz")
    np.savez(draft, key=key, lsoa=lsoa, ward=ward)
    draft.replace(path)
