"""Contiguity from shared vertices equals shapely's touches."""

import geopandas as gpd
import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.geometry.contiguity import contiguity
from data.release.store import Store
from tests.cases import every_case


def touching(areas: gpd.GeoSeries) -> np.ndarray:
    """Return for every pair of areas whether they touch, by shapely."""
    shapes = areas.to_numpy()
    near: np.ndarray = shapely.touches(shapes[:, None], shapes[None, :])
    return near


def table(shapes: list[shapely.Geometry]) -> np.ndarray:
    found: np.ndarray = contiguity(gpd.GeoSeries(shapes)).toarray()
    return found


def test_areas_that_share_a_corner_touch_and_an_island_has_no_neighbour() -> None:
    boxes = [(0, 0, 1, 1), (1, 0, 2, 1), (1, 1, 2, 2), (5, 5, 6, 6)]
    found = table([shapely.box(*box) for box in boxes])
    assert found.tolist() == [[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 0], [0, 0, 0, 0]]


def test_contiguity_of_no_area_and_of_one_area() -> None:
    assert table([]).shape == (0, 0)
    assert table([shapely.box(0, 0, 1, 1)]).tolist() == [[0]]


def test_holes_and_multipolygons_have_neighbours() -> None:
    inner = shapely.box(1, 1, 2, 2)
    outer = shapely.box(0, 0, 3, 3).difference(inner)
    two_parts = shapely.union(shapely.box(3, 0, 4, 3).segmentize(3), shapely.box(8, 8, 9, 9))
    assert table([inner, outer, two_parts]).tolist() == [[0, 1, 0], [1, 0, 1], [0, 1, 0]]


@every_case("level", ["ward", "lsoa"])
def test_contiguity_of_the_sample_county_equals_shapely_touches(
    sample_store: Store, level: str
) -> None:
    areas = sample_store.areas(level)
    assert shapely.coverage_is_valid(areas.geometry.to_numpy())
    found = contiguity(areas)
    assert (found.toarray() == touching(areas.geometry)).all()
    assert found.has_canonical_format


owners = st.lists(st.integers(0, 8), min_size=36, max_size=36)


@given(owners, st.integers(-8_000_000, 8_000_000))
def test_contiguity_of_any_coverage_equals_shapely_touches(of: list[int], eighths: int) -> None:
    shift = eighths / 8
    cells: dict[int, list[shapely.Geometry]] = {}
    for place, owner in enumerate(of):
        x, y = shift + place % 6, shift + place // 6
        cells.setdefault(owner, []).append(shapely.box(x, y, x + 1, y + 1))
    shapes = gpd.GeoSeries([_with_all_corners(group) for group in cells.values()])
    assert (contiguity(shapes).toarray() == touching(shapes)).all()


def _with_all_corners(group: list[shapely.Geometry]) -> shapely.Geometry:
    """A union drops the vertices within straight borders, which a valid coverage needs."""
    return shapely.segmentize(shapely.union_all(group), 1.0)
