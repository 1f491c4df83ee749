"""Scale, north and the code: what they claim is so."""

import io

import numpy as np
import pytest
import segno
from PIL import Image

from components.snapshot.canvas import Box, Canvas
from components.snapshot.map_window import Window, window
from components.snapshot.page import code_of
from components.snapshot.page_blocks import Address
from components.snapshot.paper_sizes import FORMATS, Format
from components.snapshot.render import as_bytes
from components.snapshot.scale_and_north import ROUND_KILOMETRES, kilometres

LINK = "https://milltir.example/map?lang=cy&measure=change&category=burglary&period=2025-01_2025-12"


@pytest.mark.parametrize("across", [900, 5_000, 26_000, 120_000, 400_000])
def test_the_scale_bar_is_round_and_takes_a_fair_part_of_the_map(across: float) -> None:
    box = Box(left=10, top=20, width=500, height=400)
    at = window((0, 0, across, across / 2), box)
    length = kilometres(at)
    assert length in ROUND_KILOMETRES
    assert 0.1 <= length * 1000 / at.metres / box.width <= 0.28


def test_nothing_is_stretched_and_the_extent_is_whole() -> None:
    at: Window = window((0, 0, 1000, 3000), Box(left=0, top=0, width=600, height=300))
    assert (at.east - at.west) / 600 == pytest.approx((at.north - at.south) / 300)
    assert at.south <= 0 and at.north >= 3000
    left, top = at.on_paper(500, 1500)
    assert (left, top) == pytest.approx((300, 150))


def test_the_code_on_paper_is_the_links_own() -> None:
    """Every module is read back from the pixels of the drawn code."""
    side = 100.0
    paper = Canvas(400, 200, colour="#FFFFFF")
    address = Address(link=LINK, code=code_of(LINK), said="Live:", size=10, side=side)
    address.draw(paper, Box(left=20, top=30, width=300, height=side), 1.0)
    png = as_bytes(paper, Format(ending="png", mime="", dots=288), about=ABOUT, said="")
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("L"))
    wanted = np.array([list(row) for row in segno.make(LINK, error="m", boost_error=False).matrix])
    middles = (np.arange(len(wanted)) + 0.5) * side / len(wanted)
    rows, columns = ((30 + middles) * 4).astype(int), ((20 + middles) * 4).astype(int)
    assert np.array_equal(pixels[np.ix_(rows, columns)] < 128, wanted.astype(bool))


ABOUT = {"Title": "t", "Author": "a"}


def test_formats_are_what_they_say() -> None:
    paper = Canvas(960, 540, colour="#FFFFFF")
    screen = Image.open(io.BytesIO(as_bytes(paper, FORMATS["png"], about=ABOUT, said="")))
    assert screen.size == (1600, 900)
    print_ = Image.open(io.BytesIO(as_bytes(paper, FORMATS["print"], about=ABOUT, said="")))
    assert print_.size == (4000, 2250)
    assert print_.info["dpi"] == pytest.approx((300, 300), abs=0.1)
