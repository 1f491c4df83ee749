"""The scale bar, the north arrow and the QR code are correct."""

import io
from dataclasses import replace

import numpy as np
import pytest
import segno
from PIL import Image

from components.snapshot.canvas import Box
from components.snapshot.map_window import Window, window
from components.snapshot.model import PRESETS, Format
from components.snapshot.render import laid_out, png_of
from components.snapshot.scale_and_north import ROUND_KILOMETRES, kilometres
from tests.cases import every_case
from tests.components.snapshot.conftest import little_picture

LINK = "https://milltir.example/map?lang=cy&measure=change&category=burglary&period=2025-01_2025-12"


@every_case("across", [900, 5_000, 26_000, 120_000, 400_000])
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
    left, top = at.on_canvas(500, 1500)
    assert (left, top) == pytest.approx((300, 150))


def test_the_qr_code_contains_the_link() -> None:
    """The picture has every module of the code, in exactly one place."""
    picture, dots = little_picture(), 288
    picture = replace(picture, captions=replace(picture.captions, link=LINK))
    png = png_of(laid_out(picture, "a4"), Format(ending="png", mime="", dots=dots))
    dark = np.asarray(Image.open(io.BytesIO(png)).convert("L")) < 128
    wanted = np.array([list(row) for row in segno.make(LINK, error="m", boost_error=False).matrix])
    side = PRESETS["a4"].code * dots / 72
    middles = ((np.arange(len(wanted)) + 0.5) * side / len(wanted)).astype(int)
    rows, columns = np.nonzero(dark[: -int(side), : -int(side)])
    for (i, j), module in np.ndenumerate(wanted):
        same = dark[rows + middles[i], columns + middles[j]] == bool(module)
        rows, columns = rows[same], columns[same]
    module = side / len(wanted)
    assert len(rows) and np.ptp(rows) <= module and np.ptp(columns) <= module
