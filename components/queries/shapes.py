"""The shapes of areas and of the background: for browsers, and on the British grid for print.

For browsers the build wrote them into the release, where everyone may fetch them. What an older
release lacks, or what is damaged, is made in memory: no page writes into a folder.
"""

import re
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy import sparse

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.static_files import address_of
from data.file_kinds import GROUND
from data.files.published_file import PublishedFile, publish, read_published
from data.geometry.area_pieces import AUTHORITIES, rows_by_authority
from data.geometry.browser_shapes import (
    AREAS,
    BORDERS,
    FINE_AREAS,
    POINTS,
    TOLERANCE_METRES,
    borders_for_browser,
    for_browser,
    ground_for_browser,
    points_for_browser,
)
from data.geometry.contiguity import contiguity_of_parts
from data.release.browser_folder import FOLDER, built_name
from data.schema import BRITISH_GRID, BROWSER_GRID, COUNTY
from data.settings import load_settings

GEOMETRY = "geometry"
GEOMETRY_OF_FEATURE = re.compile(r'"geometry":(\{[^{}]*\})')
MAKE = {AREAS: for_browser, POINTS: points_for_browser, BORDERS: borders_for_browser}


@dataclass(frozen=True, kw_only=True)
class PrintShapes:
    """The areas of a level in the order of its index, and a point inside each."""

    codes: tuple[str, ...]
    areas: np.ndarray
    # A row for each area: metres east and north.
    points: np.ndarray
    # West, south, east and north of the whole area.
    whole: tuple[float, float, float, float]


@query(20)
def print_shapes(key: CacheKey, level: str) -> PrintShapes:
    """Return every area of the level, simplified as for the browser.

    Of a level of many areas they are those that the build wrote for the browser, so that memory
    never holds the shapes of a country.
    """
    store = store_of(key)
    codes = store.codes(level)
    if len(codes) > FINE_AREAS:
        light = _from_browser(key, level)
        inside = gpd.GeoSeries(shapely.point_on_surface(light))
    else:
        areas = store.areas(level)
        light = shapely.coverage_simplify(areas.geometry.to_numpy(), TOLERANCE_METRES)
        inside = areas.geometry.representative_point()
    west, south, east, north = store.areas(COUNTY).total_bounds
    return PrintShapes(
        codes=tuple(str(code) for code in codes),
        areas=light,
        points=np.column_stack([inside.x, inside.y]),
        whole=(float(west), float(south), float(east), float(north)),
    )


def _from_browser(key: CacheKey, level: str) -> np.ndarray:
    """Return the areas of a level as browsers load them, in metres."""
    what = f"{level}-{AREAS}"
    name = built_name(load_settings().releases / key.release, what)
    file = geometry_file(key, name) if name else _made(key, what)
    if file is None:
        raise LookupError(what)
    # Each by itself: the whole document as objects would take fifteen times its size.
    shapes = shapely.from_geojson(GEOMETRY_OF_FEATURE.findall(file.content.decode()))
    in_metres = gpd.GeoSeries(shapes, crs=BROWSER_GRID).to_crs(BRITISH_GRID)
    # Rounded coordinates let some narrow areas touch themselves.
    valid = shapely.make_valid(in_metres.to_numpy(), method="structure", keep_collapsed=False)
    return np.asarray(valid)


@query(10)
def neighbours(key: CacheKey, level: str) -> sparse.csr_array:
    """Return which areas of a level touch, rows and columns in the order of its codes."""
    return contiguity_of_parts(store_of(key).area_parts(level))


@query(10)
def ground_shapes(key: CacheKey) -> pd.DataFrame:
    """Return coast, towns, roads, river and labels: kind, rank, both names, simplified geometry."""
    ground = store_of(key).ground()
    light = gpd.GeoSeries(ground.geometry).simplify(TOLERANCE_METRES)
    columns = ["kind", "rank", "name_en", "name_cy"]
    return pd.DataFrame(ground[columns]).assign(shape=light.to_numpy())


def level_address(key: CacheKey, level: str, kind: str) -> str:
    """Return the address of a level's areas, points or borders.

    It is empty if there is nothing to draw, as with more borders than are drawn in time.
    """
    return _address(key, f"{level}-{kind}")


@query(20)
def authorities_address(key: CacheKey, level: str) -> str:
    """Return the address of the authorities whose areas are sent piece by piece.

    It is empty if the level is sent whole: it has few areas, or the release was built before.
    """
    what = f"{level}-{AUTHORITIES}"
    name = built_name(load_settings().releases / key.release, what)
    return address_of(GEOMETRY, key.release, name) if name else ""


@query(10)
def rows_of_authorities(key: CacheKey, level: str) -> tuple[np.ndarray, ...]:
    """Return the positions of each authority's areas in the level's index, by piece."""
    codes = store_of(key).area_names(level)["authority_code"]
    return tuple(rows_by_authority(codes).values())


def ground_address(key: CacheKey) -> str:
    """Return the address of the background: coast, towns, roads, river."""
    return _address(key, GROUND)


@query(60)
def _address(key: CacheKey, what: str) -> str:
    name = built_name(load_settings().releases / key.release, what)
    if name is None:
        made = _made(key, what)
        name = made.name if made else ""
    return address_of(GEOMETRY, key.release, name) if name else ""


def geometry_file(key: CacheKey, name: str) -> PublishedFile | None:
    """Return a file of geometry by the name in its address; None if there is none of this name."""
    written = read_published(load_settings().releases / key.release / FOLDER, name)
    if written:
        return written
    try:
        made = _made(key, name.rpartition("-")[0])
    except LookupError:
        return None
    return made if made and made.name == name else None


@query(40)
def _made(key: CacheKey, what: str) -> PublishedFile | None:
    """Return the file of a level and kind, or of the background; None if there's nothing to draw.

    LookupError, which isn't cached, if the release has no such level or kind.
    """
    store = store_of(key)
    level, _, kind = what.rpartition("-")
    if what == GROUND and GROUND in store.manifest.tables:
        text = ground_for_browser(store.ground())
    elif kind in MAKE and level in store.levels():
        text = MAKE[kind](store.areas(level))
    else:
        raise LookupError(what)
    return publish(what, "geojson", text.encode()) if text else None
