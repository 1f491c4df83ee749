"""A pack as a tagged PDF: A4 landscape, a page for each message."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from components.packs.model import Pack, PackPage
from components.pdf.model import Document, Page, Row, TypstInput
from components.pdf.section_writer import typst_input
from components.text.catalogue import Text
from components.ui.sections import Look, Opened, Part, Picture, Section, Sentences, Table

# ROWS: of a table on one page. BESIDE: millimetres of text beside a picture.
ROWS, BESIDE = 18, 88.0


def pdf_input(pack: Pack) -> TypstInput:
    """Return the document, with the words and numbers of the slides."""
    text = pack.text
    divided = [part for page in pack.pages for part in _divided(page, text)]
    pages = [Page(_rows(pack, page), fitted=True) for page in divided]
    lead, *about = pack.subtitle
    # The first page says what has changed, also where the message of its figures is another one.
    said = [] if divided[0].heading == lead else [Sentences([lead])]
    opening = Row([[Section("", [*said, Sentences(about, Look.SUBTITLE)])]])
    pages[0] = replace(pages[0], rows=[opening, *pages[0].rows])
    return typst_input(
        Document(
            title=pack.title,
            author=pack.author,
            language=pack.language,
            letterhead=pack.letterhead,
            pages=pages,
            landscape=True,
        )
    )


def _divided(page: PackPage, text: Text) -> Iterator[PackPage]:
    """Yield the page, or a page for each part of a table that is too long for one."""
    long = next((t for t in page.parts if isinstance(t, Table) and len(t.rows) > ROWS), None)
    if long is None:
        yield page
        return
    starts = range(0, len(long.rows), ROWS)
    for number, start in enumerate(starts, 1):
        rows = slice(start, start + ROWS)
        scale = long.scale and replace(long.scale, intervals=long.scale.intervals[rows])
        some = replace(long, rows=long.rows[rows], scale=scale)
        parts = [some if part is long else part for part in page.parts]
        heading = text("pack.continued", heading=page.heading, page=number, pages=len(starts))
        yield replace(page, heading=heading, parts=parts if number == 1 else [some])


def _rows(pack: Pack, page: PackPage) -> list[Row]:
    pictures = [part for part in page.parts if isinstance(part, Picture)]
    others = [part for part in page.parts if part not in pictures]
    rows = [Row([[Section(page.heading, [])]])]
    if len(pictures) == 1 and others and not any(map(_has_table, others)):
        beside = [Section("", others)]
        rows.append(Row([beside, [Section("", pictures)]], first_width=BESIDE))
    else:
        rows.append(Row([[Section("", page.parts)]]))
    foot = Sentences([*filter(None, [pack.foot(page)])], Look.SMALL)
    caveats = Sentences([*page.caveats], Look.SMALL)
    return [*rows, Row([[Section("", [foot, caveats])]])]


def _has_table(part: Part) -> bool:
    match part:
        case Table() | Picture():
            return True
        case Section() | Opened():
            return any(map(_has_table, part.parts))
    return False


def tables_of(parts: Sequence[Part]) -> list[Table]:
    """Return every table of sections, in reading order."""
    found: list[Table] = []
    for part in parts:
        match part:
            case Table():
                found.append(part)
            case Section() | Opened():
                found += tables_of(part.parts)
    return found
