"""Read an area from a file: GeoJSON, GeoPackage, KML, or a zip with a layer such as a shapefile."""

import tempfile
from pathlib import Path, PurePosixPath

import shapely
from shapely.geometry.base import BaseGeometry

from data.errors import SourceError
from data.files.archive import Member, members_of
from data.messages import Message
from data.readers.shapes import POLYGONS, read_layer

# The endings of layers in a zip.
ENDINGS = (".shp", ".gpkg", ".geojson", ".json", ".kml")


def read_area(name: str, content: bytes) -> BaseGeometry:
    """Return the polygons of a file as one area.

    Parameters
    ----------
    name
        The file's name, for its kind and for messages.
    content
        Its bytes.

    Returns
    -------
    Polygon or MultiPolygon
        In metres (EPSG:27700), as it is in the file: a polygon that crosses itself isn't repaired.

    Raises
    ------
    SourceError
        If it is no layer, or has no polygon.

    Examples
    --------
    >>> read_area("order.geojson", content).geom_type  # doctest: +SKIP
    'Polygon'
    """
    with tempfile.TemporaryDirectory() as folder:
        # Only the ending of a name that someone chose becomes part of a path.
        ending = PurePosixPath(name).suffix.lower()
        path = Path(folder) / f"area{ending}"
        path.write_bytes(content)
        try:
            layer = read_layer(_layer_in(path))
        except SourceError as error:
            # What was chosen is named, and not the copy of it.
            raise SourceError(**{**error.facts, "file": name}) from error
    polygons = layer.geometry[layer.geometry.geom_type.isin(POLYGONS)]
    if polygons.empty:
        raise SourceError(
            file=name, expected=Message("shapes.polygons"), found=Message("found.none")
        )
    flat = shapely.force_2d(polygons.to_numpy())
    if len(flat) == 1 or not shapely.is_valid(flat).all():
        return flat[0] if len(flat) == 1 else shapely.multipolygons(shapely.get_parts(flat))
    return shapely.union_all(flat)


def _layer_in(path: Path) -> Member:
    """Return the one layer of a file, which may be in a zip."""
    members = members_of([path])
    layers = [one for one in members if one.name.lower().endswith(ENDINGS)]
    if len(layers) != 1:
        raise SourceError(
            file=path.name,
            expected=Message("area.one_layer"),
            found=Message("area.layers", n=len(layers)),
        )
    return layers[0]
