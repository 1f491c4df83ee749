"""Documents set by Typst: PDF that a screen reader can read (PDF/UA-1), or one page as image."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

import typst

from components import theme
from components.pdf.model import TypstInput

TEMPLATES = Path(__file__).parent / "templates"
FONTS = Path(__file__).parent.parent / "snapshot" / "fonts"
# STANDARD: Typst refuses what it forbids, such as a picture without alternative text.
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
    """Return the document as tagged PDF; the same input always gives the same bytes."""
    return _bytes(_compiler(document).compile(format="pdf", pdf_standards=[STANDARD], timestamp=0))


def page_as_svg(document: TypstInput) -> str:
    """Return a document of one page as SVG, its letters as shapes."""
    return _bytes(_compiler(document).compile(format="svg")).decode()


def page_as_png(document: TypstInput, *, dots: float) -> bytes:
    """Return a document of one page as PNG of so many dots to the inch."""
    return _bytes(_compiler(document).compile(format="png", ppi=dots))


def measured(document: TypstInput, label: str) -> Any:
    """Return the value that the template gives to a label, such as the space left for a picture."""
    return json.loads(_compiler(document).query(f"<{label}>", field="value", one=True))


def _compiler(document: TypstInput) -> typst.Compiler:
    return typst.Compiler(
        input=TEMPLATES / f"{document.template}.typ",
        root=TEMPLATES,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(asdict(document) | {"colours": COLOURS})},
    )


def _bytes(output: bytes | list[bytes] | None) -> bytes:
    """Return the output of one page: several pages would be a list."""
    assert isinstance(output, bytes), "an image has one page"
    return output
