"""Convert the shapes of an overlay to GeoJSON for the browser."""

import json
from typing import Any

import geopandas as gpd
import shapely

from components.overlays.model import Overlay
from data.geometry.browser_shapes import DECIMALS
from data.schema import BRITISH_GRID, BROWSER_GRID


def shapes_for_browser(overlay: Overlay, *, zoom: float | None = None) -> str:
    """Return each shape in lon/lat with its running number `i` and its text.

    With a `zoom` only the shapes whose text appears at that zoom are returned.
    """
    whole = collection(overlay)
    if zoom is not None:
        features = zip(whole["features"], overlay.from_zoom, strict=True)
        whole["features"] = [feature for feature, start in features if start == zoom]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def collection(overlay: Overlay) -> dict[str, Any]:
    """Return the shapes as a feature collection, not yet serialised."""
    in_degrees = gpd.GeoSeries(list(overlay.shapes), crs=BRITISH_GRID).to_crs(BROWSER_GRID)
    features = [
        {
            "type": "Feature",
            "properties": _properties(overlay, number),
            "geometry": _rounded(json.loads(shapely.to_geojson(shape))),
        }
        for number, shape in enumerate(in_degrees)
    ]
    return {"type": "FeatureCollection", "features": features}


def _properties(overlay: Overlay, number: int) -> dict[str, object]:
    properties: dict[str, object] = {"i": number}
    if overlay.texts:
        properties |= {"says": overlay.texts[number]}
    return properties


def _rounded(geometry: dict[str, object]) -> dict[str, object]:
    return geometry | {"coordinates": _round(geometry["coordinates"])}


def _round(nested: object) -> object:
    if isinstance(nested, list):
        return [_round(part) for part in nested]
    return round(float(str(nested)), DECIMALS)
