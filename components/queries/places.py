"""The areas: their names, their shapes and where they are."""

from collections.abc import Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from components.overlays.ward_names import LETTER, MAP_HEIGHT, MAP_WIDTH
from components.queries.cache import CacheKey, query
from components.queries.categories import countable_categories
from components.queries.current_store import register_state, store, store_of
from components.queries.measures import domains, measures, topics_with_evidence
from components.queries.orders import order_numbers
from components.queries.overlays import overlays_offered
from components.view.address import Known
from data.geometry.browser_shapes import bounds_in_degrees
from data.geometry.contiguity import contiguity
from data.schema import BROWSER_GRID, COUNTY, FURTHER_LEVELS, LSOA, WARD
from geo.shapes.label_placement import placed


@query(10)
def example_postcode(key: CacheKey) -> str:
    """Return a postcode that exists."""
    return store_of(key).example_postcode()


def valid_view_values(scope: str) -> Known:
    """Return the values that an address may have for a viewer of this scope."""
    key = CacheKey(store().manifest.release, scope)
    entered = key._replace(register=register_state())
    return replace(_known(key), orders=order_numbers(entered))


@query(10)
def _known(key: CacheKey) -> Known:
    serving = store_of(key)
    return Known(
        places={str(code): str(level) for code, level in places(key)["level"].items()},
        months=serving.months(),
        measures=measures(key),
        categories=countable_categories(key),
        topics=topics_with_evidence(key),
        domains=domains(key),
        overlays=overlays_offered(key),
        extent=extent(key),
        levels=serving.levels(),
    )


@query(10)
def places(key: CacheKey) -> pd.DataFrame:
    """Return every area of every level by code: its level, both names, parent."""
    columns = ["level", "name_en", "name_cy", "parent_code"]
    store = store_of(key)
    levels = (store.area_names(level) for level in store.levels())
    return pd.concat([areas[columns] for areas in levels])


@query(10)
def further_areas(key: CacheKey) -> dict[str, str]:
    """Return the level of each area that is no ward and no part of one, such as a town, by code."""
    levels = places(key)["level"]
    further = levels[levels.isin(FURTHER_LEVELS)]
    return {str(code): str(level) for code, level in further.items()}


@query(10)
def names(key: CacheKey) -> dict[str, dict[str, str]]:
    """Return both names of every area, by code."""
    rows = places(key).reset_index().to_dict("records")
    return {r["area_code"]: {"name_en": r["name_en"], "name_cy": r["name_cy"]} for r in rows}


def codes_of(key: CacheKey, level: str) -> tuple[str, ...]:
    """Return the codes of a level's areas, in the order of its shapes."""
    return tuple(str(code) for code in store_of(key).codes(level))


@query(30)
def by_name(key: CacheKey, language: str, level: str) -> tuple[str, ...]:
    """Return the codes of a level's areas, sorted by name."""
    known = places(key)
    named = known.loc[known["level"] == level, f"name_{language}"].str.casefold()
    return tuple(str(code) for code in named.sort_values(kind="stable").index)


@query(200)
def extent(key: CacheKey, of: Sequence[str] = ()) -> tuple[float, float, float, float]:
    """Return west, south, east and north of these areas, or of the whole area, in degrees."""
    if not of:
        return bounds_in_degrees(store_of(key).areas(COUNTY))
    return bounds_in_degrees(store_of(key).areas_of(of))


@query(500)
def lsoas_of(key: CacheKey, place: str) -> frozenset[str]:
    """Return the LSOAs that have residents in a place."""
    level = str(places(key).at[place, "level"])
    if level == LSOA:
        return frozenset({place})
    members = store_of(key).members(level)
    return frozenset(members.loc[members["area_code"] == place, "lsoa_code"])


def areas_overlapping(key: CacheKey, level: str, of: Sequence[str]) -> set[str]:
    """Return the areas of a level that share an LSOA with any of these places."""
    lsoas = frozenset[str]().union(*(lsoas_of(key, place) for place in of))
    members = store_of(key).members(level)
    return set(members.loc[members["lsoa_code"].isin(lsoas), "area_code"])


@query(200)
def outline(key: CacheKey, place: str) -> list[list[list[float]]]:
    """Return the rings of one area in degrees, for the line around the selected area."""
    shape = store_of(key).areas_of([place]).to_crs(BROWSER_GRID).geometry.iloc[0]
    parts = getattr(shape, "geoms", [shape])
    return [[[round(x, 5), round(y, 5)] for x, y in part.exterior.coords] for part in parts]


@query(200)
def representative_point(key: CacheKey, place: str) -> list[float]:
    """Return a point inside one area, in degrees."""
    shape = store_of(key).areas_of([place]).geometry.representative_point()
    at = shape.to_crs(BROWSER_GRID).iloc[0]
    return [round(at.x, 5), round(at.y, 5)]


@query(20)
def ground_labels(key: CacheKey, language: str, sizes: tuple[int, int]) -> pd.DataFrame:
    """Return the names of towns, villages and the sea that fit on the map of the whole area.

    A name that would overlap with a more important one is left out. `sizes` are the heights in
    pixels of names of the first rank and of all others.
    """
    ground = store_of(key).ground()
    labels = gpd.GeoDataFrame(ground[ground["kind"] == "label"]).sort_values("rank", kind="stable")
    heights = np.where(labels["rank"] == 1, *sizes)
    west, south, east, north = store_of(key).areas(COUNTY).total_bounds
    pixel = max((east - west) / MAP_WIDTH, (north - south) / MAP_HEIGHT)
    at = np.column_stack([labels.geometry.x, labels.geometry.y])
    widths = LETTER * heights * labels[f"name_{language}"].fillna("").str.len().to_numpy() * pixel
    fit = placed(at, list(widths), min(sizes) * pixel, range(len(labels)))
    shown = labels.iloc[fit]
    where = shown.to_crs(BROWSER_GRID).geometry
    columns = ["rank", "name_en", "name_cy"]
    return pd.DataFrame(shown[columns]).assign(lon=where.x, lat=where.y, size=heights[fit])


@query(20)
def adjacent_wards(key: CacheKey) -> dict[str, list[str]]:
    """Return the wards that touch each ward."""
    areas = store_of(key).areas(WARD)
    near = contiguity(areas)
    codes = areas.index.to_numpy()
    return {
        str(code): [str(c) for c in codes[near.indices[near.indptr[i] : near.indptr[i + 1]]]]
        for i, code in enumerate(codes)
    }
