"""Areas written as text in a table (WKT), so that an order can come without a map program."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from data.geometry.projection import in_metres
from data.readers.header import PartnerTable
from data.schema import BRITISH_GRID, BROWSER_GRID

GEOMETRY = "geometry"
SPELT = (GEOMETRY, "wkt", "geom", "the_geom")


def with_shapes(own: PartnerTable) -> PartnerTable:
    """The same table as a layer in metres, where a column of it holds shapes; else as it is.

    Numbers that can be degrees are taken as longitude and latitude, others as metres. A cell that
    can't be read as a shape has none.
    """
    named = [column for column in own.cells.columns if str(column).strip().casefold() in SPELT]
    if not named or isinstance(own.cells, gpd.GeoDataFrame):
        return own
    said = own.cells[named[0]]
    text = said.where(said.notna(), None).astype(object).to_numpy()
    read = np.array([_one(words) for words in text], dtype=object)
    if not any(read):
        return own
    shapes = gpd.GeoSeries(read, index=own.cells.index)
    table = pd.DataFrame(own.cells.drop(columns=named))
    return PartnerTable(cells=gpd.GeoDataFrame(table, geometry=_placed(shapes)), notes=own.notes)


def _one(words: object) -> shapely.Geometry | None:
    if not isinstance(words, str):
        return None
    # PostGIS writes which grid it means before the shape itself.
    shape = shapely.from_wkt(words.split(";")[-1].strip(), on_invalid="ignore")
    return None if shape is None else shapely.force_2d(shape)


def _placed(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    reach = np.abs(shapely.get_coordinates(shapes.to_numpy()))
    degrees = len(reach) and reach[:, 0].max() <= 180 and reach[:, 1].max() <= 180
    if not degrees:
        return shapes.set_crs(BRITISH_GRID)
    layer = gpd.GeoDataFrame(geometry=shapes, crs=BROWSER_GRID)
    return in_metres(layer).geometry
