"""PDF documents are accessible, and contain the given text unchanged."""

import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from components.pdf.model import Document, Letterhead, Page, Row
from components.pdf.section_writer import typst_input
from components.pdf.typst import printed
from components.text.catalogue import LANGUAGES, Text
from components.ui.sections import (
    Control,
    Interval,
    Item,
    Items,
    Look,
    Part,
    Picture,
    PrintedPicture,
    Scale,
    Section,
    Sentences,
    Table,
)
from components.ui.tables import FICTIONAL
from data.errors import DocumentFailed
from tests.cases import every_case

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="60">'
    '<rect width="90" height="50" fill="teal"/></svg>'
)


def picture(alt: str) -> Picture:
    return Picture(
        alt=alt,
        show=lambda alt: pytest.fail(f"{alt} is drawn on the page"),
        print=lambda: PrintedPicture(svg=SQUARE, width=40, legend=[(SQUARE, "sgwâr")]),
    )


ANSWER = Section("", [Sentences(["The answer."], Look.LEAD)])
SECTIONS = [
    Section(
        "Cofnodwyd",
        [
            Sentences(["un", "dau"], Look.CAVEATS),
            Table(heads=["Ward", "Nifer"], rows=[["Tŷ", "1"], ["Ŵyn", "2"]], numbers=[1]),
            Table(
                heads=["Ward"],
                rows=[["Tŷ"], ["Ŵyn"]],
                scale=Scale(
                    head="Gwaith",
                    marks=[(0.0, "½"), (0.5, "1"), (1.0, "2")],
                    intervals=[Interval(lower=0.2, value=0.3, upper=0.4, clear=True), None],
                ),
            ),
            picture("Map o'r ward"),
            Control(lambda: pytest.fail("a PDF has no controls")),
            Items(
                items=[Item(name="Un", what="", known=""), Item(name="Dau", what="", known="")],
                most=1,
                more="Un arall",
            ),
            Sentences(["Ychydig iawn"], Look.WARNING),
        ],
    )
]


def document(language: str = "en", **changes: Any) -> Document:
    head = Letterhead(
        fictional="",
        brand="Milltir",
        source="Source: a test. CC0.",
        made="Made by hand.",
        page=Text(language)("sheet.page", page="{page}", pages="{pages}"),
    )
    plain = Document(
        title="Ŵyneb y dŵr",
        author="Nobody",
        language=language,
        letterhead=head,
        pages=[page(ANSWER, *SECTIONS)],
    )
    return replace(plain, **changes)


def page(*sections: Section) -> Page:
    return Page([Row([sections])])


def untitled(*parts: Part) -> Section:
    return Section("", parts)


def pdf_of(document: Document) -> bytes:
    return printed(typst_input(document))


def read(document: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(document))


def roles(reader: PdfReader) -> list[str]:
    """Return the tags of a document in their order."""
    found: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for part in node:
                walk(part)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(str(node["/S"]))
            walk(node.get("/K", []))

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


marked_up = st.text(st.sampled_from("#[]{}$*_`<>@/\\\"'=-+~&;:.%^| abŵŷ1"), max_size=60)
TWO_PAGES = [page(untitled(Sentences([word]))) for word in ("one", "two")]


@every_case("language", LANGUAGES)
def test_a_document_is_tagged_and_names_its_language_and_title(language: str) -> None:
    reader = read(pdf_of(document(language)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata and reader.metadata.title == "Ŵyneb y dŵr"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    tags = roles(reader)
    assert {"/H1", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= set(tags)


def test_pages_are_a4_and_numbered() -> None:
    reader = read(pdf_of(document(pages=TWO_PAGES)))
    assert [page.extract_text().count("Page") for page in reader.pages] == [1, 1]
    assert "Page 1 of 2" in reader.pages[0].extract_text()
    assert "Page 2 of 2" in reader.pages[1].extract_text()
    for page in reader.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        assert "Source: a test. CC0. Made by hand." in page.extract_text()


def test_a_fictional_county_is_marked_on_every_page_and_for_screen_readers() -> None:
    invented = replace(document().letterhead, fictional=FICTIONAL)
    reader = read(pdf_of(document(letterhead=invented, pages=TWO_PAGES)))
    first, second = (page.extract_text() for page in reader.pages)
    assert first.count(FICTIONAL) == 2 and second.count(FICTIONAL) == 1
    assert FICTIONAL not in read(pdf_of(document())).pages[0].extract_text()


@settings(max_examples=20)
@given(st.lists(marked_up, min_size=10, max_size=10))
def test_text_is_never_read_as_typst_markup(texts: list[str]) -> None:
    """Ten texts are tested in each document, because producing a document is slow."""
    texts = [f"x{number}{text}{number}x" for number, text in enumerate(texts)]
    sections = [
        section
        for words in texts
        for section in (
            untitled(Sentences([words], Look.LEAD)),
            Section(words, [Sentences([words], Look.CAVEATS)]),
        )
    ]
    fitted = Page([Row([sections])], fitted=True)
    (only,) = read(pdf_of(document(title=texts[0], pages=[fitted]))).pages
    found = "".join(only.extract_text().split())
    for number, words in enumerate(texts):
        assert found.count("".join(words.split())) >= (4 if number == 0 else 3), words


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf_of(document()) == pdf_of(document())


def test_a_picture_without_alternative_text_is_refused() -> None:
    blind = replace(picture("Map"), alt=None)
    with pytest.raises(DocumentFailed):
        pdf_of(document(pages=[page(untitled(blind))]))


def test_fonts_are_embedded_and_no_glyph_is_missing() -> None:
    letters = Sentences(["ŵŷâêîôû ÿ – ’ “” × ≥ £ ·"], Look.LEAD)
    reader = read(pdf_of(document(pages=[page(untitled(letters))])))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    names = {str(fonts[name]["/BaseFont"]) for name in fonts}
    assert all("Source" in name for name in names)
    assert "ŵŷâêîôû ÿ – ’ “” × ≥ £ ·" in reader.pages[0].extract_text()


def test_every_part_of_a_section_is_set_in_its_order() -> None:
    words = read(pdf_of(document())).pages[0].extract_text()
    lines = [
        "The answer.",
        "Cofnodwyd",
        "un",
        "Ward",
        "Gwaith",
        "sgwâr",
        "Un.",
        "Un arall",
        "Ychydig",
    ]
    places = [words.index(line) for line in lines]
    assert places == sorted(places)
    assert "Dau" not in words, "the document shows only the first items"


def test_columns_are_beside_one_another() -> None:
    left, right = (Section(word, [Sentences([f"{word} text"])]) for word in ("Left", "Right"))
    pages = [Page([Row([[left], [right]], first_width=60)], fitted=True)]
    words = read(pdf_of(document(pages=pages))).pages[0].extract_text(extraction_mode="layout")
    assert [line.split() for line in words.splitlines() if "text" in line] == [
        ["Left", "text", "Right", "text"]
    ]
