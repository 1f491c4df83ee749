"""From British National Grid metres to the longitudes and latitudes that published files use."""

from collections.abc import Sequence

import numpy as np
import pyproj

from data.sample.hex_mesh import Point

# Written out, so that a correction grid installed on one machine can't move the county there.
_PIPELINE = (
    "+proj=pipeline +step +inv +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 "
    "+y_0=-100000 +ellps=airy +step +proj=push +v_3 +step +proj=cart +ellps=airy "
    "+step +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 "
    "+s=-20.489 +convention=position_vector +step +inv +proj=cart +ellps=WGS84 "
    "+step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
)

# Open sea in Cardigan Bay: nobody can take the county for a real one.
WEST, SOUTH = 213_000.0, 266_000.0

_transformer = pyproj.Transformer.from_pipeline(_PIPELINE)


def from_km(place: tuple[float, float]) -> Point:
    """Metres east and north of a place planned in kilometres from the county's corner."""
    return WEST + 1000.0 * place[0], SOUTH + 1000.0 * place[1]


def to_degrees(points: Sequence[Point]) -> list[Point]:
    """Longitudes and latitudes, rounded to the six decimals that published files have."""
    if not points:
        return []
    metres = np.asarray(points, dtype=float)
    longitudes, latitudes = _transformer.transform(metres[:, 0], metres[:, 1])
    return [
        (round(float(x), 6), round(float(y), 6)) for x, y in zip(longitudes, latitudes, strict=True)
    ]
