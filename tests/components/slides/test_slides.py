"""Slides: nothing has too little room, and a partnership's own template is used or refused."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Pt

from components.slides.arrange import Box, Placed, Text, arranged
from components.slides.blocks import Kind, Line, blocks_of
from components.slides.model import Deck, Slide, Words
from components.slides.painter import as_pptx
from components.slides.tables import Sized
from components.slides.template_file import opened
from components.ui.sections import Look, Section, Sentences, Table
from data.errors import SourceError
from tests.cases import every_case

AREA = Box(left=30, top=90, width=880, height=330)
WORDS = st.text(st.sampled_from("abc ŵŷ Ll1,%"), min_size=1, max_size=400)
LINES = st.lists(
    st.builds(Line, WORDS, st.sampled_from(Kind), st.sampled_from(["", "Enw."])), max_size=12
)
CELL = st.text(st.sampled_from("abc ŵŷ19"), max_size=300)
TABLES = st.integers(1, 6).flatmap(
    lambda wide: st.lists(
        st.lists(CELL, min_size=wide, max_size=wide), min_size=1, max_size=30
    ).map(lambda rows: Table(heads=[f"head {n}" for n in range(wide)], rows=rows))
)


@settings(max_examples=60)
@given(st.lists(st.one_of(LINES, TABLES.map(lambda table: [table])), max_size=4))
def test_everything_has_room_and_nothing_is_lost(groups: list[list[Any]]) -> None:
    blocks = [block for group in groups for block in group]
    slides = arranged(blocks, AREA)
    kept: list[str] = []
    for slide in slides:
        end = AREA.top
        for one in slide:
            assert one.box.top >= end - 0.01, "below what is before it"
            if isinstance(one, Text):
                end = one.box.top + one.box.height
                kept += [line.whole for line in one.lines]
            else:
                assert isinstance(one, Placed) and isinstance(one.what, Sized)
                assert sum(one.what.widths) <= AREA.width + 0.01
                end = one.box.top + one.what.height
                kept += [cell for row in one.what.table.rows for cell in row]
            assert end <= AREA.top + AREA.height + 0.01, "within the slide"
    given_ = [
        words
        for block in blocks
        for words in (
            [block.whole] if isinstance(block, Line) else [c for row in block.rows for c in row]
        )
    ]
    assert sorted("".join("".join(kept).split())) == sorted("".join("".join(given_).split()))


def test_sections_become_lines_in_reading_order() -> None:
    parts = [
        Section("Pennawd", [Sentences(["un", ""], Look.CAVEATS), Sentences(["bach"], Look.SMALL)]),
        Table(heads=["a"], rows=[]),
    ]
    assert blocks_of(parts) == [
        Line("Pennawd", Kind.HEADING), Line("• un"), Line("bach", Kind.SMALL),
    ]  # fmt: skip


def deck(**changes: Any) -> Deck:
    slide = Slide(
        heading="One message",
        parts=[Table(heads=["Ward", "n"], rows=[["Tŷ", "1"]], numbers=[1])],
        foot=["Period: 2026."],
        caveats=["Not everything."],
    )
    given_ = {"title": "A pack", "subtitle": ["Of a county"], "author": "Nobody", "language": "cy"}
    words = Words(continued="{heading} ({page}/{pages})", caveats="First")
    return Deck(
        **(given_ | changes),  # type: ignore[arg-type]
        made=dt.date(2026, 11, 20),
        fictional="",
        words=words,
        slides=[slide],
    )


def template(**changes: Any) -> bytes:
    """A partnership's own file: 4:3, with a slide of its own that shows how it is used."""
    slides = Presentation()
    layouts = list(slides.slide_layouts)
    for layout in layouts:
        if "keep" in changes and layout.name not in changes["keep"]:
            slides.slide_layouts.remove(layout)
    if not changes:
        slides.slide_master.background.fill.solid()
        shown = slides.slides.add_slide(layouts[0])
        shown.shapes.title.text = "How to use this template"
    written = io.BytesIO()
    slides.save(written)
    return written.getvalue()


def test_slides_are_made_on_the_masters_of_an_own_template() -> None:
    content = as_pptx(deck(), template(), "own.pptx")
    slides = Presentation(io.BytesIO(content))
    assert (slides.slide_width, slides.slide_height) == (Pt(720), Pt(540))
    titles = [slide.shapes.title.text for slide in slides.slides]
    assert titles == ["A pack", "One message"], "its own slide is gone"
    assert [slide.slide_layout.name for slide in slides.slides] == ["Title Slide", "Title Only"]
    assert content == as_pptx(deck(), template(), "own.pptx")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not any("slide3.xml" in name for name in archive.namelist())
        assert len(archive.namelist()) == len(set(archive.namelist()))


def changed(part: str, before: bytes, after: bytes) -> bytes:
    """Return the template with other words in one part."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template())) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(before, after) if name == part else content)
    return written.getvalue()


TYPES, SHOW = "[Content_Types].xml", b"presentationml.presentation.main+xml"


def test_a_potx_file_is_a_template_too() -> None:
    potx = changed(TYPES, SHOW, b"presentationml.template.main+xml")
    assert len(Presentation(io.BytesIO(as_pptx(deck(), potx, "own.potx"))).slides) == 2


def zipped(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return written.getvalue()


@every_case(
    ("content", "said"),
    [
        (b"", "a file of another kind"),
        (b"%PDF-1.7", "a file of another kind"),
        (b"\xd0\xcf\x11\xe0 an old .ppt", "a file of another kind"),
        (template()[:9_000], "cut off"),
        (zipped("a.txt"), "a file of another kind"),
        (zipped(TYPES), "a file of another kind"),
        (zipped("../../etc/passwd", TYPES), "expected"),
        (changed(TYPES, SHOW, b"presentation.macroEnabled.main+xml"), "macros"),
        (changed("ppt/presentation.xml", b"<p:", b"<q:"), "damaged"),
        (changed("ppt/slideMasters/slideMaster1.xml", b"<p:sldMaster", b""), "damaged"),
        (template(keep=["Blank"]), "only these layouts: Blank"),
        (template(keep=["Vertical Title and Text"]), "only these layouts: Vertical"),
        (template(keep=[]), "no layout"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(SourceError) as refused:
        as_pptx(deck(), content, "own.pptx")
    assert "own.pptx" in str(refused.value) and said in str(refused.value)


def test_without_a_first_slide_the_page_layout_takes_its_place() -> None:
    own = template(keep=["Title Only"])
    slides = Presentation(io.BytesIO(as_pptx(deck(), own, "own.pptx"))).slides
    assert [slide.slide_layout.name for slide in slides] == ["Title Only"] * 2
    assert "Of a county" in slides[0].shapes[1].text_frame.text


def test_our_own_file_has_room_for_a_message() -> None:
    base = opened(None)
    assert base.area.width > 800 and base.area.height > 350
    assert {layout.name for layout in base.slides.slide_layouts} == {"Title Slide", "Title Only"}


def test_a_title_of_300_letters_is_smaller_and_whole() -> None:
    long = "Gorchymyn diogelu mannau cyhoeddus " * 8
    content = as_pptx(deck(title=long.strip()))
    title = Presentation(io.BytesIO(content)).slides[0].shapes.title
    assert title.text == long.strip()
    assert title.text_frame.paragraphs[0].runs[0].font.size.pt <= 28
