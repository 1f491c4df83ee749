"""The evidence for one order as a PDF of two pages at most."""

from components.orders_page import sections, sentences
from components.orders_page.model import OrdersModel
from components.pdf.letterhead import author, letterhead
from components.pdf.model import Document, Page, Row, TypstInput
from components.pdf.section_writer import typst_input
from components.ui.sections import Look, Section, Sentences


def pdf_input(asked: OrdersModel) -> TypstInput:
    """Return the document, with the words and numbers of the page."""
    text, study = asked.here.text, asked.study
    found = [_answer(asked), sections.findings(asked), _law(asked), _area_map(asked)]
    if study.windows.since:
        found.append(sections.numbers(asked))
    if study.evidence:
        found.append(sections.months(asked))
    document = Document(
        title=text("orders.sheet_title", name=asked.name),
        author=author(asked.here),
        language=text.language,
        letterhead=letterhead(asked.here),
        pages=[Page([Row([[*found, sections.basis(asked)]])])],
    )
    return typst_input(document)


def _answer(asked: OrdersModel) -> Section:
    faults = Sentences(sentences.faults(asked), Look.WARNING)
    return Section("", [Sentences([sentences.answer(asked)], Look.LEAD), faults])


def _law(asked: OrdersModel) -> Section:
    """Return what the head and the controls of the page tell: status, prohibitions, categories."""
    text = asked.here.text
    lines = [
        sentences.status_sentence(asked),
        text("orders.prohibits", words=str(asked.row[f"prohibitions_{text.language}"])),
        text("orders.what_counted", what=asked.what),
    ]
    return Section("", [Sentences(lines, Look.CAVEATS)])


def _area_map(asked: OrdersModel) -> Section:
    """Return the map with a key in words, where the page has a legend."""
    text = asked.here.text
    key = Sentences([text("orders.map_key")], Look.SMALL)
    return Section(text("orders.map_legend"), [sections.area_map(asked), key])
