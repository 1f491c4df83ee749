"""Points in areas: each distinct point once, borders by a fixed rule."""

import geopandas as gpd
import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.geometry.point_in_area import locate

SQUARES = gpd.GeoDataFrame(
    {"area_code": ["B", "A", "C"]},
    geometry=[shapely.box(10, 0, 20, 10), shapely.box(0, 0, 10, 10), shapely.box(0, 10, 20, 20)],
    crs="EPSG:27700",
)


def one(x: float, y: float) -> str | None:
    found = locate(np.array([x]), np.array([y]), SQUARES)[0]
    return None if found is None else str(found)


def test_inside_and_outside() -> None:
    assert (one(5, 5), one(15, 5), one(5, 15), one(25, 5)) == ("A", "B", "C", None)


def test_a_point_on_a_border_goes_to_the_first_by_code() -> None:
    assert one(10, 5) == "A"
    assert one(15, 10) == "B"
    assert one(10, 10) == "A"


points = st.lists(st.tuples(st.integers(-2, 22), st.integers(-2, 22)), min_size=1, max_size=60)


@given(points)
def test_point_is_located_independently_of_the_others(places: list[tuple[int, int]]) -> None:
    x, y = np.array(places, dtype=float).T
    together = locate(x, y, SQUARES)
    assert together.tolist() == [one(*place) for place in places]
