"""Bytes on disk, the same on every machine: CSV, GeoJSON and JSON in UTF-8 with plain line ends."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import shapely

Features = Iterable[tuple[Mapping[str, object], shapely.Geometry]]


def save(path: Path, content: bytes) -> None:
    """Write bytes as they are, into a folder that is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def csv_bytes(rows: Iterable[Sequence[object]]) -> bytes:
    """Rows as a CSV with a line feed after each."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")


def json_bytes(value: object) -> bytes:
    """A value as readable JSON."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def geojson_bytes(name: str, features: Features) -> bytes:
    """A feature collection as ONS publishes them: one feature a line, in longitude and latitude."""
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
    """Nested lists of positions; outer rings counter-clockwise, as RFC 7946 has them."""
    if isinstance(shape, shapely.Point):
        return list(shape.coords[0])
    if isinstance(shape, shapely.LineString):
        return [list(position) for position in shape.coords]
    if isinstance(shape, shapely.MultiPolygon):
        return [_coordinates(part) for part in shape.geoms]
    outer = shape.exterior if shape.exterior.is_ccw else shape.exterior.reverse()
    inner = [ring.reverse() if ring.is_ccw else ring for ring in shape.interiors]
    return [[list(position) for position in ring.coords] for ring in (outer, *inner)]
