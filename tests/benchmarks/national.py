"""A synthetic England and Wales, the same in every run: areas, snap points, police files.

36,000 LSOAs of 2 km with crooked borders (48 vertices each, as real ones have), five to a ward,
120 to an authority, 300 authorities in 43 forces; 750,000 snap points. The last 16 authorities are
Wales. All places are fictional.
"""

import shutil
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.geometry.projection import TO_METRES
from data.schema import BRITISH_GRID
from geo.period import shifted
from tests.benchmarks.streets import write_month

VERSION = 3
COLUMNS, ROWS, CELL = 200, 180, 2000.0
WEST, SOUTH = 250_000.0, 100_000.0
# STEPS: segments on each side of an area.
STEPS = 12
AUTHORITY_COLUMNS, AUTHORITY_ROWS, WARD_COLUMNS = 20, 6, 5
FORCES, POINTS, WELSH_AUTHORITIES = 43, 750_000, 16
AUTHORITIES = COLUMNS * ROWS // (AUTHORITY_COLUMNS * AUTHORITY_ROWS)
IN_AUTHORITY = AUTHORITY_COLUMNS * AUTHORITY_ROWS
AREAS = COLUMNS * ROWS
WALES = slice(AREAS - WELSH_AUTHORITIES * IN_AUTHORITY, AREAS)
PARTNERSHIP = slice(AREAS - IN_AUTHORITY, AREAS)
FULL, YEARS = "full", "years"
# SIZES: months, and rows per force and month; YEARS of more are made beside FULL when asked for.
SIZES = {"small": (2, 7_000), FULL: (12, 11_650)}
OF_YEARS = (180, 11_650)
LAST_MONTH = "2024-12"


@dataclass(frozen=True, kw_only=True)
class Nation:
    """A synthetic nation of some size, and the folder of its files."""

    folder: Path
    size: str

    @property
    def months(self) -> list[str]:
        """Return the months with police files."""
        number, _ = self._months_and_rows
        if self.size != YEARS:
            return [f"2024-{month:02}" for month in range(1, number + 1)]
        return [shifted(LAST_MONTH, n - number + 1) for n in range(number)]

    @property
    def is_full(self) -> bool:
        """Return whether it has a full year of England and Wales."""
        return self.size == FULL

    @property
    def rows(self) -> int:
        """Return the number of rows of all police files."""
        months, in_file = self._months_and_rows
        return months * in_file * FORCES

    @property
    def _months_and_rows(self) -> tuple[int, int]:
        return OF_YEARS if self.size == YEARS else SIZES[self.size]

    @property
    def sources(self) -> Path:
        """Return the folder of the source files."""
        return self.folder / f"v{VERSION}-{self.size}" / "sources"

    @cached_property
    def lsoas(self) -> gpd.GeoDataFrame:
        """Return the areas in the order of a release: by authority, then by code."""
        return lsoas()

    @cached_property
    def snaps(self) -> pd.DataFrame:
        """Return the snap points in degrees as text and in metres, with their area."""
        return snap_points()


def lsoas() -> gpd.GeoDataFrame:
    """Return 36,000 polygons that share all vertices of their borders, with their codes."""
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
    # Codes that no authority has: of real ones the program knows the police force.
    table["authority_code"] = table["country"] + "069" + table["authority"].astype(str).str.zfill(5)
    areas = gpd.GeoDataFrame(table, geometry=polygons, crs=BRITISH_GRID)
    areas = areas.sort_values(["authority", "ward"], kind="stable", ignore_index=True)
    areas["area_code"] = areas["country"] + "01" + areas.index.astype(str).str.zfill(6)
    return areas


def wards(lsoas: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the wards, each the union of five LSOAs."""
    together = shapely.coverage_union_all(
        lsoas.sort_values("ward", kind="stable").geometry.to_numpy().reshape(-1, WARD_COLUMNS),
        axis=1,
    )
    first = lsoas.drop_duplicates("ward").sort_values("ward", ignore_index=True)
    return gpd.GeoDataFrame(
        first[["ward_code", "authority_code"]], geometry=together, crs=BRITISH_GRID
    )


def snap_points() -> pd.DataFrame:
    """Return about twenty points per area, a few of them outside it and a few at sea."""
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
    """Return the nation, after writing its files if they don't exist."""
    nation = Nation(folder=folder, size=size)
    if nation.sources.exists():
        return nation
    draft = nation.sources.with_name("draft")
    shutil.rmtree(draft, ignore_errors=True)
    for month in nation.months:
        (draft / month).mkdir(parents=True)
    _write_boundaries(nation.lsoas, draft)
    codes = _code_by_cell(nation.lsoas)
    _, in_file = nation._months_and_rows
    with ProcessPoolExecutor() as pool:
        done = [
            pool.submit(
                _write_force,
                draft,
                force,
                nation.months,
                in_file,
                nation.snaps[nation.snaps["force"] == force].reset_index(drop=True),
                codes,
            )
            for force in range(FORCES)
        ]
        for one in done:
            one.result()
    draft.rename(nation.sources)
    return nation


def _write_force(
    folder: Path, force: int, months: list[str], rows: int, spots: pd.DataFrame, codes: np.ndarray
) -> None:
    for month in months:
        write_month(folder / month, force, month, rows, spots, codes)


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
    """Return the sides between corners, with a random bend at every step."""
    share = np.linspace(0, 1, STEPS + 1)[:, None]
    sides = start[:, :, None] * (1 - share) + end[:, :, None] * share
    sides[:, :, 1:-1] += _crooked(rng, (*sides.shape[:2], STEPS - 1), 35.0)
    return sides
