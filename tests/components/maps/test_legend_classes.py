"""Colours and bounds of diverging scales."""

import math
from itertools import pairwise

import pandas as pd

from components import colour_scheme
from components.maps.legend_classes import class_labels, palette, surrounds_centre
from components.text.catalogue import Text
from geo.measures import MEASURES
from geo.stats.classification import diverging_bounds
from tests.cases import every_case

CHANGE = MEASURES["change"]


@every_case(
    ("inner", "holds"),
    [
        ([-0.2, -0.05, 0.05, 0.2], 2),
        ([-0.1, 0.1], 1),
        ([-0.1, 0.1, 0.2], 1),
        ([0.05, 0.1], 0),
        ([-0.2, -0.1], 2),
    ],
)
def test_the_class_with_the_centre_is_nearly_colourless(inner: list[float], holds: int) -> None:
    colours = palette(CHANGE, [*inner, math.inf])
    assert len(colours) == len(inner) + 1
    neutral = [colour_scheme.DIVERGING[n][n // 2] for n in (1, 3, 5)]
    assert [number for number, colour in enumerate(colours) if colour in neutral] == [holds]


@every_case(
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
    assert palette(CHANGE, bounds) == colour_scheme.DIVERGING[5]
    assert surrounds_centre(MEASURES["rate"], [1.0, 2.0])


def luminance(colour: str) -> float:
    parts = [part / 255 for part in colour_scheme.rgb(colour)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05


def test_areas_without_a_value_differ_from_areas_with_hardly_a_change() -> None:
    middle = colour_scheme.as_seen(colour_scheme.DIVERGING[5][2])
    greys = [middle, colour_scheme.OUTSIDE, colour_scheme.HIDDEN, colour_scheme.MISSING]
    for lighter, darker in pairwise(greys):
        assert luminance(lighter) / luminance(darker) > 1.2


def test_a_bound_of_zero_has_no_decimals() -> None:
    labels = class_labels(Text("en"), MEASURES["rate"], [0.0, 0.7, 1.3, 9.0])
    assert labels == ["none", "over 0, up to 0.7", "over 0.7, up to 1.3", "over 1.3"]
