"""A synthetic England and Wales, the same in every run: areas, snap points, police files.

36,000 LSOAs of 2 km with crooked borders (48 vertices each, as real ones have), five to a ward,
120 to an authority, 300 authorities in 43 forces; 750,000 snap points. The last 16 authorities are
Wales. Nothing here is a real place.
"""

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.geometry.projection import TO_METRES
from data.schema import BRITISH_GRID
from tests.benchmarks.streets import write_month

VERSION = 2
COLUMNS, ROWS, CELL = 200, 180, 2000.0
WEST, SOUTH = 250_000.0, 100_000.0
STEPS = 12
"""Segments on each side of an area."""
AUTHORITY_COLUMNS, AUTHORITY_ROWS, WARD_COLUMNS = 20, 6, 5
FORCES, POINTS, WELSH_AUTHORITIES = 43, 750_000, 16
AUTHORITIES = COLUMNS * ROWS // (AUTHORITY_COLUMNS * AUTHORITY_ROWS)
IN_AUTHORITY = AUTHORITY_COLUMNS * AUTHORITY_ROWS
AREAS = COLUMNS * ROWS
WALES = slice(AREAS - WELSH_AUTHORITIES * IN_AUTHORITY, AREAS)
PARTNERSHIP = slice(AREAS - IN_AUTHORITY, AREAS)
FULL = "full"
SIZES = {"small": (2, 7_000), FULL: (12, 11_650)}
"""Months, and rows a force and month."""


@dataclass(frozen=True, kw_only=True)
class Nation:
    """The shape, and where its files are kept."""

    folder: Path
    size: str

    @property
    def months(self) -> list[str]:
        """The months that there are police files for."""
        return [f"2024-{month:02}" for month in range(1, SIZES[self.size][0] + 1)]

    @property
    def is_full(self) -> bool:
        """Whether it has a nation's year."""
        return self.size == FULL

    @property
    def rows(self) -> int:
        """All rows of the police files."""
        months, in_file = SIZES[self.size]
        return months * in_file * FORCES

    @property
    def sources(self) -> Path:
        """The files that a build is given."""
        return self.folder / f"v{VERSION}-{self.size}" / "sources"

    @cached_property
    def lsoas(self) -> gpd.GeoDataFrame:
        """The areas in the order of a release: by authority, then by code."""
        return lsoas()

    @cached_property
    def snaps(self) -> pd.DataFrame:
        """The snap points in degrees as text, in metres, with the area they were thrown into."""
        return snap_points()


def lsoas() -> gpd.GeoDataFrame:
    """36,000 polygons that share their borders to the vertex, with all their codes."""
    rng = np.random.default_rng(1)
    corner = _crooked(rng, (ROWS + 1, COLUMNS + 1, 1), 300.0)[:, :, 0]
    grid_x, grid_y = np.meshgrid(np.arange(COLUMNS + 1), np.arange(ROWS + 1))
    corner += np.stack([WEST + grid_x * CELL, SOUTH + grid_y * CELL], axis=-1)
    along = _sides(corner[:, :-1], corner[:, 1:], rng)
    up = _sides(corner[:-1], corner[1:], rng)
    rings = np.concatenate(
        [along[:-1], up[:, 1:], along[1:, :, ::-1], up[:, :-1, ::-1]], axis=2
    ).round(1)
    # Each side ends where the next begins; the ring keeps one of the two.
    keep = np.arange(4 * (STEPS + 1)) % (STEPS + 1) < STEPS
    polygons = shapely.polygons(rings[:, :, keep].reshape(AREAS, 4 * STEPS, 2))
    row, column = np.divmod(np.arange(AREAS), COLUMNS)
    across = COLUMNS // AUTHORITY_COLUMNS
    authority = row // AUTHORITY_ROWS * across + column // AUTHORITY_COLUMNS
    ward = row * (COLUMNS // WARD_COLUMNS) + column // WARD_COLUMNS
    country = np.where(authority < AUTHORITIES - WELSH_AUTHORITIES, "E", "W")
    table = pd.DataFrame({"authority": authority, "ward": ward, "country": country})
    table["force"] = authority * FORCES // AUTHORITIES
    table["ward_code"] = table["country"] + "05" + table["ward"].astype(str).str.zfill(6)
    table["authority_code"] = table["country"] + "06" + table["authority"].astype(str).str.zfill(6)
    areas = gpd.GeoDataFrame(table, geometry=polygons, crs=BRITISH_GRID)
    areas = areas.sort_values(["authority", "ward"], kind="stable", ignore_index=True)
    areas["area_code"] = areas["country"] + "01" + areas.index.astype(str).str.zfill(6)
    return areas


def wards(lsoas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Five areas each, made one."""
    together = shapely.coverage_union_all(
        lsoas.sort_values("ward", kind="stable").geometry.to_numpy().reshape(-1, WARD_COLUMNS),
        axis=1,
    )
    first = lsoas.drop_duplicates("ward").sort_values("ward", ignore_index=True)
    return gpd.GeoDataFrame(
        first[["ward_code", "authority_code"]], geometry=together, crs=BRITISH_GRID
    )


def snap_points() -> pd.DataFrame:
    """Twenty or so to an area, a few of them over its border and a few in the sea."""
    rng = np.random.default_rng(2)
    cell = np.sort(rng.integers(0, AREAS, POINTS))
    row, column = np.divmod(cell, COLUMNS)
    x = WEST + (column + rng.random(POINTS)) * CELL
    y = SOUTH + (row + rng.random(POINTS)) * CELL
    longitude, latitude = TO_METRES.transform(x, y, direction="INVERSE")
    across = COLUMNS // AUTHORITY_COLUMNS
    authority = row // AUTHORITY_ROWS * across + column // AUTHORITY_COLUMNS
    ward = row * (COLUMNS // WARD_COLUMNS) + column // WARD_COLUMNS
    place = np.lexsort((np.arange(POINTS), cell, ward, authority))
    table = pd.DataFrame({"longitude": longitude.round(6), "latitude": latitude.round(6)})
    table["force"] = authority * FORCES // AUTHORITIES
    table["cell"] = cell
    return table.iloc[place].reset_index(drop=True)


def prepare(folder: Path, size: str) -> Nation:
    """The nation with its files, written where they aren't there yet."""
    nation = Nation(folder=folder, size=size)
    if nation.sources.exists():
        return nation
    draft = nation.sources.with_name("draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    _write_boundaries(nation.lsoas, draft)
    codes = _code_by_cell(nation.lsoas)
    for force in range(FORCES):
        spots = nation.snaps[nation.snaps["force"] == force].reset_index(drop=True)
        for month in nation.months:
            write_month(draft / month, force, month, SIZES[size][1], spots, codes)
    draft.rename(nation.sources)
    return nation


def _code_by_cell(lsoas: gpd.GeoDataFrame) -> np.ndarray:
    middle = lsoas.geometry.centroid
    column = ((middle.x - WEST) // CELL).to_numpy(dtype=int)
    row = ((middle.y - SOUTH) // CELL).to_numpy(dtype=int)
    codes = np.empty(AREAS, dtype=object)
    codes[row * COLUMNS + column] = lsoas["area_code"].to_numpy()
    return codes


def _write_boundaries(lsoas: gpd.GeoDataFrame, folder: Path) -> None:
    own = lsoas[["area_code", "geometry"]].rename(columns={"area_code": "LSOA21CD"})
    own.assign(LSOA21NM=own["LSOA21CD"]).to_file(folder / "lsoas.gpkg", layer="lsoas")
    names = {"ward_code": "WD25CD", "authority_code": "LAD25CD"}
    larger = wards(lsoas).rename(columns=names)
    larger = larger.assign(WD25NM=larger["WD25CD"], LAD25NM=larger["LAD25CD"])
    larger.to_file(folder / "wards.gpkg", layer="wards")
    fit = lsoas[["area_code", "ward_code"]]
    fit.columns = pd.Index(["LSOA21CD", "WD25CD"])
    fit.to_csv(folder / "best_fit.csv", index=False)
    people = pd.DataFrame({"lsoa21_code": lsoas["area_code"], "age_group": "All usual residents"})
    people.assign(usual_residents=1650).to_csv(folder / "population.csv", index=False)


def _crooked(rng: np.random.Generator, shape: tuple[int, ...], most: float) -> np.ndarray:
    return rng.uniform(-most, most, (*shape, 2))


def _sides(start: np.ndarray, end: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The sides from corner to corner, bent at every step between them."""
    share = np.linspace(0, 1, STEPS + 1)[:, None]
    sides = start[:, :, None] * (1 - share) + end[:, :, None] * share
    sides[:, :, 1:-1] += _crooked(rng, (*sides.shape[:2], STEPS - 1), 35.0)
    return sides
