"""Places: their names, their shapes, and where the browser fetches them."""

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import streamlit as st

from components.queries.categories import countable_categories
from components.queries.current_store import store, store_of
from components.queries.measures import domains, measures, topics_with_evidence
from components.queries.memoise import memoise, published
from components.queries.orders import order_numbers
from components.queries.overlays import overlays_offered
from components.queries.static_files import publish
from components.view.address import Known
from data.schema import BROWSER_GRID, COUNTY, LSOA
from geo.shapes.simplify import (
    borders_for_browser,
    bounds_in_degrees,
    for_browser,
    ground_for_browser,
    points_for_browser,
)


@st.cache_data(max_entries=10, show_spinner=False)
def example_postcode(release: str) -> str:
    """One that is really there."""
    return store_of(release).example_postcode()


def valid_view_values(scope: str) -> Known:
    """What an address may name, of a viewer of this scope."""
    return _known(store().manifest.release, scope)


@memoise(10)
def _known(release: str, scope: str) -> Known:
    serving = store_of(release)
    return Known(
        places={str(code): str(level) for code, level in places(release)["level"].items()},
        months=serving.months(),
        measures=measures(release),
        categories=countable_categories(release, scope),
        topics=topics_with_evidence(release),
        domains=domains(release),
        overlays=overlays_offered(release),
        orders=order_numbers(release),
        extent=extent(release),
        levels=serving.levels(),
    )


@memoise(10)
def places(release: str) -> pd.DataFrame:
    """Every area of every level by code: its level, both names, the area it belongs to."""
    columns = ["level", "name_en", "name_cy", "parent_code"]
    store = store_of(release)
    levels = (pd.DataFrame(store.areas(level)) for level in store.levels())
    return pd.concat([areas[columns] for areas in levels])


@memoise(10)
def names(release: str) -> dict[str, dict[str, str]]:
    """Both names of every area, by code."""
    rows = places(release).reset_index().to_dict("records")
    return {r["area_code"]: {"name_en": r["name_en"], "name_cy": r["name_cy"]} for r in rows}


@memoise(30)
def by_name(release: str, language: str, level: str) -> tuple[str, ...]:
    """The codes of a level's areas in the order of their names."""
    known = places(release)
    named = known.loc[known["level"] == level, f"name_{language}"].str.casefold()
    return tuple(str(code) for code in named.sort_values(kind="stable").index)


@memoise(200)
def extent(release: str, of: Sequence[str] = ()) -> tuple[float, float, float, float]:
    """West, south, east and north of these areas, or of the whole area, in degrees."""
    if not of:
        return bounds_in_degrees(store_of(release).areas(COUNTY))
    levels = [store_of(release).areas(level) for level in store_of(release).levels()]
    return bounds_in_degrees(pd.concat([areas[areas.index.isin(list(of))] for areas in levels]))


@st.cache_data(max_entries=500, show_spinner=False)
def lsoas_of(release: str, place: str) -> frozenset[str]:
    """The LSOAs that have residents in a place."""
    level = str(places(release).at[place, "level"])
    if level == LSOA:
        return frozenset({place})
    members = store_of(release).members(level)
    return frozenset(members.loc[members["area_code"] == place, "lsoa_code"])


def areas_overlapping(release: str, level: str, of: Sequence[str]) -> set[str]:
    """The areas of a level that share an LSOA with any of these places."""
    held = frozenset[str]().union(*(lsoas_of(release, place) for place in of))
    members = store_of(release).members(level)
    return set(members.loc[members["lsoa_code"].isin(held), "area_code"])


@st.cache_data(max_entries=200, show_spinner=False)
def outline(release: str, level: str, place: str) -> list[list[list[float]]]:
    """The rings of one area in degrees, for the line around what was chosen."""
    shape = store_of(release).areas(level).loc[[place]].to_crs(BROWSER_GRID).geometry.iloc[0]
    parts = getattr(shape, "geoms", [shape])
    return [[[round(x, 5), round(y, 5)] for x, y in part.exterior.coords] for part in parts]


@st.cache_data(max_entries=200, show_spinner=False)
def representative_point(release: str, level: str, place: str) -> list[float]:
    """A point inside one area, in degrees."""
    shape = store_of(release).areas(level).geometry.loc[[place]].representative_point()
    at = shape.to_crs(BROWSER_GRID).iloc[0]
    return [round(at.x, 5), round(at.y, 5)]


@published(30)
def geometry_address(release: str, level: str, kind: str) -> str:
    """Where the browser finds a level's areas, or a point in each; written once per release."""
    areas = store_of(release).areas(level)
    text = for_browser(areas) if kind == "areas" else points_for_browser(areas)
    return publish(release, f"{level}-{kind}.geojson", text)


@published(30)
def borders_address(release: str, level: str) -> str:
    """The same for a level's borders; nothing where they are too many to be drawn in time."""
    text = borders_for_browser(store_of(release).areas(level))
    return publish(release, f"{level}-borders.geojson", text) if text else ""


@published(10)
def ground_address(release: str) -> str:
    """The same for the ground: coast, towns, roads, river."""
    return publish(release, "ground.geojson", ground_for_browser(store_of(release).ground()))


@st.cache_data(max_entries=10, show_spinner=False)
def ground_labels(release: str) -> pd.DataFrame:
    """Names of towns, villages and the sea, with where they stand."""
    ground = store_of(release).ground()
    labels = gpd.GeoDataFrame(ground[ground["kind"] == "label"]).to_crs(BROWSER_GRID)
    where = labels.geometry
    return pd.DataFrame(labels[["rank", "name_en", "name_cy"]]).assign(lon=where.x, lat=where.y)
