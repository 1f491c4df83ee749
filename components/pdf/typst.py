"""Documents as PDF that a screen reader can read (PDF/UA-1)."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import typst

from components import theme
from components.pdf.model import Document
from components.pdf.section_writer import document_data

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent.parent / "snapshot" / "fonts"
# STANDARD: Typst refuses what it forbids, such as a picture without words or a skipped heading.
STANDARD: Literal["ua-1"] = "ua-1"
COLOURS = {
    "ink": theme.INK,
    "soft": theme.SOFT_INK,
    "accent": theme.TREND,
    "grid": theme.GRID,
    "band": theme.GREYED,
    "before": theme.TREND_BEFORE,
    "banner": theme.BANNER,
}


def printed(document: Document) -> bytes:
    """Return the document as PDF; the same document always gives the same bytes."""
    pages, svgs = document_data(document)
    data = {
        "title": document.title,
        "author": document.author,
        "language": document.language,
        "letterhead": asdict(document.letterhead),
        "pages": pages,
        "svgs": svgs,
        "colours": COLOURS,
    }
    compiler = typst.Compiler(
        input=TEMPLATES / "document.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(data)},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=0)
    assert isinstance(pdf, bytes)
    return pdf
