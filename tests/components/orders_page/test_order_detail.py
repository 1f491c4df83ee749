"""An order's PDF and CSV file have the text and numbers of its page."""

import io
import re

import pandas as pd
import pytest
from pypdf import PdfReader

from components import queries
from components.orders_page import (
    area_sketch,
    evidence_pdf,
    evidence_tables,
    model,
    monthly_chart,
    sentences,
)
from components.orders_page.model import OrdersModel
from components.orders_page.view_part import OrdersPart
from components.page_context import context_of
from components.pdf.typst import printed
from components.text.catalogue import LANGUAGES
from components.ui import tables
from components.ui.tables import FICTIONAL
from components.view.view import View
from components.view.viewer import local_viewer
from data.sample.planted_effects import truth
from data.settings import load_settings
from geo.orders.treatment_areas import INSIDE, PARTS, RING
from tests.cases import every_case

WORKED, MOVED = (str(truth(key).order_id) for key in ("order_worked", "order_displaced"))
FEW_POINTS, PLANNED = "PSPO-04", "PSPO-15"


def asked(number: str, language: str = "en", counted: str = "", **view: str) -> OrdersModel:
    here = context_of(
        View(lang=language, parts=(OrdersPart(order=number, counted=counted),), **view),
        local_viewer(load_settings()),
    )
    return model.ask(here, number)


def together(words_: str) -> str:
    """Return the text without spaces and line ends, which differ between page and PDF."""
    return re.sub(r"\s+", "", words_)


@pytest.mark.slow
@every_case("language", LANGUAGES)
@every_case("number", [WORKED, MOVED, FEW_POINTS, PLANNED])
def test_the_pdf_has_at_most_two_pages_with_the_text_of_the_page(
    sample_home: object, number: str, language: str
) -> None:
    order = asked(number, language)
    reader = PdfReader(io.BytesIO(printed(evidence_pdf.pdf_input(order))))
    assert 1 <= len(reader.pages) <= 2
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and str(root["/Lang"]).startswith(language)
    said = together("".join(page.extract_text() for page in reader.pages))
    for line in (order.name, sentences.answer(order), sentences.status_sentence(order), FICTIONAL):
        assert together(line) in said
    for line in (*sentences.context_sentences(order), *sentences.basis(order)):
        assert together(line) in said
    for number_said in evidence_tables.counts(order).rows if order.study.windows.since else []:
        assert together("".join(number_said)) in said


def test_the_csv_file_has_every_number_and_the_rules(sample_home: object) -> None:
    order = asked(WORKED)
    written = tables.as_csv(
        evidence_tables.as_table(order),
        order.here.manifest,
        about=evidence_tables.about(order, [sentences.answer(order)]),
    )
    table = pd.read_csv(io.BytesIO(written), encoding="utf-8-sig")
    found, study = order.study.evidence, order.study
    assert found is not None
    by = table[table["month"].isna()].set_index(["measure", "part"])
    assert by.at[("recorded before", INSIDE), "value"] == found.inside.before
    assert by.at[("ratio of ratios against the comparison", INSIDE), "upper"] == found.ratio.upper
    net = by.loc[("weighted displacement difference, incidents", f"{INSIDE} + {RING}")]
    assert net["se"] == found.net.se
    months = table[table["month"].notna()]
    assert len(months) == len(PARTS) * len(study.monthly)
    assert months.loc[months["month"] == truth("missing_month").since, "value"].isna().all()
    row = table.iloc[0]
    assert row["note"] == FICTIONAL and row["licence"]
    assert row["verdict"] == order.here.text(f"order_short.{found.verdict}")
    assert row["months_left_out"] == "2023-03 2025-03" and row["ring_metres"] == 400


def test_an_order_without_months_to_compare_has_no_counts_instead_of_zero(
    sample_home: object,
) -> None:
    order = asked(PLANNED)
    assert not order.study.windows.before and not order.study.windows.since
    table = evidence_tables.as_table(order)
    around = table[table["measure"].isin(["recorded before", "recorded since"])]
    assert len(around) == 2 * len(PARTS) and around["value"].isna().all()
    months = table[table["measure"] == "recorded"]
    assert months["value"].notna().any()


@every_case("language", LANGUAGES)
def test_the_numbers_on_the_page_are_those_of_the_study(sample_home: object, language: str) -> None:
    order = asked(MOVED, language)
    found, text = order.study.evidence, order.here.text
    assert found is not None and found.ring_ratio is not None
    inside, ring, comparison = evidence_tables.counts(order).rows
    assert inside[1:3] == [text.number(found.inside.before), text.number(found.inside.since)]
    assert text.number(found.ring_ratio.value, 2) in ring[4]
    assert comparison[3:] == ["–", "–"]
    assert text.percent(found.ring_ratio.value - 1) in sentences.answer(order)


def test_before_and_since_are_always_shown_with_the_comparison(sample_home: object) -> None:
    order = asked(FEW_POINTS)
    counts = evidence_tables.counts(order)
    assert len(counts.rows) == 3 and len(counts.heads) == 5
    assert order.study.evidence is None, "and nothing is made of them"


def test_the_category_of_the_view_is_counted(sample_home: object) -> None:
    usual, other = asked(WORKED), asked(WORKED, counted="shoplifting")
    assert usual.about == ("anti-social-behaviour",) and other.about == ("shoplifting",)
    assert usual.study.monthly[INSIDE].sum() != other.study.monthly[INSIDE].sum()


def test_the_map_has_every_point_and_the_chart_breaks_at_gaps(sample_home: object) -> None:
    order = asked(WORKED)
    overlay = area_sketch.points_of(order)
    for number, row in enumerate(overlay.rows):
        part = next(part for part in PARTS if area_sketch.LOOKS[part] == row.look)
        assert row.label == order.here.text(f"orders.part_{part}")
        assert row.things == overlay.row_of.count(number) == order.study.points[part]
        places = order.study.places
        points = queries.current_store.store().table("points").set_index("point")
        wanted = points.loc[places.index[places == part], ["x", "y"]].to_numpy().tolist()
        drawn = zip(overlay.shapes, overlay.row_of, strict=True)
        assert [[shape.x, shape.y] for shape, of in drawn if of == number] == wanted
    svg = area_sketch.as_svg(order)
    for part, often in ((INSIDE, order.study.points[INSIDE]), (RING, order.study.points[RING])):
        # The map shows every point of these two parts; each symbol has one shape with this fill.
        assert svg.count(f'style="fill: {area_sketch.LOOKS[part].fill.lower()}"') == often
    line = monthly_chart.as_svg(order, INSIDE)
    (path,) = re.findall(r'<g id="months-now">\s*<path d="([^"]+)"', line)
    assert path.count("M") == 2, "one month is missing"
    for _, words_ in monthly_chart.marks(order):
        assert words_ in line
