"""Reads published layers of shapes in EPSG:27700."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from data.errors import SourceError
from data.files.archive import Member
from data.geometry.projection import in_metres
from data.load_report.reasons import Reason
from data.load_report.report import FileReport
from data.messages import Message
from data.readers.coordinates import check_numbers

POLYGONS = ("Polygon", "MultiPolygon")
# LARGEST_ZIPPED: the most bytes of a GeoPackage that is read from a zip, into memory.
LARGEST_ZIPPED = 256 << 20
# MOST_SHOWN: the characters of a cell in a message.
MOST_SHOWN = 80


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
        with without_name_warning():
            layer = gpd.read_file(for_reader(member), rows=first)
        check_numbers(member.path_shown, layer)
        layer.index = pd.RangeIndex(1, len(layer) + 1)
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
    """Raise if a row of a layer has no polygon, or one whose corners are no places.

    Parameters
    ----------
    member
        The file, for the message.
    layer
        Its layer.

    Raises
    ------
    SourceError
        If there are no shapes; or names the first row without a polygon.

    Examples
    --------
    >>> require_polygons(member, layer)  # doctest: +SKIP
    """
    if layer.empty:
        raise SourceError(
            file=member.path_shown,
            where=Message("where.shapes"),
            expected=Message("shapes.polygons"),
            found=Message("found.none"),
        )
    kinds = layer.geometry.geom_type.where(~layer.geometry.is_empty)
    _require(member, kinds.isin(POLYGONS), kinds)
    placed = np.isfinite(layer.geometry.bounds.to_numpy()).all(axis=1)
    _require(member, pd.Series(placed, layer.index), Message("shapes.nowhere"))


def repair_polygons(
    member: Member, layer: gpd.GeoDataFrame, account: FileReport
) -> gpd.GeoDataFrame:
    """Repair invalid polygons and note their number; they would lose points silently.

    Parameters
    ----------
    member
        The file, for the message.
    layer
        Polygons.
    account
        Report of the file.

    Returns
    -------
    geopandas.GeoDataFrame
        Valid polygons; lines left over by a fold are dropped.

    Raises
    ------
    SourceError
        If a polygon encloses nothing.

    Examples
    --------
    >>> repair_polygons(member, layer, account)  # doctest: +SKIP
    """
    broken = ~layer.geometry.is_valid
    if broken.any():
        account.notes[Reason.POLYGON_REPAIRED] = int(broken.sum())
        mended = layer.geometry.make_valid(method="structure", keep_collapsed=False)
        layer = layer.set_geometry(mended)
        _require(member, layer.geometry.area > 0, Message("shapes.encloses_nothing"))
    return layer


def _require(member: Member, fits: pd.Series, found: pd.Series | Message) -> None:
    """Raise SourceError for the first row that doesn't fit."""
    if fits.all():
        return
    row = first_row(~fits)
    kind = found if isinstance(found, Message) else found[row]
    raise SourceError(
        file=member.path_shown,
        where=Message("where.row_column", row=row, column="geometry"),
        expected=Message("shapes.polygon"),
        found=kind if isinstance(kind, str) else Message("found.nothing"),
    )


def first_row(wrong: pd.Series) -> int:
    """Return the first row of which something is true.

    Parameters
    ----------
    wrong
        Booleans, one of them true, indexed by row.

    Returns
    -------
    int
        The row's number.

    Examples
    --------
    >>> first_row(pd.Series([False, True], index=[4, 7]))
    7
    """
    return int(wrong.index[wrong.to_numpy(dtype=bool)][0])


def shown_cell(cell: Any) -> str:
    """Return a cell of a layer as messages show it.

    Parameters
    ----------
    cell
        The cell, of any type: a layer can have lists in cells.

    Returns
    -------
    str
        Its first characters; "nothing" if it is missing or blank.

    Examples
    --------
    >>> shown_cell(5), str(shown_cell(None))
    ('5', 'nothing')
    """
    missing = pd.api.types.is_scalar(cell) and bool(pd.isna(cell))
    words = "" if missing else str(cell).strip()
    return words[:MOST_SHOWN] or Message("found.nothing")


def for_reader(member: Member) -> io.BytesIO | str:
    """Return what GDAL reads: a path of a shapefile or a GeoPackage on the disk, or a stream.

    A shapefile is several files. A GeoPackage can be larger than memory; in a zip it may not be.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    io.BytesIO or str
        The content, or the path of the `.shp` or `.gpkg` file.

    Raises
    ------
    SourceError
        If it is a GeoPackage in a zip and too large.

    Examples
    --------
    >>> for_reader(member)  # doctest: +SKIP
    """
    name, zipped = member.name.lower(), member.container.suffix.lower() == ".zip"
    if name.endswith(".shp"):
        return f"/vsizip/{member.container}/{member.name}" if zipped else str(member.container)
    if name.endswith(".gpkg") and not zipped:
        return str(member.container)
    if name.endswith(".gpkg") and member.size > LARGEST_ZIPPED:
        raise SourceError(
            file=member.path_shown,
            expected=Message("layer.unzipped", most=LARGEST_ZIPPED >> 20),
            found=Message("layer.zipped", size=member.size >> 20),
        )
    return io.BytesIO(member.read_bytes())


@contextmanager
def without_name_warning() -> Iterator[None]:
    """Read without the warning of GDAL that a GeoPackage in memory has no file extension.

    Yields
    ------
    None
        While no such warning is given.

    Examples
    --------
    >>> with without_name_warning():
    ...     pass
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="(?s).*non conformant file extension")
        yield
