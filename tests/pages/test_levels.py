"""The map by town and by police beat, if the release has these levels."""

import json
from pathlib import Path

import pytest

from components import queries
from components.export import menu
from components.export.geojson import as_geojson
from components.export.geopackage import as_gpkg
from components.export.workbook import as_xlsx
from components.page_context import PageContext
from components.page_models import map_figures
from components.queries.cache import CacheKey
from components.snapshot.collect import picture_of
from components.snapshot.render import picture_bytes
from components.text.catalogue import Text
from components.view.view import View
from components.view.viewer import local_viewer
from data.release.store import Store
from data.schema import ASB, BEAT, COUNTY, TOWN, WARD
from data.settings import load_settings
from geo.noise.ladder import HIGHER, NO_CLEAR_DIFFERENCE
from geo.stats.classification import METHODS
from pages import PAGES
from tests.cases import every_case
from tests.pages.conftest import Open, maps_on, page_at, words_on

MAP = page_at("map")
DATA = page_at("data")


def test_a_map_by_town_names_the_level_and_what_is_outside(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    text = Text("en")
    app = open_page(MAP, level=TOWN, measure="rate")
    words = words_on(app)
    assert text("level_by.town") in words and text.plural("count.town", 3) in words
    year = sample_store.months()[-12:]
    outside = sample_store.nowhere(TOWN, year, (ASB,))
    assert outside > 0 and f"{outside} incidents are outside every town" in words
    shown = app.dataframe[0].value
    assert len(shown) == 3
    counted = sample_store.counts(COUNTY, year, (ASB,)).sum()
    assert shown[text("table.incidents")].sum() + outside == counted


def test_beats_that_cover_everything_have_no_remainder(sample_home: Path, open_page: Open) -> None:
    words = words_on(open_page(MAP, level=BEAT))
    assert Text("en").plural("count.beat", 7) in words
    assert Text("en").plural("caveat.in_no_beat", 0) not in words


def test_a_town_is_compared_with_the_whole_area(sample_home: Path, sample_store: Store) -> None:
    release, year = sample_store.manifest.release, tuple(sample_store.months()[-12:])
    table = queries.area_figures.figures(CacheKey(release, "analyst"), TOWN, ASB, year)
    assert set(table["verdict"]) <= {HIGHER, NO_CLEAR_DIFFERENCE}
    counts = sample_store.counts(COUNTY, year, (ASB,)).sum() - table["incidents"]
    people = sample_store.residents(COUNTY).sum() - table["residents"]
    assert table["benchmark"].tolist() == pytest.approx((1000 * counts / people).tolist())


def test_a_town_can_be_chosen_and_has_a_panel(sample_home: Path, open_page: Open) -> None:
    text = Text("en")
    app = open_page(MAP, level=TOWN, measure="rate")
    named = text("place.of_kind", place="Porth Sarnen", kind=text("panel_level.town"))
    assert named in app.selectbox(key="find").options
    app.selectbox(key="find").select("T02").run()
    assert app.query_params["place"] == "T02" and not app.exception
    words = words_on(app)
    assert "<h2>Porth Sarnen</h2>" in words and text("panel_level.town") in words
    for unworded in ("panel.", "standing.", "trend.", "{", " nan", "None<", "None,"):
        assert unworded not in words, unworded


def test_a_filter_to_wards_greys_the_towns_without_common_residents(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, level=TOWN, wards="W05999011")
    assert len(app.dataframe[0].value) == 1 and "Porth Sarnen" in words_on(app)
    app = open_page(MAP, level=BEAT, wards="W05999011.W05999018")
    assert len(app.dataframe[0].value) == 2


def test_single_towns_can_be_filtered_and_are_named(sample_home: Path, open_page: Open) -> None:
    text = Text("en")
    app = open_page(MAP, level=TOWN, at="-4.5_52.3_11")
    far = maps_on(app)[0]["initialViewState"]["zoom"]
    app.multiselect(key="view-wards").select("T02").run()
    assert app.query_params["wards"] == "T02" and "at" not in app.query_params
    assert app.dataframe[0].value.iloc[:, 0].tolist() == ["Porth Sarnen"]
    whole = text.plural("count.town", 3)
    assert text("choices.only", places="Porth Sarnen", n="1", whole=whole) in words_on(app)
    assert text("map.only", places="Porth Sarnen", n="1", whole=whole) in words_on(app)
    assert text("legend.greyed_town") in words_on(app)
    near = maps_on(app)[0]["initialViewState"]["zoom"]
    assert near > far
    app.button(key="show-all-wards").click().run()
    assert "wards" not in app.query_params and len(app.dataframe[0].value) == 3


def test_changing_the_level_retains_filtered_wards_and_drops_towns(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, level=TOWN, wards="T02.W05999018")
    assert "Porth Sarnen (Town) and Llanfelyddon (1 of 3 towns)" in words_on(app)
    app.button_group(key="view-level").set_value(BEAT).run()
    assert app.query_params["wards"] == "W05999018" and not app.warning and not app.exception
    app = open_page(MAP, level=TOWN, wards="T02")
    app.selectbox(key="view-measure").select("groups").run()
    assert "wards" not in app.query_params and not app.warning and not app.exception


@every_case(("wards", "beats"), [("HB1.HB3", "police"), ("T02", ""), ("W05999018", "")])
def test_every_file_of_filtered_towns_and_beats_names_the_filter(
    sample_home: Path, wards: str, beats: str
) -> None:
    level = BEAT if beats else TOWN
    at = PageContext(
        view=View(level=level, wards=wards),
        text=Text("en"),
        viewer=local_viewer(load_settings()),
        manifest=queries.current_store.store().manifest,
    )
    shown = map_figures.query_map(at)
    content = menu.content_of(at, shown)
    kind = "wards" if wards.startswith("W") else f"{level}s"
    told = [at.place_name(code) for code in wards.split(".")]
    assert content.about[f"only_{kind}"] == ", ".join(told)
    assert menu.name_of(at)[3 : 4 + len(told)] == ("only", *told)
    assert set(content.table.index) == (set() if kind == "wards" else set(wards.split(".")))
    assert as_xlsx(content, shown.measure, at.text) and as_gpkg(content, language="en")
    assert len(json.loads(as_geojson(content))["features"]) == len(content.table)
    picture = picture_of(at, shown, address="http://localhost")
    assert picture_bytes(picture, preset="a4", kind="svg").startswith(b"<?xml")


def test_a_filter_to_a_ward_without_a_town_is_explained(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, level=TOWN, wards="W05999018")
    assert Text("en")("only.no_town") in words_on(app) and not app.exception


@every_case("method", METHODS)
def test_three_towns_have_no_empty_class_unless_bounds_are_typed(
    sample_home: Path, open_page: Open, method: str
) -> None:
    app = open_page(MAP, level=TOWN, method=method)
    assert ">0 areas<" not in words_on(app) and "1 area<" in words_on(app)
    typed = open_page(MAP, level=TOWN, method="fixed", bounds="1_2_3")
    assert words_on(typed).count(">0 areas<") == 3, "what is empty by choice is said to be"


def test_a_measure_of_wards_only_changes_the_level_from_towns(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, level=TOWN)
    app.selectbox(key="view-measure").select("groups").run()
    assert not app.warning and "level" not in app.query_params
    refused = open_page(MAP, level=TOWN, measure="perceived")
    assert Text("en")("level_by.town") in refused.info[0].value and not refused.warning


def test_a_level_without_data_is_neither_offered_nor_shown(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    app = open_page(MAP, level=TOWN)
    assert "level=town" in words_on(app) and not app.exception
    (levels,) = [group for group in app.button_group if group.key == "view-level"]
    assert levels.options == [Text("en")(f"level.{level}") for level in (WARD, "lsoa")]


def test_a_town_and_a_ward_in_it_are_not_compared(sample_home: Path, open_page: Open) -> None:
    text = Text("en")
    app = open_page(MAP, pins="T02.W05999011")
    assert text("pins.overlapping") in words_on(app)
    app = open_page(MAP, pins="T02.W05999018")
    words = words_on(app)
    assert text("pins.overlapping") not in words and text("pins.nested") not in words


@pytest.mark.slow
def test_a_town_is_not_treated_as_a_ward_on_other_pages(sample_home: Path, open_page: Open) -> None:
    for page in PAGES:
        app = open_page(page, place="T02", level=TOWN)
        assert not app.exception and not app.error, page.address


def test_the_data_page_lists_the_levels(
    sample_home: Path, sample_store: Store, open_page: Open
) -> None:
    text, words = Text("en"), words_on(open_page(DATA))
    people = sample_store.residents(COUNTY).sum() - sample_store.residents(TOWN).sum()
    assert text("kind.towns") in words and text("kind.beats") in words
    assert text.number(people) in words and text("method_title.further") in words
    assert text("further.all", areas=text.plural("count.beat", 7)) in words
