"""Convert the shapes of an overlay to GeoJSON for the browser."""

import json
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from components.overlays.model import Overlay
from data.geometry.browser_shapes import DECIMALS
from data.schema import BRITISH_GRID, BROWSER_GRID

DETAIL_METRES = 2.0


def shapes_for_browser(overlay: Overlay, *, zoom: float | None = None) -> str:
    """Return each shape in lon/lat with its running number `i` and its text.

    With a `zoom` only the shapes whose text appears at that zoom are returned.
    """
    geometries = shapely.to_geojson(_rounded(overlay.shapes))
    # Joined as text: objects of a country's areas would take ten times the memory.
    features = [
        f'{{"type":"Feature","properties":{_compact(_properties(overlay, number))},'
        f'"geometry":{geometry}}}'
        for number, geometry in enumerate(geometries)
        if zoom is None or overlay.from_zoom[number] == zoom
    ]
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


def collection(overlay: Overlay) -> dict[str, Any]:
    """Return the shapes as a feature collection, not yet serialised."""
    geometries = in_degrees(list(overlay.shapes))
    features = [
        {"type": "Feature", "properties": _properties(overlay, number), "geometry": geometry}
        for number, geometry in enumerate(geometries)
    ]
    return {"type": "FeatureCollection", "features": features}


def in_degrees(shapes: Sequence[shapely.Geometry]) -> list[dict[str, Any]]:
    """Return shapes in metres as geometries of GeoJSON, with about a metre's precision."""
    return [json.loads(shape) for shape in shapely.to_geojson(_rounded(shapes))]


def _rounded(shapes: Sequence[shapely.Geometry]) -> np.ndarray:
    projected = gpd.GeoSeries(list(shapes), crs=BRITISH_GRID).to_crs(BROWSER_GRID)
    rounded = shapely.transform(projected.to_numpy(), lambda at: np.round(at, DECIMALS))
    return np.asarray(rounded)


def _compact(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def without_detail(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return areas without what is smaller than a footpath.

    They are sent with every change of a map, and often come from a map at 1:1,250.
    """
    return shapes.simplify(DETAIL_METRES)


def _properties(overlay: Overlay, number: int) -> dict[str, object]:
    properties: dict[str, object] = {"i": number}
    if overlay.texts:
        properties |= {"says": overlay.texts[number], "row": overlay.row_of[number]}
    return properties
