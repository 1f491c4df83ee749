"""Hot spots, and the groups in and near them."""

import numpy as np
import pandas as pd

from geo.noise.ladder import HIGHER, LOWER
from geo.noise.ladder import NO_CLEAR_DIFFERENCE as UNCLEAR
from geo.services.accessibility import FEWER, NO_CLEAR_DIFFERENCE
from geo.services.uncovered_hotspots import INSIDE, NEAR, NONE_NEAR, density_at_hot_spots, hot_spots

FIGURES = pd.DataFrame(
    {
        "verdict": [HIGHER, HIGHER, HIGHER, UNCLEAR, LOWER],
        "rate": [20.0, 40.0, 30.0, 15.0, 2.0],
        "incidents": [100.0, 200.0, 150.0, 750.0, 100.0],
        "residents": [5000.0, 5000.0, 5000.0, 50_000.0, 50_000.0],
    },
    index=list("ABCDE"),
)
METRES = pd.Series([0.0, 400.0, 1500.0, 0.0, 0.0], list("ABCDE"))


def test_hot_spots_are_clearly_higher_areas_sorted_by_rate() -> None:
    table = hot_spots(FIGURES, pd.Series({"A": 2}), METRES, reach=1000)
    assert table.index.tolist() == ["B", "C", "A"]
    assert table["covered"].tolist() == [NEAR, NONE_NEAR, INSIDE]


def test_a_longer_reach_gives_more_groups_nearby() -> None:
    table = hot_spots(FIGURES, pd.Series({"A": 2}), METRES, reach=2000)
    assert table["covered"].tolist() == [NEAR, NEAR, INSIDE]


def test_without_groups_no_hot_spot_is_covered() -> None:
    nowhere = pd.Series(np.inf, METRES.index)
    table = hot_spots(FIGURES, pd.Series(dtype=int), nowhere, reach=5000)
    assert set(table["covered"]) == {NONE_NEAR}


def test_density_at_hot_spots_is_compared_with_elsewhere() -> None:
    even = density_at_hot_spots(FIGURES, pd.Series({"A": 2, "D": 6, "E": 7}))
    assert even is not None and even["finding"].iloc[0] == NO_CLEAR_DIFFERENCE
    few = density_at_hot_spots(FIGURES, pd.Series({"A": 1, "D": 60, "E": 60}))
    assert few is not None and few["finding"].iloc[0] == FEWER
    assert few["hot"].iloc[0] == 1 / 15_000 and few["rest"].iloc[0] == 120 / 100_000


def test_density_is_none_when_one_side_is_missing() -> None:
    held = pd.Series({"A": 1})
    assert density_at_hot_spots(FIGURES[FIGURES["verdict"] != HIGHER], held) is None
    assert density_at_hot_spots(FIGURES[FIGURES["verdict"] == HIGHER], held) is None
    assert density_at_hot_spots(FIGURES, pd.Series(dtype=int)) is None
