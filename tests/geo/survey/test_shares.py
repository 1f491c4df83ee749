"""Shares and gaps: golden numbers."""

import pandas as pd
import pytest

from geo.survey.shares import (
    NO_CLEAR_DIFFERENCE,
    PERCEIVED_ABOVE,
    RECORDED_ABOVE,
    enough_areas,
    gap,
)
from tests.cases import every_case
from tests.geo.stats.test_rates import GOLDEN, series

AREAS = list("ABCDEF")


def worked_gap() -> pd.DataFrame:
    return gap(
        pd.Series([30, 11, 20, 27, 14, 18], AREAS),
        pd.Series([60, 55, 80, 45, 70, 90], AREAS),
        pd.Series([90, 160, 110, 260, 60, 120], AREAS),
        pd.Series([5000, 5200, 6100, 4800, 5600, 7000], AREAS),
    )


@every_case(("area", "points"), [("A", 33), ("B", -50)])
def test_gap_golden(area: str, points: int) -> None:
    row = worked_gap().loc[area]
    found = [row["gap"], row["se"], row["z"], row["q"]]
    assert found == pytest.approx(GOLDEN["gap"][area], abs=5e-3)
    assert round(row["points"]) == points


def test_only_clear_gaps_are_named() -> None:
    kinds = worked_gap()["kind"].to_dict()
    assert kinds == dict.fromkeys("CDEF", NO_CLEAR_DIFFERENCE) | {
        "A": PERCEIVED_ABOVE,
        "B": RECORDED_ABOVE,
    }


def test_a_gap_needs_enough_areas() -> None:
    assert enough_areas(series(*[31] * 8))
    assert not enough_areas(series(*[31] * 7, 12))
