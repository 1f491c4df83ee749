"""The chart of months: one band for each run of months without figures, and whole ticks."""

import pandas as pd

from components.text.catalogue import Text
from components.ui import charts
from geo.stats.trend import BEFORE, NOW

MONTHS = [f"2025-{month:02}" for month in range(1, 13)]


def months(*now: float | None) -> pd.DataFrame:
    return pd.DataFrame({NOW: now, BEFORE: None}, MONTHS, dtype=float)


def test_a_run_of_months_without_figures_is_one_band_with_its_words_once() -> None:
    figure = charts.trend(months(*[5] * 3, None, *[4] * 2, *[None] * 6), Text("en"), gap="none")
    assert [(shape.x0, shape.x1) for shape in figure.layout.shapes] == [(2.5, 3.5), (5.5, 11.5)]
    words = [(one.x, one.text, one.textangle) for one in figure.layout.annotations]
    assert words == [(3, "none", -90), (8.5, "none", 0)]


def test_an_axis_of_few_incidents_has_no_number_twice() -> None:
    few = charts.trend(months(*[0, 1] * 6), Text("en"), gap="")
    assert few.layout.yaxis.dtick == 1 and few.layout.yaxis.nticks is None
    empty = charts.trend(months(*[None] * 12), Text("en"), gap="")
    assert empty.layout.yaxis.dtick == 1 and len(empty.layout.annotations) == 1
    many = charts.trend(months(*[90] * 12), Text("en"), gap="")
    assert many.layout.yaxis.dtick is None and many.layout.yaxis.nticks == 4
