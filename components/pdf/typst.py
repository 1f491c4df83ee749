"""Sets a sheet as a PDF that a screen reader can read (PDF/UA-1)."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Literal

import typst

from components import theme
from components.pdf.model import Document

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent.parent / "snapshot" / "fonts"
STANDARD: Literal["ua-1"] = "ua-1"
"""The typesetter refuses what the standard forbids: a picture without words, a skipped heading."""
COLOURS = {
    "ink": theme.INK,
    "soft": theme.SOFT_INK,
    "accent": theme.TREND,
    "grid": theme.GRID,
    "band": theme.GREYED,
    "before": theme.TREND_BEFORE,
    "banner": theme.BANNER,
}


def printed(sheet: Document) -> bytes:
    """The document; the same sheet always gives the same bytes."""
    compiler = typst.Compiler(
        input=TEMPLATES / f"{sheet.template}.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(asdict(sheet) | {"colours": COLOURS})},
    )
    document = compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=0)
    assert isinstance(document, bytes)
    return document
