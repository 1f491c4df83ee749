"""The PDF of a place: two pages with what its page says to the public."""

from components.pdf import download_button
from components.pdf.letterhead import author, letterhead
from components.pdf.model import Document, Page, Row, TypstInput
from components.pdf.section_writer import typst_input
from components.place_page import header, nearby_section, recorded_section, survey_section
from components.place_page.detail import outcomes_section
from components.place_page.model import PlaceModel, facts_of, public_version
from components.place_page.printed_pictures import MAP


def offer(model: PlaceModel) -> None:
    """Draw the download button. The model and the document are made when it is pressed."""
    here = model.here
    name = ("place", model.name, model.period.first, model.period.last, here.text.language)
    download_button.button(here, lambda: pdf_input(model), name=name, key="place-pdf")


def pdf_input(model: PlaceModel) -> TypstInput:
    """Return the document as the public may see it, so that it can be passed on."""
    return typst_input(document(model, pages(facts_of(public_version(model.here)))))


def document(model: PlaceModel, pages: list[Page]) -> Document:
    """Return a document of the place, with the letterhead of its page."""
    return Document(
        title=model.name,
        author=author(model.here),
        language=model.here.text.language,
        letterhead=letterhead(model.here),
        pages=pages,
    )


def pages(model: PlaceModel) -> list[Page]:
    """Return the sections of the page, arranged on two A4 pages."""
    beside_the_map = [nearby_section.orders(model), survey_section.deprivation(model)]
    first = [
        Row([[header.opening(model)]]),
        Row([[nearby_section.on_the_map(model)], beside_the_map], first_width=MAP[0]),
        Row([[recorded_section.recorded_table(model)]]),
    ]
    outcomes = [one for one in [outcomes_section.in_short(model)] if one is not None]
    second = [
        Row([[recorded_section.months(model)]]),
        Row(
            [
                [recorded_section.season(model), *outcomes, survey_section.perceived(model)],
                [nearby_section.groups(model)],
            ]
        ),
        Row([[survey_section.how_worked_out(model)]]),
    ]
    return [Page(first, fitted=True), Page(second, fitted=True)]
