"""Sections in a PDF: as the data that the template reads."""

from typing import Any

from components.pdf.model import Document, Page, TypstInput
from components.ui.sections import (
    Control,
    Folded,
    Items,
    Look,
    Opened,
    Part,
    Picture,
    PrintedPicture,
    Section,
    Sentences,
    Table,
)

Data = dict[str, Any]


def typst_input(document: Document) -> TypstInput:
    """Return what Typst is given of a document."""
    svgs: dict[str, str] = {}
    pages = [_page(page, svgs) for page in document.pages]
    return TypstInput(
        template="document",
        title=document.title,
        author=document.author,
        language=document.language,
        letterhead=document.letterhead,
        says={"pages": pages, "landscape": document.landscape},
        pictures=svgs,
    )


def _page(page: Page, svgs: dict[str, str]) -> Data:
    rows = [
        {
            "first_width": row.first_width,
            "columns": [[_section(section, 1, svgs) for section in col] for col in row.columns],
        }
        for row in page.rows
    ]
    return {"fitted": page.fitted, "rows": rows}


def _section(section: Section, level: int, svgs: dict[str, str]) -> Data:
    parts = [_part(part, level, svgs) for part in section.parts if not isinstance(part, Control)]
    return {"kind": "section", "heading": section.heading, "level": level, "parts": parts}


def _part(part: Part, level: int, svgs: dict[str, str]) -> Data:
    match part:
        case Section():
            return _section(part, level + 1, svgs)
        case Opened():
            return _section(Section(part.title, part.parts), level + 1, svgs)
        case Sentences():
            return {"kind": "sentences", "look": part.look, "lines": list(part.lines)}
        case Folded():
            lines = [f"{part.title} {' '.join(part.lines)}"] if part.lines else []
            return {"kind": "sentences", "look": Look.SMALL, "lines": lines}
        case Items():
            items = [vars(item) for item in part.items[: part.most]]
            return {"kind": "items", "items": items, "more": part.more}
        case Table():
            return {"kind": "table", **_table(part)}
        case Picture():
            return picture_data(part, svgs)
    raise TypeError(part)


def picture_data(picture: Picture, svgs: dict[str, str]) -> Data:
    """Return a picture as a template reads it, after putting its SVGs among the others."""
    return {"kind": "picture", "alt": picture.alt, **_drawing(picture.print(), svgs)}


def _table(table: Table) -> Data:
    scale = table.scale and {
        "head": table.scale.head,
        "marks": [{"at": at, "label": label} for at, label in table.scale.marks],
        "intervals": [interval and vars(interval) for interval in table.scale.intervals],
    }
    return {**vars(table), "scale": scale}


def _drawing(printed: PrintedPicture, svgs: dict[str, str]) -> Data:
    svg = _named(printed.svg, svgs) if printed.svg else ""
    legend = [{"svg": _named(symbol, svgs), "label": label} for symbol, label in printed.legend]
    return {**vars(printed), "svg": svg, "legend": legend}


def _named(svg: str, svgs: dict[str, str]) -> str:
    """Put an SVG among the others, and return the name that it gets."""
    name = f"svg{len(svgs)}"
    svgs[name] = svg
    return name
