"""A release without residents: counts work on every page, and what lacks residents is said."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from components import queries
from components.export import menu
from components.page_context import context_of
from components.page_models import map_figures
from components.pdf.typst import printed
from components.place_page.leaflet_pdf import pdf_input
from components.place_page.model import facts_of
from components.queries.cache import CacheKey
from components.text.catalogue import LANGUAGES, Text
from components.view.view import View
from components.view.viewer import local_viewer
from data.build.pipeline import build_release
from data.release.current import open_store
from data.release.store import Store
from data.schema import ASB, COUNTY, LSOA, TOWN, WARD
from data.settings import Settings, load_settings
from geo.measures import MEASURES
from geo.period import latest_year
from geo.priority.criteria import DEPRIVATION, GAP, GROUPS, RATE
from geo.survey.gap_analysis import NO_RESIDENTS
from pages import PAGES, PageEntry
from tests.cases import every_case
from tests.components.snapshot.reading import without_paths
from tests.conftest import made_once, settings_in
from tests.pages.conftest import Open, in_welsh, maps_on, page_at, words_on

PLACE = "W05999008"
# What no reader may see: numbers that are none, and keys that have no words.
NO_WORDS = re.compile(
    r"\b(nan|inf|NaN|None(?! (of|have|clearly)))\b|∞|caveat\.|mine\.|why_not\.|[{}]"
)


@pytest.fixture(scope="session")
def folder_without_residents(sample_sources: Path, shared_folder: Path) -> Path:
    """A home with the whole sample county but for its residents; tests only read it."""

    def build(home: Path) -> None:
        sources = home.with_name("sources-without-residents")
        shutil.copytree(sample_sources, sources, ignore=shutil.ignore_patterns("population"))
        build_release([sources], settings_in(home))

    return made_once(shared_folder / "home-without-residents", build)


@pytest.fixture
def store(folder_without_residents: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("MILLTIR_HOME", str(folder_without_residents))
    yield open_store(settings_in(folder_without_residents))[0]


def key_of(store: Store) -> CacheKey:
    return CacheKey(store.manifest.release, "analyst")


def codes_of(store: Store) -> list[str]:
    return [str(store.codes(level)[1]) for level in (WARD, LSOA, TOWN)]


@every_case("entry", PAGES, ids=[page.title for page in PAGES])
def test_every_page_opens_with_and_without_a_place(
    store: Store, open_page: Open, entry: PageEntry
) -> None:
    # In alternating languages, so that each page and each kind of place has both.
    for number, place in enumerate(("", *codes_of(store)), PAGES.index(entry)):
        language = LANGUAGES[number % 2]
        app = open_page(entry, lang=language, place=place)
        assert not app.exception and not app.error, place
        found = NO_WORDS.search(words_on(app))
        assert not found, (place, found)


@every_case("address", ["map", "groups", "next", "perceived"])
def test_pages_open_by_lsoa_on_a_projector_and_with_pinned_places(
    store: Store, open_page: Open, address: str
) -> None:
    ward, lsoa, _ = codes_of(store)
    for view in ({"level": LSOA, "place": lsoa}, {"projector": "on", "place": ward}):
        app = open_page(page_at(address), **view)
        assert not app.exception and not app.error, view
        assert not NO_WORDS.search(words_on(app)), view
    if address == "map":
        words = words_on(open_page(page_at(address), pins=f"{ward}.{store.codes(WARD)[2]}"))
        assert Text("en")("pins.no_residents") in words
    if address == "groups":
        words = words_on(open_page(page_at(address)))
        assert Text("en")("groups.most_incidents", n="10") in words
        assert "clearly above the whole area" not in words


def test_the_map_counts_by_default_and_says_what_it_lacks(store: Store, open_page: Open) -> None:
    text = Text("en")
    for level in (WARD, LSOA):
        app = open_page(page_at("map"), level=level)
        words = words_on(app)
        assert text("measure_title.count") in words and text("caveat.no_residents") in words
        assert maps_on(app)[0]["layers"]
        year = store.months()[-12:]
        shown = app.dataframe[0].value[text("table.incidents")]
        assert shown.sum() == store.counts(level, year, [ASB]).sum() > 0
        assert app.selectbox(key="view-measure").value == "count"
        assert not app.warning


def test_only_measures_without_residents_are_offered(store: Store) -> None:
    offered = queries.measures.measures(key_of(store))
    assert offered[0] == "count" and {"share", "change", "perceived", "deprivation"} <= {*offered}
    assert not [name for name in offered if "population" in MEASURES[name].needs]


def test_a_link_to_a_rate_shows_the_counts_and_says_so(store: Store, open_page: Open) -> None:
    app = open_page(page_at("map"), measure="rate")
    assert app.selectbox(key="view-measure").value == "count"
    assert any("measure=rate" in warning.value for warning in app.warning)


@every_case("overlay", ["hexagons", "names"])
def test_hexagons_and_names_are_drawn_over_the_counts(
    store: Store, open_page: Open, overlay: str
) -> None:
    offered = queries.overlays.overlays_offered(key_of(store))
    assert "hexagons" in offered and "marks" not in offered
    app = open_page(page_at("map"), overlays=overlay)
    assert not app.exception
    assert any(overlay in str(layer.get("id")) for layer in maps_on(app)[0]["layers"])


def test_months_and_changes_are_those_of_a_release_with_residents(
    store: Store,
    sample_store: Store,
    folder_without_residents: Path,
    sample_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Both years have the same residents, so that a change doesn't depend on their number."""
    period = latest_year(store.complete_months())
    place = str(store.codes(WARD)[1])
    for level, code in ((COUNTY, ""), (WARD, place)):
        tables = []
        for one, home in ((store, folder_without_residents), (sample_store, sample_settings.home)):
            monkeypatch.setenv("MILLTIR_HOME", str(home))
            found = queries.area_figures.changes_in(key_of(one), level, code, period)
            assert found is not None
            tables.append(found[0])
        assert tables[0]["direction"].equals(tables[1]["direction"])
        assert tables[0]["ratio"].tolist() == pytest.approx(
            tables[1]["ratio"].tolist(), nan_ok=True
        )
        assert (tables[0]["direction"] != "no clear change").any() or level == WARD
    assert store.observed(COUNTY, period.months()).tolist() == [
        pytest.approx(sample_store.observed(WARD, period.months()).mean())
    ]


@in_welsh
def test_the_pdf_of_a_place_says_that_residents_are_not_known(store: Store, language: str) -> None:
    text = Text(language)
    here = context_of(View(place=PLACE, lang=language), local_viewer(load_settings()))
    document = without_paths(printed(pdf_input(facts_of(here))))
    words = "".join("".join(page.extract_text() for page in document.pages).split())
    for key in ("mine.without_residents", "mine.no_base", "mine.deprived_no_residents"):
        assert "".join(text(key).split()) in words, key
    # Nor does it speak of rates that aren't there, or of whose residents they are of.
    assert "".join(text("mine.record_how").split()) not in words
    origin = facts_of(here).residents_from
    assert origin and "".join(origin.split()) not in words
    assert not re.search(r"\bnan\b", " ".join(page.extract_text() for page in document.pages))


def test_priorities_leave_out_what_needs_residents_with_the_reason(store: Store) -> None:
    found = queries.criteria.criteria(key_of(store), WARD, "asb", "2026-11-20")
    lacking = {name for name, why in found.left_out.items() if why == NO_RESIDENTS}
    assert lacking == {RATE, GAP, DEPRIVATION, GROUPS}
    assert len(found.values.columns) >= 2


def test_exports_state_that_there_is_no_denominator(store: Store) -> None:
    here = context_of(View(measure="count"), local_viewer(load_settings()))
    about = menu.about_of(here, map_figures.query_map(here))
    assert about["denominator"].startswith("none: ") and "rate_unit" not in about
    content = menu.content_of(here, map_figures.query_map(here))
    assert content.table["value"].sum() > 0


def test_the_data_page_says_how_to_bring_residents(store: Store, open_page: Open) -> None:
    words = words_on(open_page(page_at("data")))
    assert Text("en")("source_bring.population") in words
    assert Text("en")("caveat.no_residents") in words
