"""A map alone, without the words that stand around it: to be laid into another sheet."""

import io
from dataclasses import replace

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG

from components.snapshot.canvas import Box, Canvas
from components.snapshot.map_window import extent_of, window
from components.snapshot.model import Picture
from components.snapshot.page import PAPER, draw_map
from components.snapshot.paper_sizes import MILLIMETRE, PRESETS
from components.snapshot.render import ONE_AT_A_TIME, STEADY

BODY = 8.0
THICK = 0.8


def map_svg(picture: Picture, *, width: float, height: float) -> str:
    """The picture's map in so many millimetres; its words are left to the sheet around it."""
    size = replace(PRESETS["a4"], body=BODY, thick=THICK)
    with ONE_AT_A_TIME, matplotlib.rc_context(STEADY):
        paper = Canvas(width * MILLIMETRE, height * MILLIMETRE, colour=PAPER)
        whole = Box(left=0.5, top=0.5, width=paper.width - 1, height=paper.height - 1)
        draw_map(paper, picture, window(extent_of(picture.spec, picture.shapes), whole), size)
        file = io.StringIO()
        FigureCanvasSVG(paper.figure).print_svg(file, metadata={"Date": None})
    return file.getvalue()
