"""The PDF of a place: two pages of what its page says to the public."""

from components.pdf import download_button
from components.pdf.letterhead import author, letterhead
from components.pdf.model import Document, Page, Row, TypstInput
from components.pdf.section_writer import typst_input
from components.place_page import header, nearby_section, recorded_section, survey_section
from components.place_page.model import PlaceModel, facts_of, public_version
from components.place_page.printed_pictures import MAP


def offer(of: PlaceModel) -> None:
    """Draw the button. Facts are gathered and the document is set when it is pressed."""
    here = of.here
    name = ("place", of.name, of.period.first, of.period.last, here.text.language)
    download_button.button(here, lambda: pdf_input(of), name=name, key="place-pdf")


def pdf_input(of: PlaceModel) -> TypstInput:
    """Return the document as the public may see it, so that it can be handed on."""
    return typst_input(document(of, pages(facts_of(public_version(of.here)))))


def document(of: PlaceModel, pages: list[Page]) -> Document:
    """Return a document of the place, with the letterhead of its page."""
    return Document(
        title=of.name,
        author=author(of.here),
        language=of.here.text.language,
        letterhead=letterhead(of.here),
        pages=pages,
    )


def pages(of: PlaceModel) -> list[Page]:
    """Return the sections of the page, arranged on two pages of paper."""
    beside_the_map = [nearby_section.orders(of), survey_section.deprivation(of)]
    first = [
        Row([[header.opening(of)]]),
        Row([[nearby_section.on_the_map(of)], beside_the_map], first_width=MAP[0]),
        Row([[recorded_section.recorded_table(of)]]),
    ]
    second = [
        Row([[recorded_section.months(of)]]),
        Row(
            [
                [recorded_section.season(of), survey_section.perceived(of)],
                [nearby_section.groups(of)],
            ]
        ),
        Row([[survey_section.limits(of)]]),
    ]
    return [Page(first, fitted=True), Page(second, fitted=True)]
