"""Sets a document as a tagged PDF that a screen reader can read (PDF/UA-1)."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import typst

from components import theme
from components.pdf.model import TypstInput

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent.parent / "snapshot" / "fonts"
# Typst refuses what the standard forbids: a picture without a text, a skipped heading.
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


def printed(document: TypstInput) -> bytes:
    """Return the PDF of a document; the same document always gives the same bytes."""
    compiler = typst.Compiler(
        input=TEMPLATES / f"{document.template}.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(asdict(document) | {"colours": COLOURS})},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=0)
    assert isinstance(pdf, bytes)
    return pdf
