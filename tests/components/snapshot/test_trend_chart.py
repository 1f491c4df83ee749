"""The months of a place on paper: gaps stay open, and the same numbers as on the page."""

import io
from pathlib import Path

import numpy as np
import pytest
from matplotlib.lines import Line2D
from pypdf import PdfReader

from components.page_models.place_profile import profile_of
from components.snapshot.cli import main
from components.snapshot.collect import trend_of
from components.snapshot.paper_sizes import PRESETS
from components.snapshot.render import picture_bytes
from components.snapshot.trend_chart import ROOM_ABOVE, draw_chart
from components.ui.charts import highest
from components.ui.tables import FICTIONAL
from geo.stats.trend import BEFORE, NOW
from tests.components.snapshot.conftest import ADDRESS, See
from tests.components.snapshot.test_page_layout import assert_tidy

VIEW = {"category": "burglary", "place": "W05999006", "period": "2025-01_2025-12"}


def test_the_lines_are_the_panels_numbers_and_break_at_a_gap(see: See) -> None:
    here, _, _ = see(**VIEW)
    paper = draw_chart(trend_of(here, address=ADDRESS), "a4")
    before, now = (line for line in paper.figure.findobj(Line2D) if line.get_gid() == "trend")
    table = profile_of(here, VIEW["place"]).trend
    for line, name in ((before, BEFORE), (now, NOW)):
        heights, values = np.asarray(line.get_ydata(), dtype=float), table[name].to_numpy()
        assert np.array_equal(np.isnan(heights), np.isnan(values))
        known = values[~np.isnan(values)]
        fitted = np.polyfit(known, heights[~np.isnan(values)], 1)
        assert np.allclose(np.polyval(fitted, known), heights[~np.isnan(values)])
        assert fitted[0] < 0, "more lies higher"
    assert np.isnan(table.at["2025-03", NOW])
    assert highest(table) * ROOM_ABOVE > table.max().max()


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("period", ["2025-01_2025-12", "2022-10_2026-09"])
def test_no_words_of_a_chart_overlap(see: See, preset: str, lang: str, period: str) -> None:
    here, _, _ = see(lang=lang, category="public-space", period=period)
    assert_tidy(draw_chart(trend_of(here, address=ADDRESS), preset), least=10)


def test_a_charts_pdf_says_what_it_is(see: See) -> None:
    here, _, _ = see(**VIEW)
    picture = trend_of(here, address=ADDRESS)
    pdf = PdfReader(io.BytesIO(picture_bytes(picture, preset="a4", kind="pdf")))
    said = "".join(pdf.pages[0].extract_text().split())
    wanted = (FICTIONAL, picture.title, picture.subtitle, picture.source, picture.sheet.link)
    for words in (*wanted, *picture.caveats, picture.gap):
        assert "".join(words.split()) in said, words


def test_the_command_line_draws_months(sample_home: Path, tmp_path: Path) -> None:
    options = ["--category", "drugs", "--place", "Saltings", "--format", "svg"]
    assert main(["trend", *options, "--out", str(tmp_path)]) == 0
    (name,) = [path.name for path in tmp_path.iterdir()]
    assert name.startswith("fictional-sample_months_drugs_saltings_")
