"""Between the browser's longitude and latitude and the British National Grid's metres."""

import geopandas as gpd
import numpy as np
import pyproj
import pyproj.network

from data.schema import BRITISH_GRID, BROWSER_GRID

# A grid file fetched half-way through would move points by metres between two builds.
pyproj.network.set_network_enabled(False)
# Made once: choosing between the known transformations takes longer than using one.
TO_METRES = pyproj.Transformer.from_crs(BROWSER_GRID, BRITISH_GRID, always_xy=True)


def metres(longitude: np.ndarray, latitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Eastings and northings, to the nearest decimetre (source files carry no more)."""
    x, y = TO_METRES.transform(longitude, latitude)
    return np.round(x, 1), np.round(y, 1)


def in_metres(layer: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The layer in EPSG:27700; a layer that doesn't say what it is in is taken as lon/lat."""
    if layer.crs is None:
        layer = layer.set_crs(BROWSER_GRID)
    return layer.to_crs(BRITISH_GRID)
