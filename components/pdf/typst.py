"""Documents set by Typst: PDF that a screen reader can read (PDF/UA-1), or one page as image."""

import json
import logging
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal, TypeVar

import typst

from components import colour_scheme
from components.pdf import letters
from components.pdf.model import TypstInput
from data.errors import DocumentFailed

TEMPLATES = Path(__file__).parent / "templates"
# STANDARD: Typst refuses what it forbids, such as a picture without alternative text.
STANDARD: Literal["ua-1"] = "ua-1"
Result = TypeVar("Result")
COLOURS = {
    "ink": colour_scheme.INK,
    "soft": colour_scheme.SOFT_INK,
    "accent": colour_scheme.TREND,
    "grid": colour_scheme.GRID,
    "band": colour_scheme.GREYED,
    "before": colour_scheme.TREND_BEFORE,
    "banner": colour_scheme.BANNER,
}


def printed(document: TypstInput) -> bytes:
    """Return the document as tagged PDF; the same input always gives the same bytes."""
    return _bytes(
        document,
        lambda compiler: compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=0),
    )


def page_as_svg(document: TypstInput) -> str:
    """Return a document of one page as SVG, its letters as shapes."""
    return _bytes(document, lambda compiler: compiler.compile(format="svg")).decode()


def page_as_png(document: TypstInput, *, dots: float) -> bytes:
    """Return a document of one page as PNG of so many dots to the inch."""
    return _bytes(document, lambda compiler: compiler.compile(format="png", ppi=dots))


def measured(document: TypstInput, label: str) -> Any:
    """Return the value that the template gives to a label, such as the space left for a picture."""
    return json.loads(
        _done(document, lambda compiler: compiler.query(f"<{label}>", field="value", one=True))
    )


def all_measured(document: TypstInput, label: str) -> Any:
    """Return every value that the template gives to a label, in the order of the page."""
    return json.loads(_done(document, lambda compiler: compiler.query(f"<{label}>", field="value")))


def _compiler(document: TypstInput) -> typst.Compiler:
    """Return Typst with the document; with the fallback fonts only where a letter needs one."""
    given = asdict(document) | {"colours": COLOURS}
    pictures = given.pop("pictures")
    plain = all(map(letters.is_plain, (json.dumps(given, ensure_ascii=False), *pictures.values())))
    fallback = () if plain else letters.fallback_families()
    given = letters.printable_in(given) | {"pictures": pictures, "fallback": fallback}
    return typst.Compiler(
        input=TEMPLATES / f"{document.template}.typ",
        root=TEMPLATES,
        font_paths=[letters.FONTS] if plain else [letters.FONTS, letters.FALLBACK],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(given)},
    )


def _done(document: TypstInput, work: Callable[[typst.Compiler], Result]) -> Result:
    """Return what Typst makes of the document; its own words are for the log alone."""
    try:
        return work(_compiler(document))
    except typst.TypstError as fault:
        logging.getLogger("milltir").exception("Typst refused a document")
        raise DocumentFailed() from fault


def _bytes(
    document: TypstInput, work: Callable[[typst.Compiler], bytes | list[bytes] | None]
) -> bytes:
    """Return the output of one page: several pages would be a list."""
    output = _done(document, work)
    assert isinstance(output, bytes), "an image has one page"
    return output
