"""CSV, GeoJSON and JSON as bytes that are equal on every machine: UTF-8 and line feeds."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import shapely

# Feature: the properties and the geometry, in longitudes and latitudes.
Feature = tuple[Mapping[str, object], shapely.Geometry]


def save(path: Path, content: bytes) -> None:
    """Write bytes to a file; its folder is created if it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Return rows as CSV with a line feed after each."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def json_bytes(value: object) -> bytes:
    """Return a value as indented JSON."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def geojson_bytes(name: str, features: Iterable[Feature]) -> bytes:
    """Return a feature collection as ONS publishes them, with one feature a line."""
    lines = []
    for properties, shape in features:
        feature = {
            "type": "Feature",
            "properties": dict(properties),
            "geometry": {"type": shape.geom_type, "coordinates": _coordinates(shape)},
        }
        lines.append(json.dumps(feature, ensure_ascii=False, separators=(", ", ": ")))
    head = [
        "{",
        '"type": "FeatureCollection",',
        f'"name": {json.dumps(name)},',
        '"crs": { "type": "name", "properties": { "name": "urn:ogc:def:crs:OGC:1.3:CRS84" } },',
        '"features": [',
    ]
    return ("\n".join(head) + "\n" + ",\n".join(lines) + "\n]\n}\n").encode("utf-8")


def _coordinates(shape: shapely.Geometry) -> list[object]:
    """Return nested lists of positions; outer rings run counter-clockwise, as in RFC 7946."""
    if isinstance(shape, shapely.Point):
        return list(shape.coords[0])
    if isinstance(shape, shapely.LineString):
        return [list(position) for position in shape.coords]
    if isinstance(shape, shapely.MultiPolygon):
        return [_coordinates(part) for part in shape.geoms]
    outer = shape.exterior if shape.exterior.is_ccw else shape.exterior.reverse()
    inner = [ring.reverse() if ring.is_ccw else ring for ring in shape.interiors]
    return [[list(position) for position in ring.coords] for ring in (outer, *inner)]
