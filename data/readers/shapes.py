"""Reads published layers of shapes in EPSG:27700."""

import io

import geopandas as gpd

from data.errors import SourceError
from data.files.archive import Member
from data.geometry.projection import in_metres
from data.load_report.reasons import Reason
from data.load_report.report import FileReport
from data.messages import Message
from data.readers.coordinates import check_numbers


def read_layer(member: Member, *, first: int | None = None) -> gpd.GeoDataFrame:
    """Read a GeoJSON, GeoPackage or (zipped) shapefile in EPSG:27700.

    Parameters
    ----------
    member
        The file.
    first
        Number of shapes to read; by default all.

    Returns
    -------
    geopandas.GeoDataFrame
        The layer.

    Raises
    ------
    SourceError
        If it is no layer, or its coordinates can't be in its reference system.

    Examples
    --------
    >>> read_layer(member, first=5)  # doctest: +SKIP
    """
    try:
        layer = gpd.read_file(for_reader(member), rows=first)
        check_numbers(member.path_shown, layer)
        return in_metres(layer)
    except SourceError:
        raise
    except Exception as fault:  # GDAL raises many kinds, none of them shared.
        raise SourceError(
            file=member.path_shown,
            expected=Message("layer.any"),
            found=Message("layer.unreadable"),
        ) from fault


def require_polygons(member: Member, layer: gpd.GeoDataFrame) -> None:
    """Raise if a layer has other shapes than polygons.

    Parameters
    ----------
    member
        The file, for the message.
    layer
        Its layer.

    Raises
    ------
    SourceError
        If there are no shapes, or points or lines among them.

    Examples
    --------
    >>> require_polygons(member, layer)  # doctest: +SKIP
    """
    kinds = set(layer.geometry.geom_type.dropna())
    if not kinds or kinds - {"Polygon", "MultiPolygon"}:
        raise SourceError(
            file=member.path_shown,
            where=Message("where.shapes"),
            expected=Message("shapes.polygons"),
            found=", ".join(sorted(kinds)) or Message("found.none"),
        )


def repair_polygons(layer: gpd.GeoDataFrame, account: FileReport) -> gpd.GeoDataFrame:
    """Repair invalid polygons and note their number; they would lose points silently.

    Parameters
    ----------
    layer
        Polygons.
    account
        Report of the file.

    Returns
    -------
    geopandas.GeoDataFrame
        Valid polygons; lines left over by a fold are dropped.

    Examples
    --------
    >>> repair_polygons(layer, account)  # doctest: +SKIP
    """
    broken = ~layer.geometry.is_valid
    if broken.any():
        account.notes[Reason.POLYGON_REPAIRED] = int(broken.sum())
        mended = layer.geometry.make_valid(method="structure", keep_collapsed=False)
        layer = layer.set_geometry(mended)
    return layer


def for_reader(member: Member) -> io.BytesIO | str:
    """Return what GDAL reads: a path for a shapefile, which is several files, or a stream.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    io.BytesIO or str
        The content, or the path of the `.shp` file.

    Examples
    --------
    >>> for_reader(member)  # doctest: +SKIP
    """
    if member.name.lower().endswith(".shp"):
        zipped = member.container.suffix.lower() == ".zip"
        return f"/vsizip/{member.container}/{member.name}" if zipped else str(member.container)
    return io.BytesIO(member.read_bytes())
