"""Slides, PDF and workbook say the same, and what the release says."""

import io
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pptx.util import Pt
from pypdf import PdfReader

from components import queries
from components.hotspots_page import model as hotspots
from components.hotspots_page.spot_list import described
from components.orders_page import evidence_tables, order_list
from components.orders_page.model import ask
from components.packs.build import reader
from components.packs.document import tables_of
from components.packs.templates import BY_NAME
from components.packs.workbook import MISSING
from components.page_context import context_of
from components.place_page import table_rows
from components.place_page.model import facts_of
from components.queries.cache import CacheKey
from components.text.catalogue import DASH
from components.ui.tables import FICTIONAL
from components.view.view import View
from data.access.viewer import Audience, Viewer
from data.release.store import Store
from data.schema import ASB, COUNTY
from geo.period import Period
from tests.cases import every_case
from tests.components.packs.conftest import Painted
from tests.components.packs.reading import (
    charts_of_slides,
    joined,
    rows_of_slides,
    slides_of,
    tables_of_workbook,
    words_of_pdf,
    words_of_slide,
)
from tests.components.pdf.test_typst import read, roles

Packs = dict[str, Painted]
NAMES = tuple(BY_NAME)


def value_of(words: str) -> float | str:
    """Return the number that a cell shows, read without our own code."""
    if words in ("", DASH):
        return MISSING
    plain = words.replace(",", "").replace("−", "-").replace("+", "")
    if re.fullmatch(r"-?\d+(\.\d+)?%", plain):
        return round(float(plain[:-1]) / 100, 6)
    return float(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else words


@pytest.mark.slow
@every_case("name", NAMES)
def test_every_cell_is_the_same_in_slides_pdf_and_workbook(every_pack: Packs, name: str) -> None:
    of = every_pack[name]
    tables = [table for page in of.pack.pages for table in tables_of(page.parts) if table.rows]
    assert tables
    slides = rows_of_slides(of.pptx)
    assert [row for t in tables for row in t.rows if row not in slides] == []
    printed = words_of_pdf(of.pdf)
    cells = {cell for table in tables for row in table.rows for cell in row}
    assert {cell for cell in cells if joined(cell) not in printed} == set()
    book = tables_of_workbook(of.xlsx)
    for table in tables:
        wanted = [
            [
                value_of(cell) if at in table.numbers else (cell or MISSING)
                for at, cell in enumerate(row)
            ]
            for row in table.rows
        ]
        found = [
            [[round(one, 6) if isinstance(one, float) else one for one in row] for row in sheet]
            for sheet in book
        ]
        assert wanted in found, table.heads


def page_rows(of: Painted) -> list[list[str]]:
    """Return rows of tables as the pages of the app have them."""
    template = BY_NAME[of.pack.template]
    viewer = reader(Viewer(name="", audience=Audience.ANALYST), template)
    here = context_of(View(lang=of.pack.language), viewer)
    if of.pack.template == "ward":
        model = facts_of(replace(here, view=replace(here.view, place=of.pack.subject)))
        tables = [table_rows.recorded_rows(model), table_rows.topics(model)]
        spots = hotspots.ask(replace(here, view=replace(here.view, category=model.category)))
        inside = queries.places.places(here.key)["parent_code"] == of.pack.subject
        found = described(spots, spots.areas[inside.reindex(spots.areas.index)])
        hot = here.text("next.spot_yes")
        listed = [
            [name, here.text.number(n), hot, kind, history]
            for name, _, n, kind, history in found.loc[
                found.index.isin(spots.picked.index)
            ].itertuples(index=False)
        ]
        return listed + [row for table in tables if table for row in table.rows]
    if of.pack.template == "order":
        order = ask(here, of.pack.subject, usual=True)
        assert order.study.evidence
        tables = [evidence_tables.counts(order)]
        tables.append(evidence_tables.measures(order, order.study.evidence))
        return [row for table in tables if table for row in table.rows]
    rows = []
    if of.pack.template in ("monthly", "assessment"):
        spots = hotspots.ask(replace(here, view=replace(here.view, category=ASB)))
        rows = [
            [name, ward, here.text.number(incidents), kind, history]
            for name, ward, incidents, kind, history in described(spots, spots.picked).itertuples(
                index=False
            )
        ]
        assert rows
    listed = order_list.listed(here)
    listed = listed[listed["state"] != here.text("order_state.lapsed")]
    return rows + [
        [row[name] for name in ("name", "ends", "state", "says")] for _, row in listed.iterrows()
    ]


@every_case("name", NAMES)
def test_slides_have_the_rows_of_the_page(every_pack: Packs, sample_home: Path, name: str) -> None:
    of = every_pack[name]
    rows, slides = page_rows(of), rows_of_slides(of.pptx)
    assert rows and [row for row in rows if row not in slides] == []


@every_case("name", NAMES)
def test_every_chart_is_native_and_has_the_numbers_of_the_workbook(
    every_pack: Packs, name: str
) -> None:
    of = every_pack[name]
    sheets = tables_of_workbook(of.xlsx)
    charts = charts_of_slides(of.pptx)
    assert charts
    for labels, series in charts:
        same = [rows for rows in sheets if [row[0] for row in rows] == labels]
        assert any(_agree(rows, list(series.values())) for rows in same), list(series)


def _agree(rows: list[list[Any]], series: list[list[float | None]]) -> bool:
    """Return whether a sheet has the values of a chart, rounded as it shows them."""
    pairs = [
        (row[column], value)
        for column, values in enumerate(series, 1)
        for row, value in zip(rows, values, strict=True)
    ]
    return all(
        found == MISSING if value is None else math.isclose(found, value, abs_tol=0.051)
        for found, value in pairs
        if value is None or found != MISSING
    ) and any(value is not None for _, value in pairs)


def test_the_first_message_has_the_changes_of_the_release(
    every_pack: Packs, sample_store: Store
) -> None:
    """The table of the monthly pack, compared with what the release counts."""
    of = every_pack["monthly"]
    period = of.pack.pages[1].period
    key = CacheKey(sample_store.manifest.release, Audience.PARTNER.name.lower())
    text = of.pack.text
    latest = list(sample_store.months())[-12:]
    assert period == text.months(latest[0], latest[-1])
    changes = queries.area_figures.changes_in(
        key, COUNTY, "", Period(first=latest[0], last=latest[-1])
    )
    assert changes is not None
    now = changes[1].now
    rows = {row[0]: row for row in rows_of_slides(of.pptx)}
    for category in ("burglary", "drugs", "anti-social-behaviour"):
        counted = int(sample_store.counts(COUNTY, list(now), [category]).sum())
        assert rows[text(f"category_title.{category}")][2] == text.number(counted)


@every_case("name", NAMES)
def test_the_first_page_says_what_has_changed(every_pack: Packs, name: str) -> None:
    of = every_pack[name]
    lead = of.pack.subtitle[0]
    first_slide = words_of_slide(slides_of(of.pptx).slides[0])
    first_page = PdfReader(io.BytesIO(of.pdf)).pages[0].extract_text()
    for words in (first_slide, first_page):
        assert "".join(lead.split()) in "".join(words.split()), lead


@every_case("name", NAMES)
def test_every_page_says_what_its_figures_rest_on(every_pack: Packs, name: str) -> None:
    of = every_pack[name]
    slides = list(slides_of(of.pptx).slides)
    # A note or a heading of an agenda has no figures.
    figures = [page for page in of.pack.pages if page.period]
    foots = [of.pack.text("pack.foot", period=page.period, base=page.base) for page in figures]
    assert of.pack.release in words_of_slide(slides[0])
    assert of.pack.subtitle[0] in words_of_slide(slides[0]), "the first slide says what changed"
    for slide in slides[1:]:
        said = words_of_slide(slide)
        if not any(page.heading in said for page in figures):
            assert any(page.heading in said for page in of.pack.pages)
            continue
        assert any(foot in said for foot in foots) and of.pack.source in said
        notes = slide.notes_slide.notes_text_frame.text
        assert of.pack.source in notes and any(foot in notes for foot in foots)
        assert any(page.caveats[0] in notes for page in figures)
    assert all(FICTIONAL in words_of_slide(slide) for slide in slides)
    pages = [joined(page.extract_text()) for page in read(of.pdf).pages]
    assert len(pages) >= len(of.pack.pages)
    for page in pages:
        without = [one.heading for one in of.pack.pages if not one.period]
        found = [*foots, *without]
        assert any(joined(words) in page for words in found), page[:300]
        assert joined(FICTIONAL) in page and joined(of.pack.source) in page
    book = openpyxl.load_workbook(io.BytesIO(of.xlsx))
    for sheet in book.worksheets[2:]:
        assert FICTIONAL in sheet["A2"].value and of.pack.source in sheet["A3"].value


@every_case("name", NAMES)
def test_slides_can_be_read_aloud(every_pack: Packs, name: str) -> None:
    of = every_pack[name]
    slides = list(slides_of(of.pptx).slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert all(titles) and len(set(titles)) == len(titles), "each slide has a title of its own"
    language = {"en": "en-GB", "cy": "cy-GB"}[of.pack.language]
    for slide in slides:
        first = slide.shapes[0]
        assert first == slide.shapes.title, "the title is read first"
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                described = shape._element.xpath(".//p:cNvPr")[0].get("descr")
                assert described and len(described) > 10
            if shape.has_table:
                assert shape.table.first_row
        spoken = slide._element.xpath(".//a:rPr/@lang")
        numbers = slide._element.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers)), "each shape has a number of its own"
        assert spoken and set(spoken) == {language}


@every_case("name", NAMES)
def test_nothing_reaches_over_the_edge_of_a_slide(every_pack: Packs, name: str) -> None:
    shown = slides_of(every_pack[name].pptx)
    for slide in shown.slides:
        boxes = [
            (shape.top / Pt(1), shape.height / Pt(1), shape)
            for shape in slide.shapes
            if not shape.is_placeholder
        ]
        for top, tall, shape in boxes:
            assert top >= 0 and top + tall <= shown.slide_height / Pt(1), shape.name
            assert shape.left >= 0 and shape.left + shape.width <= shown.slide_width
        *above, (foot, _, _) = boxes
        ends = [top + tall for top, tall, _ in above]
        assert max(ends, default=0) <= foot + 1, "the foot is below all else"


@every_case("name", NAMES)
def test_the_pdf_is_tagged(every_pack: Packs, name: str) -> None:
    of = every_pack[name]
    reader: PdfReader = read(of.pdf)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith(of.pack.language)
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    tags = roles(reader)
    assert {"/H1", "/Table", "/TH", "/TD", "/Figure"} <= set(tags)
    assert tags.count("/H1") >= len(of.pack.pages)
    for page in reader.pages:
        wide, tall = (round(float(side)) for side in page.mediabox[2:])
        assert (wide, tall) == (842, 595), "A4 on its side"


@every_case("name", NAMES)
def test_the_workbook_follows_the_rules_for_tables(every_pack: Packs, name: str) -> None:
    of = every_pack[name]
    book = openpyxl.load_workbook(io.BytesIO(of.xlsx))
    cover, notes, *tables = book.worksheets
    assert cover["A1"].value == of.pack.title and MISSING in notes["A2"].value
    links = [cell.hyperlink.location for row in cover.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{sheet.title}'!A1" for sheet in tables]
    for sheet in tables:
        assert len(sheet.tables) == 1 and not sheet.merged_cells.ranges
        (ref,) = [table.ref for table in sheet.tables.values()]
        assert ref == f"A5:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        cells = [cell.value for row in sheet[ref] for cell in row]
        assert all(value not in (None, "") for value in cells), "no blank cell"
        heads = [cell.value for cell in sheet[5]]
        assert len(set(heads)) == len(heads)


def test_a_public_pack_has_nothing_for_partners(every_pack: Packs) -> None:
    """The order review and the changes are for the public, whoever makes them."""
    for name in ("ward", "changes", "order", "assessment"):
        of = every_pack[name].pack
        assert of.text("pack.for_public") in of.subtitle[1]
    assert (
        every_pack["monthly"].pack.text("pack.for_partner")
        in every_pack["monthly"].pack.subtitle[1]
    )


pytestmark = pytest.mark.timeout(120)
