"""Converts between longitude and latitude (EPSG:4326) and British National Grid (EPSG:27700)."""

import geopandas as gpd
import numpy as np
import pyproj
import pyproj.network

from data.schema import BRITISH_GRID, BROWSER_GRID

# Without network: a grid file downloaded later would move points by metres between two builds.
pyproj.network.set_network_enabled(False)
# Made once: choosing between the known transformations takes longer than using one.
TO_METRES = pyproj.Transformer.from_crs(BROWSER_GRID, BRITISH_GRID, always_xy=True)


def metres(longitude: np.ndarray, latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return eastings and northings, rounded to a decimetre (the precision of source files).

    Parameters
    ----------
    longitude, latitude
        Degrees.

    Returns
    -------
    tuple[numpy.ndarray, numpy.ndarray]
        Metres in EPSG:27700.

    Examples
    --------
    >>> x, y = metres(np.array([-2.0]), np.array([49.0]))
    >>> bool(abs(x[0] - 400_000) < 200)
    True
    """
    x, y = TO_METRES.transform(longitude, latitude)
    return np.round(x, 1), np.round(y, 1)


def in_metres(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the layer in EPSG:27700.

    Parameters
    ----------
    layer
        A layer; without a reference system it is taken as longitude and latitude.

    Returns
    -------
    geopandas.GeoDataFrame
        The projected layer.

    Examples
    --------
    >>> in_metres(gpd.GeoDataFrame(geometry=gpd.points_from_xy([-3.0], [51.5]))).crs.to_epsg()
    27700
    """
    if layer.crs is None:
        layer = layer.set_crs(BROWSER_GRID)
    return layer.to_crs(BRITISH_GRID)
