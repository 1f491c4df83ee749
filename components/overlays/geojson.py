"""Convert the shapes of an overlay to GeoJSON for the browser."""

import json
from collections.abc import Mapping, Sequence

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
    numbers = [
        number
        for number in range(len(overlay.shapes))
        if zoom is None or overlay.from_zoom[number] == zoom
    ]
    shapes = [overlay.shapes[number] for number in numbers]
    return feature_collection(shapes, [_properties(overlay, number) for number in numbers])


def feature_collection(
    shapes: Sequence[shapely.Geometry], properties: Sequence[Mapping[str, object]]
) -> str:
    """Return shapes in metres in lon/lat, with about a metre's precision and their properties."""
    # Joined as text: objects of a country's areas would take ten times the memory.
    features = [
        f'{{"type":"Feature","properties":{_compact(of)},"geometry":{geometry}}}'
        for of, geometry in zip(properties, shapely.to_geojson(_rounded(shapes)), strict=True)
    ]
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'


def _rounded(shapes: Sequence[shapely.Geometry]) -> np.ndarray:
    projected = gpd.GeoSeries(list(shapes), crs=BRITISH_GRID).to_crs(BROWSER_GRID)
    rounded = shapely.transform(projected.to_numpy(), lambda at: np.round(at, DECIMALS))
    return np.asarray(rounded)


def _compact(fields: Mapping[str, object]) -> str:
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
