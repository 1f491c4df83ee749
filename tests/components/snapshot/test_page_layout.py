"""No text overlaps or is cut, on any page size, in either language, even with long names."""

from dataclasses import replace
from itertools import combinations

import pytest
from matplotlib.ft2font import FT2Font
from pypdf import PdfReader

from components.overlays import REGISTRY
from components.snapshot.font_metrics import FONTS
from components.snapshot.model import PRESETS
from tests.cases import every_case
from tests.components.snapshot.conftest import See, little_picture
from tests.components.snapshot.reading import Line, lines_of, pdf_of, said, together

LONG = " yn Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch a'r cylch" * 2
WELSH = "âêîôûŵŷÂÊÎÔÛŴŶáéíóúẃýàèìòùẁỳäëïöüẅÿ–’“”£"
each_preset = every_case("preset", PRESETS)


def assert_tidy(reader: PdfReader, *, least: int = 15) -> list[Line]:
    (page,) = reader.pages
    placed = lines_of(reader)
    assert len(placed) > least
    for line in placed:
        across = line.left >= 0 and line.right <= page.mediabox.width
        inside = across and line.foot >= 0 and line.top <= page.mediabox.height
        assert inside, f"“{line.words}” is cut by the edge of the page"
    for a, b in combinations(placed, 2):
        across = min(a.right, b.right) - max(a.left, b.left)
        down = min(a.top, b.top) - max(a.foot, b.foot)
        assert across < 0.5 or down < 0.5, f"“{a.words}” and “{b.words}” overlap"
    return placed


@each_preset
def test_no_words_overlap_and_none_are_cut(preset: str) -> None:
    for style, word in (("fills", ""), ("symbols", " o Aberhalwyn"), ("fills", LONG)):
        assert_tidy(pdf_of(little_picture(style=style, word=word), preset))


@each_preset
def test_the_sample_countys_longest_titles_fit(see: See, preset: str) -> None:
    for lang, measure in (("en", "count"), ("cy", "change")):
        view = {"lang": lang, "measure": measure, "category": "public-space", "place": "W05999011"}
        _, _, picture = see(period="2025-01_2025-12", level="lsoa", wards="W05999011", **view)
        assert_tidy(pdf_of(picture, preset))


@pytest.mark.slow
@each_preset
def test_a_legend_with_every_overlay_fits(see: See, preset: str) -> None:
    """The legend of circles is narrower than that of areas: one preset has both."""
    every = ".".join(REGISTRY)
    for measure in ("count", "rate") if preset == "a4" else ("rate",):
        view = {"measure": measure, "lang": "cy", "category": "public-space"}
        reader = pdf_of(see(overlays=every, **view)[2], preset)
        assert min(line.size for line in assert_tidy(reader)) > 4, measure


def test_a_tall_area_has_a_portrait_page_but_no_portrait_slide() -> None:
    flat = little_picture()
    tall = replace(flat, shapes=replace(flat.shapes, whole=(0.0, 0.0, 1000.0, 2000.0)))
    portrait, landscape, slide = pdf_of(tall), pdf_of(flat), pdf_of(tall, "slide")
    (width, height), across = size_of(portrait), size_of(landscape)
    assert (width, height) == across[::-1] and height > width
    assert size_of(slide)[0] > size_of(slide)[1]
    assert_tidy(portrait)
    assert said(portrait).count(together(tall.captions.answer)) == 1


def test_long_names_and_long_texts_fit_on_a_portrait_page() -> None:
    flat = little_picture(word=LONG)
    assert_tidy(pdf_of(replace(flat, shapes=replace(flat.shapes, whole=(0.0, 0.0, 1e3, 2e3)))))


def size_of(reader: PdfReader) -> tuple[int, int]:
    box = reader.pages[0].mediabox
    return round(float(box.width)), round(float(box.height))


def test_every_font_has_the_welsh_letters() -> None:
    for file in FONTS.glob("*.ttf"):
        charmap = FT2Font(str(file)).get_charmap()
        assert {ord(letter) for letter in WELSH} <= charmap.keys(), file.name


def test_a_number_and_its_unit_are_on_one_line() -> None:
    picture = little_picture(word=" o Aberhalwyn a'r cylch")
    lines = [line.words for line in lines_of(pdf_of(picture, "slide"))]
    for row in picture.spec.legend:
        count = picture.text.plural("legend.areas", row.areas).replace(" ", "\N{NO-BREAK SPACE}")
        assert any(f"({count})" in line for line in lines), row.label


def test_an_unpublished_month_has_no_count_instead_of_zero(see: See) -> None:
    for measure in ("rate", "share", "change"):
        _, _, picture = see(measure=measure, period="2025-03_2025-03")
        facts = dict(picture.captions.facts)
        text = picture.text
        assert "incident" not in facts[text("picture.n")], measure
        assert not facts[text("picture.base")].endswith(": 0"), measure
