"""Sections as a Word document: headings, paragraphs, lists and tables with a row of heads."""

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from components import colour_scheme
from components.export.steady_zip import steady
from components.ui.sections import (
    Control,
    Folded,
    Items,
    Look,
    Opened,
    Part,
    Section,
    Sentences,
    Table,
)

LANGUAGES = {"en": "en-GB", "cy": "cy-GB"}
# LONGEST_PROPERTY: letters of what a file says about itself.
LONGEST_PROPERTY = 255
STYLES = {Look.FINDINGS: "List Bullet", Look.CAVEATS: "List Bullet"}
SMALL = Pt(9)
# TEXT_WIDTH: centimetres. FEWEST, MOST: the letters by which a column is as wide.
TEXT_WIDTH = 16.6
FEWEST, MOST = 6, 40


def as_docx(
    title: str,
    sections: Sequence[Section],
    *,
    author: str,
    language: str,
    made: dt.date,
    fictional: str,
) -> bytes:
    """Return the file; the same content is always the same bytes.

    `fictional` is the mark of the sample county; empty for a real one. A document has no pictures
    and no controls.
    """
    document = Document()
    _prepare(document, language)
    document.add_heading(_printable(title), level=0)
    if fictional:
        run = document.add_paragraph().add_run(fictional)
        run.bold, run.font.color.rgb = True, _colour(colour_scheme.BANNER)
    for section in sections:
        _section(document, section, 1)
    about = document.core_properties
    about.title, about.author = title[:LONGEST_PROPERTY], author[:LONGEST_PROPERTY]
    about.language, about.last_modified_by, about.comments = language, about.author, ""
    about.created = about.modified = dt.datetime.combine(made, dt.time())
    about.revision = 1
    written = io.BytesIO()
    document.save(written)
    return steady(written.getvalue(), made)


def _prepare(document: Any, language: str) -> None:
    """Set paper, font and language, which tells a screen reader how to read."""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    for style in document.styles:
        properties = style.element.find(qn("w:rPr"))
        if style.name.startswith(("Heading", "Title")) and properties is not None:
            style.font.name, style.font.color.rgb = "Arial", _colour(colour_scheme.INK)
            for fonts in properties.findall(qn("w:rFonts")):
                for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                    fonts.attrib.pop(qn(f"w:{name}"), None)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LANGUAGES[language])
    normal.element.get_or_add_rPr().append(spoken)


def _section(document: Any, section: Section, level: int) -> None:
    if section.heading:
        document.add_heading(_printable(section.heading), level=level)
    for part in section.parts:
        _part(document, part, level)


def _part(document: Any, part: Part, level: int) -> None:
    match part:
        case Section():
            _section(document, part, level + 1)
        case Opened():
            _section(document, Section(part.title, part.parts), level + 1)
        case Sentences():
            for line in filter(None, part.lines):
                _paragraph(document, line, part.look)
        case Folded():
            _paragraph(document, f"{part.title} {' '.join(part.lines)}", Look.SMALL)
        case Items():
            for item in part.items[: part.most]:
                words = ". ".join(filter(None, (item.name, item.what, item.known)))
                _paragraph(document, words, Look.FINDINGS)
        case Table() if part.rows:
            _table(document, part)
        case Table() | Control():
            return
        case _:
            raise TypeError(part)


def _paragraph(document: Any, words: str, look: Look) -> None:
    run = document.add_paragraph(style=STYLES.get(look)).add_run(_printable(words))
    run.bold = look in (Look.WARNING, Look.LEAD) or None
    if look in (Look.SMALL, Look.SUBTITLE):
        run.font.size = SMALL if look is Look.SMALL else None
        run.font.color.rgb = _colour(colour_scheme.SOFT_INK)


def _table(document: Any, table: Table) -> None:
    """Draw a table whose heads are repeated on each page."""
    drawn = document.add_table(rows=1, cols=len(table.heads), style="Table Grid")
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    drawn.rows[0]._tr.get_or_add_trPr().append(repeated)
    widths = _widths(table)
    # Word reads the widths of the cells, LibreOffice those of the columns.
    for column, wide in zip(drawn.columns, widths, strict=True):
        column.width = wide
    for number, row in enumerate([table.heads, *table.rows]):
        cells = drawn.rows[0].cells if number == 0 else drawn.add_row().cells
        for cell, words, wide in zip(cells, row, widths, strict=True):
            cell.width = wide
            cell.paragraphs[0].add_run(_printable(words)).bold = number == 0 or None
    document.add_paragraph()


def _widths(table: Table) -> list[Any]:
    """Return the width of each column by its longest text, within limits."""
    longest = [
        min(max(max(map(len, column)), FEWEST), MOST)
        for column in zip(table.heads, *table.rows, strict=True)
    ]
    return [Cm(TEXT_WIDTH * letters / sum(longest)) for letters in longest]


def _printable(words: str) -> str:
    """Return words without the letters that XML can't hold."""
    return "".join(c if c.isprintable() or c in "\t" else " " for c in words)


def _colour(value: str) -> RGBColor:
    return RGBColor.from_string(value.lstrip("#"))
