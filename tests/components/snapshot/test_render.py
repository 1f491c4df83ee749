"""Picture files: equal to the expected pictures, searchable, and deterministic."""

import hashlib
import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from components.snapshot.model import FORMATS, Format, Picture
from components.snapshot.render import laid_out, picture_bytes, png_of
from components.ui.tables import FICTIONAL
from tests.cases import every_case
from tests.components.snapshot.conftest import See, little_picture
from tests.components.snapshot.reading import pdf_of, said, together

PROJECT = Path(__file__).resolve().parents[3]
EXPECTED = Path(__file__).resolve().parents[2] / "expected"
SMALL = Format(ending="png", mime="image/png", dots=50)
# Tolerances for another build of the font renderer: on average 1.5 of 255 levels, and at most one
# pixel in a hundred by more than 60.
MEAN, FAR, SHARE_FAR = 1.5, 60, 0.01


def small(picture: Picture, preset: str) -> bytes:
    return png_of(laid_out(picture, preset), SMALL)


def pixels(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB"), dtype=int)


@every_case(
    ("name", "preset", "style", "language"),
    [
        ("fills-a4", "a4", "fills", "en"),
        ("symbols-slide", "slide", "symbols", "cy"),
        ("fills-a3", "a3", "fills", "cy"),
    ],
)
def test_a_picture_looks_like_the_expected_one(
    name: str, preset: str, style: str, language: str
) -> None:
    """MILLTIR_KEEP=1 replaces the expected picture: look at the new one before you commit it."""
    drawn = small(little_picture(language, style=style), preset)
    if os.environ.get("MILLTIR_KEEP"):
        (EXPECTED / f"{name}.png").write_bytes(drawn)
    now, expected = pixels(drawn), pixels((EXPECTED / f"{name}.png").read_bytes())
    assert now.shape == expected.shape
    apart = np.abs(now - expected).max(axis=2)
    assert apart.mean() <= MEAN
    assert (apart > FAR).mean() <= SHARE_FAR


def test_the_comparison_sees_a_class_that_changed() -> None:
    """The tolerance must not hide a class with another colour."""
    picture = little_picture()
    classes = (1, *picture.spec.classes[1:])
    other = replace(picture, spec=replace(picture.spec, classes=classes))
    now, then = (pixels(small(p, "a4")) for p in (picture, other))
    apart = np.abs(now - then).max(axis=2)
    assert apart.mean() > MEAN or (apart > FAR).mean() > SHARE_FAR


@every_case("lang", ["en", "cy"])
def test_the_words_of_a_pdf_can_be_found(see: See, lang: str) -> None:
    here, shown, picture = see(lang=lang, measure="rate", category="burglary")
    pdf, captions = pdf_of(picture), picture.captions
    words = said(pdf)
    for line in (
        FICTIONAL,
        shown.spec.title,
        shown.spec.subtitle,
        shown.spec.source,
        captions.answer,
        captions.link,
        captions.made,
        here.manifest.release,
        here.text("picture.grid_north"),
        here.text("picture.link"),
        *(f"{name}: {fact}" for name, fact in captions.facts),
    ):
        assert together(line) in words, line
    assert pdf.metadata is not None
    assert pdf.metadata.title == shown.spec.title
    assert pdf.metadata.author == here.manifest.rights[f"attribution_{lang}"]
    assert captions.answer in str(pdf.metadata.subject)
    assert pdf.metadata.creation_date is None


@every_case("lang", ["en", "cy"])
def test_a_pdf_can_be_read_aloud(see: See, lang: str) -> None:
    _, shown, picture = see(lang=lang, measure="rate", category="burglary", overlays="groups")
    pdf = pdf_of(picture)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert str(root["/Lang"]).startswith(lang)
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    nodes = nodes_of(root["/StructTreeRoot"]["/K"])
    roles = [str(node.get("/S")) for node in nodes]
    assert {"/P", "/H1", "/Figure", "/Link"} <= set(roles)
    spoken = [str(node["/Alt"]) for node in nodes if "/Alt" in node]
    assert shown.spec.alt in spoken and shown.spec.alt


def nodes_of(node: Any) -> list[Any]:
    """Return every node of a document's structure in document order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [found for part in node for found in nodes_of(part)]
    if not isinstance(node, dict):
        return []
    return [node, *nodes_of(node.get("/K", []))]


def test_a_pdf_embeds_its_fonts() -> None:
    pdf = pdf_of(little_picture())
    fonts = pdf.pages[0]["/Resources"]["/Font"]
    assert len(fonts) >= 3
    for font in fonts.values():
        inside = font.get_object()
        inside = (
            inside["/DescendantFonts"][0].get_object() if "/DescendantFonts" in inside else inside
        )
        assert {"/FontFile2", "/FontFile3"} & inside["/FontDescriptor"].get_object().keys()


def test_an_svg_is_well_formed_and_has_a_title() -> None:
    picture = little_picture()
    written = picture_bytes(picture, preset="a4", kind="svg")
    root = ElementTree.fromstring(written)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    title, description = root[0], root[1]
    assert title.tag.endswith("}title") and title.text == picture.spec.title
    assert picture.captions.answer in str(description.text)
    assert picture.captions.author in str(description.text)
    names = [element.tag.split("}")[-1] for element in root.iter()]
    assert "text" not in names, "letters are shapes"
    assert "image" not in names, "the map can be edited, and office programs show it"
    known = {element.get("id") for element in root.iter()}
    used = {
        value.strip("#")
        for element in root.iter()
        for name, value in element.items()
        if name.endswith("href") and value.startswith("#")
    }
    assert used and used <= known


@pytest.mark.slow
def test_the_same_picture_is_the_same_bytes_in_every_process() -> None:
    kinds = [kind for kind in FORMATS if kind != "print"]
    asks = f"from tests.components.snapshot.test_render import digests; print(digests({kinds}))"
    other = subprocess.run(
        [sys.executable, "-c", asks], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert str(digests(kinds)) == other.stdout.strip().splitlines()[-1]


def digests(kinds: list[str]) -> dict[str, str]:
    files = {kind: picture_bytes(little_picture(), preset="a4", kind=kind) for kind in kinds}
    return {kind: hashlib.sha256(file).hexdigest() for kind, file in files.items()}


def test_each_format_has_its_resolution_and_metadata() -> None:
    picture = little_picture()
    screen = Image.open(io.BytesIO(picture_bytes(picture, preset="slide", kind="png")))
    assert screen.size == (1600, 900)
    large = Image.open(io.BytesIO(picture_bytes(picture, preset="slide", kind="print")))
    assert large.size == (4000, 2250)
    assert large.info["dpi"] == pytest.approx((300, 300), abs=0.1)
    assert large.info["Title"] == picture.spec.title
    assert picture.captions.answer in large.info["Description"]
    large.load()


def test_a_real_county_has_no_fictional_band() -> None:
    picture = little_picture()
    real = replace(picture, captions=replace(picture.captions, fictional=False))
    assert (
        "Fictional"
        not in PdfReader(io.BytesIO(picture_bytes(real, preset="a4", kind="pdf")))
        .pages[0]
        .extract_text()
    )
