"""Convert longitudes and latitudes to British National Grid metres."""

from typing import Any

import numpy as np
import pyproj
import shapely

# _PIPELINE: written out in full, so that a correction grid that only some machines have
# installed can't change the result.
_PIPELINE = (
    "+proj=pipeline +step +inv +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 "
    "+y_0=-100000 +ellps=airy +step +proj=push +v_3 +step +proj=cart +ellps=airy "
    "+step +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 "
    "+s=-20.489 +convention=position_vector +step +inv +proj=cart +ellps=WGS84 "
    "+step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
)
_transformer = pyproj.Transformer.from_pipeline(_PIPELINE)


def to_metres(shapes: Any) -> Any:
    """Return a geometry, or an array of geometries, in metres east and north."""
    return shapely.transform(shapes, _in_metres)


def _in_metres(degrees: np.ndarray) -> np.ndarray:
    longitudes, latitudes = degrees.T
    return np.column_stack(_transformer.transform(longitudes, latitudes, direction="INVERSE"))
