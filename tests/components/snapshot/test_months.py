"""The printed monthly chart has the numbers of the page, and gaps for missing months."""

from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.lines import Line2D

from components.page_context import PageContext
from components.page_models.place_profile import profile_of
from components.snapshot.canvas import STEADY, Canvas
from components.snapshot.charts.model import Months
from components.snapshot.charts.months import draw_months, scale_of
from components.snapshot.cli import main
from components.snapshot.collect import trend_of
from components.snapshot.model import PRESETS
from components.text.catalogue import Text
from components.ui.tables import FICTIONAL
from geo.stats.trend import BEFORE, NOW
from tests.cases import every_case
from tests.components.snapshot.conftest import ADDRESS, See
from tests.components.snapshot.reading import pdf_of, said, together
from tests.components.snapshot.test_page_layout import assert_tidy

VIEW = {"category": "burglary", "place": "W05999006", "period": "2025-01_2025-12"}


def months_of(here: PageContext) -> Months:
    chart = trend_of(here, address=ADDRESS).chart
    assert isinstance(chart, Months)
    return chart


def lines_drawn(table: pd.DataFrame, **how: Any) -> dict[str, Line2D]:
    with matplotlib.rc_context(STEADY):
        canvas = Canvas(500.0, 300.0)
        draw_months(canvas, table, Text("en"), body=9.5, thick=1.0, **how)
    lines = [line for line in canvas.figure.findobj(Line2D) if line.get_gid()]
    return {str(line.get_gid()).removeprefix("months-"): line for line in lines}


def test_the_lines_have_the_numbers_of_the_panel_and_break_at_a_gap(see: See) -> None:
    here, _, _ = see(**VIEW)
    drawn = lines_drawn(months_of(here).table)
    table = profile_of(here, VIEW["place"]).trend
    for name in (BEFORE, NOW):
        heights = np.asarray(drawn[name].get_ydata(), dtype=float)
        values = table[name].to_numpy()
        assert np.array_equal(np.isnan(heights), np.isnan(values))
        known = values[~np.isnan(values)]
        fitted = np.polyfit(known, heights[~np.isnan(values)], 1)
        assert np.allclose(np.polyval(fitted, known), heights[~np.isnan(values)])
        assert fitted[0] < 0, "more lies higher"
    assert np.isnan(table.at["2025-03", NOW])


@every_case("most", [1, 3, 4.5, 10, 11, 99, 480, 12_345])
def test_the_scale_has_round_steps_and_includes_the_largest_value(most: float) -> None:
    ticks = scale_of(most)
    assert ticks[0] == 0 and ticks[-1] >= most and 2 <= len(ticks) <= 6
    assert ticks[-2] < most
    assert str(ticks[1]).rstrip("0") in ("1", "2", "5")


@pytest.mark.slow
@every_case("preset", PRESETS)
def test_no_words_of_a_chart_overlap(see: See, preset: str) -> None:
    for lang, period in (("en", "2025-01_2025-12"), ("cy", "2022-10_2026-09")):
        here, _, _ = see(lang=lang, category="public-space", period=period)
        assert_tidy(pdf_of(trend_of(here, address=ADDRESS), preset), least=10)


def test_the_pdf_of_a_chart_has_its_titles_and_source(see: See) -> None:
    here, _, _ = see(**VIEW)
    picture = trend_of(here, address=ADDRESS)
    words = said(pdf_of(picture))
    wanted = (FICTIONAL, picture.title, picture.subtitle, picture.source, picture.captions.link)
    ((heading, rows),) = picture.legend
    labels = [label for _, label in rows]
    assert labels == [here.text("trend.now"), here.text("trend.before")]
    for line in (*wanted, *picture.caveats, heading, *labels, here.text("trend.gap")):
        assert together(line) in words, line


def test_the_command_line_draws_months(sample_home: Path, tmp_path: Path) -> None:
    options = ["--category", "drugs", "--place", "Saltings", "--format", "svg"]
    assert main(["trend", *options, "--out", str(tmp_path)]) == 0
    (name,) = [path.name for path in tmp_path.iterdir()]
    assert name.startswith("fictional-sample_months_drugs_saltings_")
