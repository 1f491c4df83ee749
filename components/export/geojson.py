"""Write GeoJSON in degrees: each area's figures, class and colour, and their provenance."""

import json
from collections.abc import Mapping
from typing import Any

import pandas as pd
from shapely.geometry import mapping
from shapely.geometry.polygon import orient

from components.export.content import COLOUR, Content
from data.schema import BROWSER_GRID

# The decimals of coordinates: a tenth of a metre.
DECIMALS = 6


def as_geojson(map_content: Content) -> bytes:
    """Return a feature for each area. Title, caveats, classes and provenance are extra members."""
    degrees = map_content.areas.to_crs(BROWSER_GRID)
    features = [
        {
            "type": "Feature",
            "id": str(code),
            "properties": {"area_code": str(code), **plain_values(row), "fill": row[COLOUR]},
            "geometry": rounded(mapping(oriented(shape))),
        }
        for (code, shape), row in zip(
            degrees.items(), map_content.table.to_dict("records"), strict=True
        )
    ]
    collection = {
        "type": "FeatureCollection",
        "title": map_content.title,
        "subtitle": map_content.subtitle,
        "provenance": map_content.about,
        "caveats": list(map_content.caveats),
        "classes": [
            {"map_class": look.value, "label": look.label, "colour": look.colour}
            for look in map_content.looks
        ],
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def plain_values(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the row with JSON's types. Missing values become null, because JSON has no NaN."""
    return {str(name): _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def oriented(shape: Any) -> Any:
    """Return the shape with counterclockwise outer rings, as the standard requires."""
    if shape.geom_type == "Polygon":
        return orient(shape)
    if shape.geom_type == "Point":
        return shape
    return type(shape)([orient(part) for part in shape.geoms])


def rounded(geometry: Any) -> Any:
    """Return a geometry of GeoJSON, or its coordinates, with as many decimals as are real."""
    if isinstance(geometry, dict):
        return {**geometry, "coordinates": rounded(geometry["coordinates"])}
    if isinstance(geometry, float):
        return round(geometry, DECIMALS)
    return [rounded(part) for part in geometry]
