"""Colours and bounds of scales that turn about a centre."""

import math

import pandas as pd
import pytest

from components import theme
from components.classes import palette, surrounds_centre
from geo.breaks import diverging_bounds
from geo.measures import MEASURES

CHANGE = MEASURES["change"]


@pytest.mark.parametrize(
    ("inner", "holds"),
    [
        ([-0.2, -0.05, 0.05, 0.2], 2),
        ([-0.1, 0.1], 1),
        ([-0.1, 0.1, 0.2], 1),
        ([0.05, 0.1], 0),
        ([-0.2, -0.1], 2),
    ],
)
def test_the_class_that_holds_the_centre_has_hardly_a_colour(
    inner: list[float], holds: int
) -> None:
    colours = palette(CHANGE, [*inner, math.inf])
    assert len(colours) == len(inner) + 1
    neutral = [theme.DIVERGING[n][n // 2] for n in (1, 3, 5)]
    assert [number for number, colour in enumerate(colours) if colour in neutral] == [holds]


@pytest.mark.parametrize(
    ("inner", "surrounds"),
    [
        ([-0.1, 0.1], True),
        ([-0.1, 0.1, 0.2], True),
        ([0.05, 0.1], False),
        ([-0.1, 0.0, 0.1], False),
        ([-0.3, -0.2, -0.1, 0.1], False),
    ],
)
def test_bounds_that_hide_the_centre_are_known(inner: list[float], surrounds: bool) -> None:
    assert surrounds_centre(CHANGE, [*inner, math.inf]) is surrounds


def test_bounds_that_milltir_cuts_surround_it() -> None:
    bounds = diverging_bounds(pd.Series([-0.5, -0.1, 0.0, 0.2, 0.9]), centre=0.0)
    assert surrounds_centre(CHANGE, bounds)
    assert palette(CHANGE, bounds) == theme.DIVERGING[5]
    assert surrounds_centre(MEASURES["rate"], [1.0, 2.0])
