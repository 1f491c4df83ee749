"""The evidence for one order as a PDF of two pages at most."""

from components.orders_page import sections, sentences
from components.orders_page.model import OrdersModel
from components.pdf.letterhead import author, letterhead
from components.pdf.model import Document, Page, Row, TypstInput
from components.pdf.section_writer import typst_input
from components.ui.sections import Look, Section, Sentences


def pdf_input(model: OrdersModel) -> TypstInput:
    """Return the document, with the words and numbers of the page."""
    text, study = model.here.text, model.study
    parts = [_answer(model), sections.findings(model), _law(model), _area_map(model)]
    if study.windows.since:
        parts.append(sections.numbers(model))
    if study.evidence:
        parts.append(sections.months(model))
    document = Document(
        title=text("orders.sheet_title", name=model.name),
        author=author(model.here),
        language=text.language,
        letterhead=letterhead(model.here),
        pages=[Page([Row([[*parts, sections.basis(model)]])])],
    )
    return typst_input(document)


def _answer(model: OrdersModel) -> Section:
    faults = Sentences(sentences.faults(model), Look.WARNING)
    return Section("", [Sentences([sentences.answer(model)], Look.LEAD), faults])


def _law(model: OrdersModel) -> Section:
    """Return the status, the prohibitions and the categories."""
    text = model.here.text
    lines = [
        sentences.status_sentence(model),
        text("orders.prohibits", words=str(model.row[f"prohibitions_{text.language}"])),
        text("orders.what_counted", what=model.what),
    ]
    return Section("", [Sentences(lines, Look.CAVEATS)])


def _area_map(model: OrdersModel) -> Section:
    """Return the map with a key in words, instead of the page's legend."""
    text = model.here.text
    key = Sentences([text("orders.map_key")], Look.SMALL)
    return Section(text("orders.map_legend"), [sections.area_map(model), key])
