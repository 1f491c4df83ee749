"""Hexagons contain the nearest points, and their counts sum up."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from data.release.store import Store
from geo.shapes.hexagons import ACROSS, centres, counts_in, grid, hexagons_of

METRES = st.floats(-10_000, 700_000, allow_nan=False)
PLACES = st.lists(st.tuples(METRES, METRES, st.integers(0, 500)), min_size=1, max_size=40)


def table(places: list[tuple[float, float, int]]) -> tuple[pd.DataFrame, pd.Series]:
    points = pd.DataFrame(places, columns=["x", "y", "incidents"]).rename_axis("point")
    return points.reset_index(), points["incidents"]


@given(places=PLACES)
def test_incidents_of_hexagons_sum_up_to_those_of_points(
    places: list[tuple[float, float, int]],
) -> None:
    points, incidents = table(places)
    cells = grid(points)
    assert counts_in(cells, points, incidents).sum() == incidents.sum()
    assert not cells.duplicated(["column", "row"]).any()


@given(x=METRES, y=METRES)
def test_a_point_is_in_the_hexagon_with_the_nearest_centre(x: float, y: float) -> None:
    own = hexagons_of(pd.Series([x]), pd.Series([y]))
    steps = [(0, 0), (1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1)]
    around = pd.concat([own + pd.Series({"column": q, "row": r}) for q, r in steps])
    middles = centres(around.reset_index(drop=True))
    away = np.hypot(middles["x"] - x, middles["y"] - y)
    assert away[0] <= away.min() + 1e-6
    assert away[0] <= ACROSS / np.sqrt(3) + 1e-6, "no point is farther than a corner"


def test_neighbouring_hexagons_are_one_width_apart() -> None:
    cells = pd.DataFrame({"column": [0, 1, 0, -1], "row": [0, 0, 1, 1]})
    middles = centres(cells)
    away = np.hypot(middles["x"] - middles["x"][0], middles["y"] - middles["y"][0])[1:]
    assert np.allclose(away, ACROSS)


def test_hexagons_of_the_sample_county_include_every_incident(sample_store: Store) -> None:
    points, counts = sample_store.table("points"), sample_store.table("point_counts")
    incidents = counts.groupby("point")["incidents"].sum()
    assert counts_in(grid(points), points, incidents).sum() == counts["incidents"].sum()
