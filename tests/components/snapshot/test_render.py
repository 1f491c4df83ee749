"""The files: kept pictures, words that can be found, the same bytes each time."""

import io
import os
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from components.snapshot.model import Picture
from components.snapshot.page import draw_page
from components.snapshot.paper_sizes import FORMATS, Format
from components.snapshot.render import STEADY, as_bytes, picture_bytes
from components.ui.tables import FICTIONAL
from tests.components.snapshot.conftest import See, little_picture

KEPT = Path(__file__).resolve().parents[2] / "kept"
SMALL = Format(ending="png", mime="image/png", dots=50)
MEAN, FAR, SHARE_FAR = 1.5, 60, 0.01
"""What another build of the font renderer may change: on average one and a half of 255 levels,
and no more than one pixel in a hundred by more than 60."""


def small(picture: Picture, preset: str) -> bytes:
    with matplotlib.rc_context(STEADY):
        paper = draw_page(picture, preset)
        return as_bytes(paper, SMALL, about={"Title": "t", "Author": "a"}, said="")


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=int)


@pytest.mark.parametrize(
    ("name", "preset", "style", "language"),
    [
        ("fills-a4", "a4", "fills", "en"),
        ("symbols-slide", "slide", "symbols", "cy"),
        ("fills-a3", "a3", "fills", "cy"),
    ],
)
def test_a_picture_looks_as_it_did(name: str, preset: str, style: str, language: str) -> None:
    """MILLTIR_KEEP=1 keeps the picture as it is now: look at it before you commit it."""
    drawn = small(little_picture(language, style=style), preset)
    if os.environ.get("MILLTIR_KEEP"):
        (KEPT / f"{name}.png").write_bytes(drawn)
    now, kept = pixels(drawn), pixels((KEPT / f"{name}.png").read_bytes())
    assert now.shape == kept.shape
    apart = np.abs(now - kept).max(axis=2)
    assert apart.mean() <= MEAN
    assert (apart > FAR).mean() <= SHARE_FAR


def test_the_comparison_sees_a_class_that_changed() -> None:
    """A tolerance that let another colour through would be none."""
    picture = little_picture()
    classes = (1, *picture.spec.classes[1:])
    other = replace(picture, spec=replace(picture.spec, classes=classes))
    now, then = (pixels(small(p, "a4")) for p in (picture, other))
    apart = np.abs(now - then).max(axis=2)
    assert apart.mean() > MEAN or (apart > FAR).mean() > SHARE_FAR


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_the_words_of_a_pdf_can_be_found(see: See, lang: str) -> None:
    here, shown, picture = see(lang=lang, measure="rate", category="burglary")
    pdf = PdfReader(io.BytesIO(picture_bytes(picture, preset="a4", kind="pdf")))
    said = "".join(pdf.pages[0].extract_text().split())
    sheet = picture.sheet
    for words in (
        FICTIONAL,
        shown.spec.title,
        shown.spec.subtitle,
        shown.spec.source,
        sheet.answer,
        sheet.link,
        here.manifest.release,
        *(said for _, said in sheet.facts),
    ):
        assert "".join(words.split()) in said, words
    assert pdf.metadata is not None
    assert pdf.metadata.title == shown.spec.title
    assert pdf.metadata.author == here.manifest.rights[f"attribution_{lang}"]
    assert sheet.answer in str(pdf.metadata.subject)
    assert pdf.metadata.creation_date is None


def test_fonts_go_along_inside_a_pdf() -> None:
    pdf = PdfReader(io.BytesIO(picture_bytes(little_picture(), preset="a4", kind="pdf")))
    fonts = pdf.pages[0]["/Resources"]["/Font"]
    assert len(fonts) >= 3
    for font in fonts.values():
        inside = font.get_object()
        inside = (
            inside["/DescendantFonts"][0].get_object() if "/DescendantFonts" in inside else inside
        )
        assert "/FontFile2" in inside["/FontDescriptor"]


def test_an_svg_is_well_formed_and_says_what_it_is() -> None:
    picture = little_picture()
    root = ElementTree.fromstring(picture_bytes(picture, preset="a4", kind="svg"))
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    said = [element.text for element in root.iter() if element.tag.endswith("title")]
    assert picture.spec.title in said
    assert not [e for e in root.iter() if e.tag.endswith("}text")], "letters are shapes"


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "print"])
def test_the_same_picture_is_the_same_bytes(kind: str) -> None:
    once, twice = (picture_bytes(little_picture(), preset="a4", kind=kind) for _ in range(2))
    assert once == twice


def test_a_county_that_is_not_fictional_has_no_band() -> None:
    picture = little_picture()
    real = replace(picture, sheet=replace(picture.sheet, fictional=False))
    pdf = PdfReader(io.BytesIO(picture_bytes(real, preset="a4", kind="pdf")))
    assert "Fictional" not in pdf.pages[0].extract_text()
