"""The map by town and by police beat, where the release has them, and only there."""

from pathlib import Path

import pytest

from components import cached
from components.text import LANGUAGES, Text
from data.schema import ASB, BEAT, COUNTY, TOWN, WARD
from data.store import Store
from geo.breaks import METHODS
from geo.compare import HIGHER
from pages import PAGES
from tests.pages.conftest import Open, page_at, words_on

MAP = page_at("map")
DATA = page_at("data")
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
def test_a_map_by_town_says_so_and_what_lies_in_none(
    sample_home: Path, sample_store: Store, open_page: Open, language: str
) -> None:
    text = Text(language)
    app = open_page(MAP, level=TOWN, measure="rate", lang=language)
    words = words_on(app)
    assert text("level_by.town") in words and text.plural("count.town", 3) in words
    year = sample_store.months()[-12:]
    outside = sample_store.nowhere(TOWN, year, (ASB,))
    assert outside > 0 and text.plural("caveat.in_no_town", outside) in words
    shown = app.dataframe[0].value
    assert len(shown) == 3
    counted = sample_store.counts(COUNTY, year, (ASB,)).sum()
    assert shown[text("table.incidents")].sum() + outside == counted


@each_language
def test_beats_that_hold_everything_leave_nothing_to_say(
    sample_home: Path, open_page: Open, language: str
) -> None:
    words = words_on(open_page(MAP, level=BEAT, lang=language))
    assert Text(language).plural("count.beat", 7) in words
    assert Text(language).plural("caveat.in_no_beat", 0) not in words


def test_a_town_is_held_against_the_whole_area(sample_home: Path, sample_store: Store) -> None:
    release, year = sample_store.manifest.release, tuple(sample_store.months()[-12:])
    table = cached.figures(release, "analyst", TOWN, ASB, year)
    assert set(table["verdict"]) == {HIGHER} and set(table["compared_with"]) == {"rest"}
    counts = sample_store.counts(COUNTY, year, (ASB,)).sum() - table["incidents"]
    people = sample_store.residents(COUNTY).sum() - table["residents"]
    assert table["benchmark"].tolist() == pytest.approx((1000 * counts / people).tolist())


@each_language
def test_a_town_can_be_chosen_and_tells_its_story(
    sample_home: Path, open_page: Open, language: str
) -> None:
    text = Text(language)
    app = open_page(MAP, level=TOWN, measure="rate", lang=language)
    named = text("place.of_kind", place="Porth Sarnen", kind=text("panel_level.town"))
    assert named in app.selectbox(key="view-place").options
    app.selectbox(key="view-place").select("T02").run()
    assert app.query_params["place"] == "T02" and not app.exception
    words = words_on(app)
    assert "<h2>Porth Sarnen</h2>" in words and text("panel_level.town") in words
    for unworded in ("panel.", "standing.", "trend.", "{", " nan", "None"):
        assert unworded not in words, unworded


def test_a_filter_to_wards_greys_the_towns_that_share_nobody_with_them(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, level=TOWN, wards="W05999011")
    assert len(app.dataframe[0].value) == 1 and "Porth Sarnen" in words_on(app)
    app = open_page(MAP, level=BEAT, wards="W05999011.W05999018")
    assert len(app.dataframe[0].value) == 2


@pytest.mark.parametrize("method", METHODS)
def test_three_towns_have_no_empty_class_unless_bounds_are_typed(
    sample_home: Path, open_page: Open, method: str
) -> None:
    app = open_page(MAP, level=TOWN, method=method)
    assert ">0 areas<" not in words_on(app) and "1 area<" in words_on(app)
    typed = open_page(MAP, level=TOWN, method="fixed", bounds="1_2_3")
    assert words_on(typed).count(">0 areas<") == 3, "what is empty by choice is said to be"


def test_a_measure_that_is_known_by_ward_alone_lets_the_towns_go(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, level=TOWN)
    app.selectbox(key="view-measure").select("groups").run()
    assert not app.warning and "level" not in app.query_params
    refused = open_page(MAP, level=TOWN, measure="perceived")
    assert Text("en")("level_by.town") in refused.info[0].value and not refused.warning


@each_language
def test_without_such_a_level_it_is_neither_offered_nor_shown(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    app = open_page(MAP, level=TOWN, lang=language)
    assert "level=town" in words_on(app) and not app.exception
    (levels,) = [group for group in app.button_group if group.key == "view-level"]
    assert levels.options == [Text(language)(f"level.{level}") for level in (WARD, "lsoa")]


def test_a_town_and_a_ward_in_it_are_not_compared(sample_home: Path, open_page: Open) -> None:
    text = Text("en")
    app = open_page(MAP, pins="T02.W05999011")
    assert text("pins.overlapping") in words_on(app)
    app = open_page(MAP, pins="T02.W05999018")
    words = words_on(app)
    assert text("pins.overlapping") not in words and text("pins.nested") not in words


@each_language
def test_a_town_is_no_ward_on_the_other_pages(
    sample_home: Path, open_page: Open, language: str
) -> None:
    for page in PAGES:
        app = open_page(page, place="T02", level=TOWN, lang=language)
        assert not app.exception and not app.error, page.address


@each_language
def test_the_data_page_says_which_levels_there_are(
    sample_home: Path, sample_store: Store, open_page: Open, language: str
) -> None:
    text, words = Text(language), words_on(open_page(DATA, lang=language))
    people = sample_store.residents(COUNTY).sum() - sample_store.residents(TOWN).sum()
    assert text("kind.towns") in words and text("kind.beats") in words
    assert text.number(people) in words and text("method_title.further") in words
    assert text("further.all", areas=text.plural("count.beat", 7)) in words
