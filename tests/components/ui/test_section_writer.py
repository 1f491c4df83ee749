"""Sections on the page: every part is drawn in the given order."""

import re

import pytest
import streamlit as st

from components.ui.section_writer import write_section
from components.ui.sections import (
    Control,
    Interval,
    Item,
    Items,
    Look,
    Picture,
    PrintedPicture,
    Scale,
    Section,
    Sentences,
    Table,
)
from tests.cases import every_case


@pytest.fixture
def html(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The list of the HTML texts that were drawn."""
    drawn: list[str] = []
    monkeypatch.setattr(st, "html", drawn.append)
    return drawn


def test_every_part_is_drawn_in_its_order(html: list[str]) -> None:
    items = [Item(name=name, what="w", known="k") for name in ("One", "Two")]
    section = Section(
        "Outer",
        [
            Sentences(["Lead"], Look.LEAD),
            Control(lambda: html.append("control")),
            Picture(alt="A map", show=html.append, print=PrintedPicture),
            Section("Inner", [Items(items=items, most=1, more="1 more")]),
            Sentences(["Small", "print"], Look.SMALL),
        ],
    )
    write_section(section)
    outer, lead, control, picture, inner, listed, small = html
    assert outer.startswith("<h2") and "Outer" in outer
    assert '<p class="mt-lead">Lead</p>' in lead
    assert (control, picture) == ("control", "A map")
    assert inner.startswith("<h3") and "Inner" in inner
    assert listed.count("<li>") == 2 and "1 more" not in listed, "a page shows all of them"
    assert "Small print" in small


@every_case("look", Look)
def test_no_text_is_read_as_html(html: list[str], look: Look) -> None:
    html.clear()
    write_section(Section("<b>", [Sentences(["<script>"], look)]))
    assert len(html) == 2 and "<b>" not in html[0]
    assert "<script>" not in html[1] and "&lt;script&gt;" in html[1]


def test_the_page_says_where_more_items_are(html: list[str]) -> None:
    items = [Item(name=name, what="w", known="k") for name in ("One", "Two", "Three")]
    listed = Items(items=items, most=1, opened=2, others="9 others", beyond="8 <more> elsewhere")
    write_section(Section("", [listed]))
    first, others = html[0].split("<details")
    assert first.count("<li>") == 2 and others.count("<li>") == 1
    assert "8 &lt;more&gt; elsewhere" in others


def test_an_interval_is_drawn_on_the_scale(html: list[str]) -> None:
    scale = Scale(
        head="Times",
        marks=[(0.0, "½"), (0.5, "1"), (1.0, "2")],
        intervals=[Interval(lower=0.2, value=0.3, upper=0.45, clear=True), None],
    )
    table = Table(heads=["Kind", "n"], rows=[["a", "1"], ["b", "2"]], numbers=[1], scale=scale)
    write_section(Section("", [table]))
    first, second = html[0].split("<tbody>")[1].split("</tr>")[:2]
    assert '<b class="mt-clear" style="left:20.0%;width:25.0%">' in first
    assert '<em class="mt-clear" style="left:30.0%">' in first
    assert "mt-clear" not in second and second.count("<i ") == 3
    assert re.findall(r'<td class="(.*?)" data-label="(.*?)">', first) == [
        ("", "Kind"),
        ("mt-n", "n"),
    ]
