"""Nothing overlaps and nothing is cut, on any paper, in either language, however long the names."""

from dataclasses import replace
from itertools import combinations

import matplotlib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text as Written
from matplotlib.transforms import Bbox

from components.overlays import REGISTRY
from components.snapshot.canvas import Canvas
from components.snapshot.font_metrics import TOGETHER, Face, Letters, wrapped
from components.snapshot.page import draw_page
from components.snapshot.paper_sizes import PRESETS
from components.snapshot.render import STEADY
from tests.components.snapshot.conftest import See, little_picture

LONG = " yn Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch a'r cylch" * 2
each_preset = pytest.mark.parametrize("preset", PRESETS)


def words_of(paper: Canvas) -> list[tuple[str, Bbox]]:
    """Every line with the box that the renderer gives it, as in the files."""
    with matplotlib.rc_context(STEADY):
        renderer = FigureCanvasAgg(paper.figure).get_renderer()
        found = [t for t in paper.figure.findobj(Written) if t.get_text().strip()]
        return [(t.get_text(), t.get_window_extent(renderer)) for t in found]


def assert_tidy(paper: Canvas, *, least: int = 15) -> None:
    page = paper.figure.bbox
    placed = words_of(paper)
    assert len(placed) > least
    for words, box in placed:
        inside = box.x0 >= 0 and box.x1 <= page.x1 and box.y0 >= 0 and box.y1 <= page.y1
        assert inside, f"“{words}” is cut by the paper's edge"
    for (one, a), (other, b) in combinations(placed, 2):
        across = min(a.x1, b.x1) - max(a.x0, b.x0)
        down = min(a.y1, b.y1) - max(a.y0, b.y0)
        assert across < 0.5 or down < 0.5, f"“{one}” and “{other}” overlap"


@each_preset
@pytest.mark.parametrize("style", ["fills", "symbols"])
@pytest.mark.parametrize("word", ["", " o Aberhalwyn", LONG])
def test_no_words_overlap_and_none_are_cut(preset: str, style: str, word: str) -> None:
    assert_tidy(draw_page(little_picture(style=style, word=word), preset))


@each_preset
@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("measure", ["count", "change"])
def test_the_sample_countys_longest_titles_fit(
    see: See, preset: str, lang: str, measure: str
) -> None:
    view = {"lang": lang, "measure": measure, "category": "public-space", "place": "W05999011"}
    _, _, picture = see(period="2025-01_2025-12", level="lsoa", wards="W05999011", **view)
    assert_tidy(draw_page(picture, preset))


@each_preset
@pytest.mark.parametrize("measure", ["count", "rate"])
def test_a_legend_of_every_overlay_has_room(see: See, preset: str, measure: str) -> None:
    every = ".".join(REGISTRY)
    _, _, picture = see(measure=measure, lang="cy", category="public-space", overlays=every)
    paper = draw_page(picture, preset)
    assert_tidy(paper)
    assert min(t.get_fontsize() for t in paper.figure.findobj(Written) if t.get_text()) > 4


def test_a_tall_area_turns_the_paper_but_never_a_slide() -> None:
    flat = little_picture()
    tall = replace(flat, shapes=replace(flat.shapes, whole=(0.0, 0.0, 1000.0, 2000.0)))
    upright, lying = draw_page(tall, "a4"), draw_page(flat, "a4")
    assert (upright.width, upright.height) == (lying.height, lying.width)
    assert upright.height > upright.width
    slide = draw_page(tall, "slide")
    assert slide.width > slide.height
    assert_tidy(upright)


@given(
    st.text(st.sampled_from("aâŵŷ W&?/-. "), max_size=120),
    st.floats(20, 300),
    st.floats(0, 15),
)
def test_lines_keep_every_letter_and_their_width(words: str, width: float, indent: float) -> None:
    letters = Letters(size=10)
    lines = wrapped(words, letters, width, indent=indent)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    for i, line in enumerate(lines):
        assert letters.width(line) <= width - (0 if i else indent) + 1e-6


@pytest.mark.parametrize("face", Face)
def test_welsh_letters_are_in_every_face(face: Face) -> None:
    from matplotlib.ft2font import FT2Font

    from components.snapshot import font_metrics

    held = FT2Font(str(font_metrics.FONTS / face)).get_charmap()
    assert {ord(letter) for letter in "âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýàèìòùẁỳäëïöüẅÿ–’“”£"} <= held.keys()


def test_a_number_and_what_it_counts_stay_in_one_line() -> None:
    letters = Letters(size=10)
    held = f"no clear difference (1{TOGETHER}area)"
    for width in range(60, 200):
        lines = wrapped(held, letters, width)
        assert " ".join(lines) == held and any(
            "(1\N{NO-BREAK SPACE}area)" in line for line in lines
        )


def test_a_month_that_nobody_published_counts_nothing_and_not_none(see: See) -> None:
    for measure in ("rate", "share", "change"):
        _, _, picture = see(measure=measure, period="2025-03_2025-03")
        facts = dict(picture.sheet.facts)
        text = picture.text
        assert "incident" not in facts[text("picture.n")], measure
        assert not facts[text("picture.base")].endswith(": 0"), measure
