"""A document never fails because of the letters in a name, whatever its script."""

import io
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.ft2font import FT2Font
from pypdf import PdfReader

from components.pdf import letters
from components.pdf import typst as setting
from components.pdf.font_coverage import family_of, letters_of
from components.pdf.model import Page, Row
from components.pdf.section_writer import typst_input
from components.pdf.typst import page_as_png, page_as_svg, printed
from components.snapshot.canvas import Canvas, drawn
from components.snapshot.font_metrics import Letters
from components.text.catalogue import LANGUAGES, Text
from components.ui import notices
from components.ui.sections import (
    Item,
    Items,
    Look,
    Picture,
    PrintedPicture,
    Section,
    Sentences,
    Table,
)
from data.errors import DocumentFailed
from tests.cases import every_case
from tests.components.pdf.scripts import EVERY, LONG, SCRIPTS, STRANGE
from tests.components.pdf.test_typst import document, roles

FONTS = sorted([*letters.FONTS.glob("*.ttf"), *letters.FALLBACK.glob("*.ttf")])


def with_name(name: str, language: str = "en") -> Any:
    """Return a document with a name wherever documents have one."""

    def label(canvas: Canvas) -> None:
        canvas.halo(50, 20, name[:20], Letters(size=9), "#FFFFFF")
        canvas.write(50, 20, name[:20], Letters(size=9), align="center")

    picture = Picture(
        alt=name,
        show=lambda alt: None,
        print=lambda: PrintedPicture(svg=drawn(100, 40, label), width=40, legend=[(BOX, name)]),
    )
    parts = [
        Sentences([name], Look.LEAD),
        Sentences([name, name], Look.CAVEATS),
        Items(items=[Item(name=name, what=name, known=name)], most=1, more=name),
        Table(heads=[name, "n"], rows=[[name, "1"]], numbers=[1]),
        picture,
    ]
    pages = [Page([Row([[Section(name, parts), Section("", [Section(name, parts[:1])])]])])]
    return typst_input(document(language, title=name, author=name, pages=pages))


BOX = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">'
    '<rect width="9" height="9"/></svg>'
)


def fonts_of(reader: PdfReader) -> set[str]:
    fonts = (page["/Resources"].get("/Font", {}) for page in reader.pages)
    return {str(font[name]["/BaseFont"]) for font in fonts for name in font}


@every_case("language", LANGUAGES)
@every_case("script", SCRIPTS)
def test_a_name_in_any_script_is_set_in_its_font(script: str, language: str) -> None:
    font, name = SCRIPTS[script]
    reader = PdfReader(io.BytesIO(printed(with_name(name, language))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and str(root["/Lang"]).startswith(language)
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    assert {"/H1", "/H2", "/L", "/Table", "/Figure"} <= set(roles(reader))
    assert any(font in found for found in fonts_of(reader)), fonts_of(reader)
    assert letters.BOX not in letters.printable(name)


@every_case("kind", STRANGE)
def test_what_no_font_can_draw_is_a_box_and_nothing_hides_or_reverses_text(kind: str) -> None:
    name, shown = STRANGE[kind]
    assert letters.printable(name) == shown
    assert letters.printable(shown) == shown, "nothing is left to replace"
    printed(with_name(name))


def test_pictures_and_single_pages_have_them_too() -> None:
    svg = page_as_svg(with_name(" ".join([*EVERY.values()][:9])))
    assert svg.startswith("<svg") and "\0" not in svg
    assert page_as_png(with_name(EVERY["hindi"]), dots=30).startswith(b"\x89PNG")


def test_a_very_long_name_stays_on_its_page() -> None:
    reader = PdfReader(io.BytesIO(printed(with_name(LONG))))
    said = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert said.replace("\u200b", "").count(LONG) >= 4
    rights: list[float] = []

    def place(words: str, cm: Any, tm: Any, font: Any, size: float) -> None:
        if words.strip():
            rights.append(tm[4] * cm[0] + cm[4])

    for page in reader.pages:
        page.extract_text(visitor_text=place)
    assert max(rights) < float(reader.pages[0].mediabox.right)


def test_right_to_left_letters_are_joined_and_in_their_order() -> None:
    """Each letter has the form of its place in the word, and the first one is the rightmost."""
    path = Letters(size=10).path("ببب")
    alone = Letters(size=10).path("ب")
    assert 0 < path.get_extents().width < 3 * alone.get_extents().width
    mixed = Letters(size=10)
    assert mixed.width("a " + SCRIPTS["arabic"][1]) > mixed.width("a ")


def test_plain_documents_are_set_without_the_fallback_fonts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given: list[list[Path]] = []
    compiler = typst.Compiler

    def recorded(**arguments: Any) -> typst.Compiler:
        given.append(arguments["font_paths"])
        return compiler(**arguments)

    monkeypatch.setattr(setting.typst, "Compiler", recorded)
    printed(typst_input(document()))
    printed(with_name("ŵŷ Tŷ’r – “Łódź”"))
    printed(with_name("☕"))
    assert given == [[letters.FONTS]] * 2 + [[letters.FONTS, letters.FALLBACK]]


@pytest.mark.slow
@settings(max_examples=40)
@given(
    st.text(st.characters(), max_size=40),
    st.text(st.sampled_from("".join(EVERY.values())), max_size=40),
)
def test_no_text_makes_a_document_fail(anything: str, mixed: str) -> None:
    printed(with_name(f"{anything} {mixed}"))
    assert letters.printable(letters.printable(anything)) == letters.printable(anything)


@every_case("path", FONTS, ids=lambda path: path.name)
def test_the_letters_of_a_font_are_read_as_freetype_reads_them(path: Path) -> None:
    font = FT2Font(str(path))
    expected = {letter for letter, glyph in font.get_charmap().items() if glyph and letter}
    assert letters_of(path) == expected
    assert family_of(path) == font.family_name or "Semibold" in path.name


def test_the_fallback_fonts_are_small_and_have_their_licences() -> None:
    sizes = [path.stat().st_size for path in letters.FALLBACK.glob("*.ttf")]
    assert len(sizes) >= 20 and sum(sizes) < 3_600_000
    assert {"OFL.txt", "APACHE-2.0.txt", "README.md"} <= {
        p.name for p in letters.FALLBACK.iterdir()
    }


def test_what_typst_refuses_is_said_in_the_viewers_language(
    caplog: pytest.LogCaptureFixture,
) -> None:
    blind = Picture(alt=None, show=lambda alt: None, print=lambda: PrintedPicture(svg=BOX))  # type: ignore[arg-type]
    pages = [Page([Row([[Section("", [blind])]])])]
    with pytest.raises(DocumentFailed) as raised:
        printed(typst_input(document(pages=pages)))
    assert "missing alt text" in caplog.text, "the log has Typst's own words"
    for language in LANGUAGES:
        said = notices.wording(Text(language), raised.value)
        assert said == Text(language)("error.document") and "alt" not in said
