"""Reads a layer (GeoJSON, GeoPackage) with its table, in EPSG:27700, and checks its coordinates."""

import io
from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.errors import SourceError
from data.geometry.projection import in_metres
from data.load_report.reasons import Reason
from data.messages import Message
from data.readers.coordinates import EXCHANGED, check_numbers, looks_like_shapes, normalise_number
from data.readers.headers.cells import PartnerTable, table_under_header
from data.readers.headers.header import Row, fit
from data.readers.shapes import without_name_warning


def read_shapes(name: str, content: bytes, wants: Sequence[str]) -> PartnerTable:
    """Read the layer of a file that has most of the wanted columns.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes.
    wants
        The columns to look for.

    Returns
    -------
    PartnerTable
        Cells as text, with geometry in EPSG:27700 if the layer has any.

    Raises
    ------
    SourceError
        If it is no layer, or its coordinates can't be in its reference system.

    Examples
    --------
    >>> read_shapes("orders.geojson", content, ["order_id"])  # doctest: +SKIP
    """
    layer, layers = layer_with(name, content, wants)
    columns = [column for column in layer.columns if column != "geometry"]
    rows = [
        [normalise_number(value) for value in row] for row in layer[columns].itertuples(index=False)
    ]
    numbered: list[Row] = [(0, [str(column) for column in columns]), *enumerate(rows, start=1)]
    notes: dict[str, int] = {Reason.LAYER_PASSED_OVER: layers - 1} if layers > 1 else {}
    table = table_under_header(name, numbered, wants, notes, blank_rows_too=True)
    if not isinstance(layer, gpd.GeoDataFrame):
        return table
    check_numbers(name, layer)
    flat = layer.set_geometry(shapely.force_2d(layer.geometry.array))
    projected = in_metres(flat)
    # A few exchanged coordinates stay unprojected, so that the contract's checks can name them.
    exchanged = looks_like_shapes(flat.geometry) == EXCHANGED
    corners = np.where(exchanged, flat.geometry.array, projected.geometry.array)
    shapes = gpd.GeoSeries(corners, index=table.cells.index, crs=projected.crs)
    return PartnerTable(cells=gpd.GeoDataFrame(table.cells, geometry=shapes), notes=table.notes)


def layer_with(name: str, content: bytes, wants: Sequence[str]) -> tuple[pd.DataFrame, int]:
    """Return the layer of a file that has most of the wanted columns, as the file has it.

    Parameters
    ----------
    name
        The file's name for messages.
    content
        Its bytes.
    wants
        The columns to look for.

    Returns
    -------
    tuple[DataFrame, int]
        The layer, and the number of layers in the file.

    Raises
    ------
    SourceError
        If it is no layer.

    Examples
    --------
    >>> layer_with("orders.gpkg", content, ["order_id"])  # doctest: +SKIP
    """
    try:
        with without_name_warning():
            read = _read_layers(content)
    except Exception as fault:  # GDAL raises many kinds, none of them shared.
        raise SourceError(
            file=name, expected=Message("layer.own"), found=Message("layer.unreadable")
        ) from fault
    header = [[str(column) for column in layer.columns] for layer in read]
    best = max(range(len(read)), key=lambda at: fit([(1, header[at])], wants), default=None)
    if best is None:
        raise SourceError(file=name, expected=Message("layer.one"), found=Message("found.none"))
    return read[best], len(read)


def _read_layers(content: bytes) -> list[pd.DataFrame]:
    layers = [str(layer) for layer in gpd.list_layers(io.BytesIO(content))["name"]]
    # GDAL gives the only layer of a GeoJSON a new name each time.
    arguments: list[dict[str, str]] = [{}] if len(layers) == 1 else [{"layer": n} for n in layers]
    return [gpd.read_file(io.BytesIO(content), datetime_as_string=True, **one) for one in arguments]
