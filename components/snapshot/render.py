"""Pictures as files: the same picture always gives the same bytes."""

import io
from threading import Lock
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.backends.backend_svg import FigureCanvasSVG

from components.snapshot.canvas import POINTS_TO_AN_INCH, Canvas
from components.snapshot.model import Picture, TrendPicture
from components.snapshot.page import draw_page
from components.snapshot.paper_sizes import FORMATS, Format
from components.snapshot.trend_chart import draw_chart

STEADY: Any = {
    # Fonts go into the PDF whole enough for its words to be found, copied and read aloud.
    "pdf.fonttype": 42,
    # A viewer without our fonts would set other widths: in SVG the letters are shapes.
    "svg.fonttype": "path",
    "svg.hashsalt": "milltir",
    "text.hinting": "none",
    "path.simplify": False,
}
ONE_AT_A_TIME = Lock()
"""Matplotlib's settings and fonts belong to the whole process."""


def picture_bytes(picture: Picture | TrendPicture, *, preset: str, kind: str) -> bytes:
    """The picture as a file of one of the formats."""
    named = picture.spec if isinstance(picture, Picture) else picture
    about = {"Title": named.title, "Author": picture.sheet.author}
    said = f"{named.subtitle}. {picture.sheet.answer}"
    with ONE_AT_A_TIME, matplotlib.rc_context(STEADY):
        if isinstance(picture, Picture):
            paper = draw_page(picture, preset)
        else:
            paper = draw_chart(picture, preset)
        return as_bytes(paper, FORMATS[kind], about=about, said=said)


def as_bytes(paper: Canvas, form: Format, *, about: dict[str, str], said: str) -> bytes:
    """What is on the paper, with its title and author, and no clock in it."""
    file = io.BytesIO()
    if form.ending == "pdf":
        facts = {**about, "Subject": said, "Creator": "Milltir", "CreationDate": None}
        FigureCanvasPdf(paper.figure).print_pdf(file, metadata=facts)
    elif form.ending == "svg":
        facts = {
            "Title": about["Title"],
            "Creator": about["Author"],
            "Description": said,
            "Date": None,
        }
        FigureCanvasSVG(paper.figure).print_svg(file, metadata=facts)
    else:
        dots = form.dots or form.pixels_wide / paper.width * POINTS_TO_AN_INCH
        paper.figure.set_dpi(dots)
        facts = {**about, "Description": said, "Software": "Milltir"}
        FigureCanvasAgg(paper.figure).print_png(file, metadata=facts)
    return file.getvalue()
