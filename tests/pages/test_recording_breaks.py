"""Recording breaks on the pages: the Data page with its charts, and caveats where they count."""

import json
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components import queries
from components.data_page import recording_breaks
from components.page_context import context_of
from components.pdf.typst import printed
from components.place_page.leaflet_pdf import pdf_input
from components.place_page.model import facts_of
from components.snapshot.charts.model import Months
from components.snapshot.collect import trend_of
from components.text.catalogue import Text
from components.text.recording_breaks import when
from components.view.view import View
from components.view.viewer import local_viewer
from data.release.store import Store
from data.schema import WARD
from data.settings import load_settings
from tests.breaks import SPELL, STEP, release_with_breaks
from tests.cases import every_case
from tests.components.snapshot.reading import without_paths
from tests.pages.conftest import Open, in_welsh, page_at, words_on

DATA = page_at("data")


@pytest.fixture
def ward(breaks_store: Store) -> str:
    return str(breaks_store.codes(WARD)[0])


def charts_of(app: AppTest) -> list[dict[str, object]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


@in_welsh
def test_the_data_page_lists_each_break_with_its_evidence(
    breaks_home: Path, breaks_store: Store, open_page: Open, language: str
) -> None:
    text, app = Text(language), open_page(DATA, lang=language)
    words = words_on(app)
    assert not app.exception and not app.error
    assert text.plural("breaks.found", 3) in words
    for one in breaks_store.manifest.breaks:
        for line in recording_breaks.evidence(text, one):
            assert line in words
    assert {f"breaks.state_{one.state}" for one in breaks_store.manifest.breaks} == {
        "breaks.state_found",
        "breaks.state_confirmed",
        "breaks.state_overruled",
    }
    charts = charts_of(app)
    assert len(charts) == 3
    # The spell of burglary has a line where it begins and one where it ends.
    lines = [[s for s in chart["layout"]["shapes"] if s["type"] == "line"] for chart in charts]  # type: ignore[index]
    assert sorted(map(len, lines)) == [1, 1, 2]
    alts = [chart.proto.alt for chart in app.get("plotly_chart")]
    assert all(text("break.otherwise") in alt and alt.count("202") > 3 for alt in alts)


@in_welsh
def test_the_data_page_says_that_there_is_none(
    sample_home: Path, open_page: Open, language: str
) -> None:
    words = words_on(open_page(DATA, lang=language))
    assert Text(language)("breaks.none") in words


def test_a_release_that_was_built_before_says_that_none_was_looked_for(
    sample_home: Path, tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    shutil.copytree(sample_home, home)
    release_with_breaks(home, "2026-09-before", None)
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    app = open_page(DATA)
    assert not app.exception and Text("en")("breaks.not_looked_for") in words_on(app)
    assert not open_page(page_at("")).exception


@in_welsh
@every_case(
    ("address", "query"),
    [
        ("", {}),
        ("", {"place": "ward", "category": STEP[0]}),
        ("map", {"measure": "rate", "category": STEP[0]}),
        ("map", {"measure": "change", "category": STEP[0], "place": "ward"}),
        ("place", {"place": "ward"}),
        ("place", {"place": "ward", "category": STEP[0]}),
        ("next", {"topic": "damage"}),
        ("perceived", {"topic": "damage"}),
    ],
)
def test_a_page_that_uses_both_sides_says_so(
    breaks_home: Path,
    breaks_store: Store,
    open_page: Open,
    ward: str,
    language: str,
    address: str,
    query: dict[str, str],
) -> None:
    asked = {name: ward if value == "ward" else value for name, value in query.items()}
    app = open_page(page_at(address), lang=language, **asked)
    assert not app.exception and not app.error
    text = Text(language)
    (one,) = breaks_store.breaks((STEP[0],))
    words = words_on(app)
    assert f"{text(f'category.{STEP[0]}')}" in words and when(text, one) in words


def test_a_category_without_a_break_has_no_caveat_and_no_line(
    breaks_home: Path, open_page: Open, ward: str
) -> None:
    app = open_page(page_at("map"), place=ward, category="robbery")
    assert "differently" not in words_on(app).partition(Text("en")("panel.commonest"))[0]
    (chart,) = charts_of(app)
    assert not [s for s in chart["layout"].get("shapes", []) if s["type"] == "line"]  # type: ignore[attr-defined]


def test_a_sum_that_contains_the_category_says_so(
    breaks_home: Path, open_page: Open, ward: str
) -> None:
    words = words_on(open_page(page_at("map"), place=ward, category="all-crime"))
    assert "includes criminal damage and arson, which" in words


@in_welsh
def test_the_pdf_and_the_picture_of_months_have_the_line(
    breaks_home: Path, ward: str, language: str
) -> None:
    text, viewer = Text(language), local_viewer(load_settings())
    here = context_of(View(lang=language, place=ward, category=STEP[0]), viewer)
    model = facts_of(here)
    assert [month for month, _ in model.break_marks] == [STEP[1]]
    pages = without_paths(printed(pdf_input(model))).pages
    words = " ".join("".join(page.extract_text() for page in pages).split())
    assert text(f"category.{STEP[0]}") in words
    picture = trend_of(here, address="https://milltir.example")
    assert isinstance(picture.chart, Months)
    assert picture.chart.breaks[0] == (STEP[1], text("break.otherwise"))
    assert any(text(f"category.{STEP[0]}") in line for line in picture.caveats)


def test_the_label_is_drawn_in_the_printed_chart(breaks_home: Path, ward: str) -> None:
    from components.place_page.printed_pictures import months

    viewer = local_viewer(load_settings())
    with_break = months(facts_of(context_of(View(place=ward, category=SPELL[0]), viewer))).svg
    without = months(facts_of(context_of(View(place=ward, category="robbery"), viewer))).svg
    assert with_break and without
    assert with_break.count("recorded") == 2 and "recorded" not in without


def test_the_commonest_categories_have_the_caveat_of_a_break(
    breaks_home: Path, breaks_store: Store, ward: str, open_page: Open
) -> None:
    app = open_page(page_at("map"), place=ward, measure="deprivation")
    after = words_on(app).partition(Text("en")("panel.commonest"))[2]
    assert Text("en").month(STEP[1]) in after


def test_two_places_of_which_one_is_recorded_otherwise_are_not_compared(
    breaks_home: Path, breaks_store: Store, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = map(str, breaks_store.codes(WARD)[:2])
    query = {"pins": f"{first}.{second}", "category": STEP[0]}
    text, known = Text("en"), queries.categories.breaks_at
    assert text("pins.break") not in words_on(open_page(page_at("map"), **query))
    monkeypatch.setattr(
        queries.categories,
        "breaks_at",
        lambda key, level, place, *rest: () if place == second else known(key, level, place, *rest),
    )
    assert text("pins.break") in words_on(open_page(page_at("map"), **query))
