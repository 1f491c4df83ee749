"""A sheet is a PDF that a screen reader can read, and says its words as they were given."""

import io
from dataclasses import replace
from typing import Any

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from components.pdf.model import Document, Letterhead
from components.pdf.typst import printed
from components.text.catalogue import LANGUAGES, Text
from components.ui.tables import FICTIONAL

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="60">'
    '<rect width="90" height="50" fill="teal"/></svg>'
)
PARTS: list[dict[str, Any]] = [
    {"kind": "heading", "words": "Cofnodwyd"},
    {"kind": "list", "lines": ["un", "dau"]},
    {"kind": "table", "heads": ["Ward", "Nifer"], "rows": [["Tŷ", "1"], ["Ŵyn", "2"]]},
    {"kind": "picture", "name": "map", "alt": "Map o'r ward", "width": 40},
    {"kind": "warning", "words": "Ychydig iawn"},
]


def sheet(language: str = "en", **changes: Any) -> Document:
    head = Letterhead(
        fictional="",
        brand="Milltir",
        source="Source: a test. CC0.",
        made="Made by hand.",
        page=Text(language)("sheet.page", page="{page}", pages="{pages}"),
    )
    plain = Document(
        template="plain",
        title="Ŵyneb y dŵr",
        author="Nobody",
        language=language,
        letterhead=head,
        says={"lead": "The answer.", "parts": PARTS},
        pictures={"map": SQUARE},
    )
    return replace(plain, **changes)


def read(document: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(document))


def roles(reader: PdfReader) -> list[str]:
    """The tags of a document, in their order."""
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


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_is_tagged_and_names_its_language_and_title(language: str) -> None:
    reader = read(printed(sheet(language)))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata and reader.metadata.title == "Ŵyneb y dŵr"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    tags = roles(reader)
    assert {"/H1", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure"} <= set(tags)


def test_its_paper_is_a4_and_every_page_counts_itself() -> None:
    parts = [{"kind": "text", "words": "one"}, {"kind": "page"}, {"kind": "text", "words": "two"}]
    reader = read(printed(sheet(says={"parts": parts})))
    assert [page.extract_text().count("Page") for page in reader.pages] == [1, 1]
    assert "Page 1 of 2" in reader.pages[0].extract_text()
    assert "Page 2 of 2" in reader.pages[1].extract_text()
    for page in reader.pages:
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]
        assert "Source: a test. CC0. Made by hand." in page.extract_text()


def test_a_fictional_county_says_so_on_every_page_and_to_a_screen_reader() -> None:
    invented = replace(sheet().letterhead, fictional=FICTIONAL)
    parts = [{"kind": "text", "words": "one"}, {"kind": "page"}, {"kind": "text", "words": "two"}]
    reader = read(printed(sheet(letterhead=invented, says={"parts": parts})))
    first, second = (page.extract_text() for page in reader.pages)
    assert first.count(FICTIONAL) == 2 and second.count(FICTIONAL) == 1
    assert FICTIONAL not in read(printed(sheet())).pages[0].extract_text()


@given(words=st.text(st.sampled_from("#[]{}$*_`<>@/\\\"'=-+~&;:.%^| abŵŷ1"), max_size=60))
def test_no_text_is_ever_read_as_the_templates_own_language(words: str) -> None:
    words = f"x{words}x"
    parts = [{"kind": "heading", "words": words}, {"kind": "list", "lines": [words]}]
    page = read(printed(sheet(title=words, says={"lead": words, "parts": parts}))).pages[0]
    wanted = "".join(words.split())
    assert "".join(page.extract_text().split()).count(wanted) >= 4


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert printed(sheet()) == printed(sheet())


def test_a_picture_without_words_is_refused() -> None:
    blind = [{"kind": "picture", "name": "map", "alt": None}]
    with pytest.raises(typst.TypstError):
        printed(sheet(says={"parts": blind}))


def test_letters_are_embedded_and_none_is_missing() -> None:
    reader = read(printed(sheet(says={"lead": "ŵŷâêîôû ÿ – ’ “” × ≥ £ ·", "parts": []})))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    names = {str(fonts[name]["/BaseFont"]) for name in fonts}
    assert all("Source" in name for name in names)
    assert "ŵŷâêîôû ÿ – ’ “” × ≥ £ ·" in reader.pages[0].extract_text()
