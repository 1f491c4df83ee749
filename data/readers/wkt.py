"""Reads shapes written as text (WKT) in a column of a table."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.geometry.projection import in_metres
from data.readers.headers.cells import PartnerTable
from data.schema import BRITISH_GRID, BROWSER_GRID

GEOMETRY = "geometry"
WKT_COLUMNS = (GEOMETRY, "wkt", "geom", "the_geom")


def with_shapes(own: PartnerTable) -> PartnerTable:
    """Return the table as a layer in EPSG:27700 if a column contains WKT.

    Numbers that can be degrees are taken as longitude and latitude, others as metres. A cell that
    is no WKT has no shape.

    Parameters
    ----------
    own
        A table.

    Returns
    -------
    PartnerTable
        The same table if it has no such column or is a layer already.

    Examples
    --------
    >>> table = PartnerTable(cells=pd.DataFrame({"wkt": ["POINT (-3 51.5)"]}))
    >>> with_shapes(table).cells.crs.to_epsg()
    27700
    """
    named = [
        column for column in own.cells.columns if str(column).strip().casefold() in WKT_COLUMNS
    ]
    if not named or isinstance(own.cells, gpd.GeoDataFrame):
        return own
    column = own.cells[named[0]]
    text = column.where(column.notna(), None).astype(object).to_numpy()
    read = np.array([_one(words) for words in text], dtype=object)
    if not any(read):
        return own
    shapes = gpd.GeoSeries(read, index=own.cells.index)
    table = pd.DataFrame(own.cells.drop(columns=named))
    return PartnerTable(cells=gpd.GeoDataFrame(table, geometry=_in_metres(shapes)), notes=own.notes)


def _one(words: object) -> shapely.Geometry | None:
    if not isinstance(words, str):
        return None
    # PostGIS writes the reference system (SRID=...;) before the shape.
    shape = shapely.from_wkt(words.split(";")[-1].strip(), on_invalid="ignore")
    return None if shape is None else shapely.force_2d(shape)


def _in_metres(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    reach = np.abs(shapely.get_coordinates(shapes.to_numpy()))
    degrees = len(reach) and reach[:, 0].max() <= 180 and reach[:, 1].max() <= 180
    if not degrees:
        return shapes.set_crs(BRITISH_GRID)
    layer = gpd.GeoDataFrame(geometry=shapes, crs=BROWSER_GRID)
    return in_metres(layer).geometry
