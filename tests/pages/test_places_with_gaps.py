"""Every page with a place that has no figures, and with one that lacks the year before."""

from pathlib import Path

import pytest

from components.text.catalogue import LANGUAGES, Text
from data.release.store import Store
from data.schema import WARD
from data.settings import Settings
from geo.measures import MEASURES
from pages import PAGES, PageEntry
from tests.gaps import ABSENT, LATE, YEAR, hide_wards, release_with_gaps
from tests.pages.conftest import Open, in_turn, in_welsh, page_at, words_on


@pytest.fixture
def absent(gaps_store: Store) -> str:
    return str(gaps_store.codes(WARD)[ABSENT][0])


@pytest.fixture
def late(gaps_store: Store) -> str:
    return str(gaps_store.codes(WARD)[LATE][0])


@pytest.mark.slow
@in_turn("entry", PAGES)
def test_every_page_works_for_a_place_without_figures(
    gaps_home: Path, open_page: Open, absent: str, entry: PageEntry, language: str
) -> None:
    app = open_page(entry, place=absent, lang=language)
    words = words_on(app)
    assert not app.exception and not app.error
    for unworded in (" nan", "NaN", "None", "{"):
        assert unworded not in words, unworded
    assert Text(language)("panel.nothing_recorded") not in words


@in_welsh
def test_a_place_without_figures_has_a_gap_and_no_zero(
    gaps_home: Path, open_page: Open, gaps_store: Store, absent: str, language: str
) -> None:
    text = Text(language)
    name = text.name(gaps_store.areas(WARD).loc[absent])
    period = text.during(YEAR.first, YEAR.last)
    sentence = text("place.no_figures", place=name, period=period)
    for address in ("", "map"):
        words = words_on(open_page(page_at(address), place=absent, lang=language))
        assert sentence in words, address
        assert text.plural("count.incidents", 0) not in words, address
    words = words_on(open_page(page_at("place"), place=absent, lang=language))
    assert text("mine.most_unpublished") in words and text("mine.season_no_year") in words
    assert text.plural("count.incidents", 0) not in words


@in_welsh
def test_a_place_without_the_year_before_is_compared_with_nothing(
    gaps_home: Path, open_page: Open, late: str, language: str
) -> None:
    text = Text(language)
    for address in ("", "map", "place"):
        words = words_on(open_page(page_at(address), place=late, lang=language))
        assert text("change.no_year_before") in words, address


@in_welsh
def test_the_whole_area_is_said_to_be_compared_in_part(
    gaps_home: Path, open_page: Open, gaps_store: Store, language: str
) -> None:
    text, people = Text(language), gaps_store.residents(WARD)
    wards = gaps_store.codes(WARD)
    left = people[[*wards[LATE], *wards[ABSENT]]].sum() / people.sum()
    words = words_on(open_page(page_at(""), lang=language))
    assert text.percent(1 - left) in words
    with_gaps = len({*wards[LATE], *wards[ABSENT]})
    assert text("fresh.some_wards", wards=text.plural("count.ward", with_gaps)) in words
    assert text("fresh.none_missing") not in words
    without = people[wards[ABSENT]].sum() / people.sum()
    words = words_on(open_page(page_at("map"), measure="deprived20", lang=language))
    assert text("place.area_part", share=text.percent(1 - without)) in words
    words = words_on(open_page(page_at("map"), measure="rate", lang=language))
    assert text("caveat.no_figures", areas=text.plural("count.ward", 1)) in words


def test_the_basis_of_priorities_says_which_places_have_fewer_months(
    copied: Settings, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    folder = copied.releases / "2026-09-half-years"
    for wards in (0, 2):
        if wards:
            release_with_gaps(copied.home, folder.name)
            codes = [str(code) for code in Store(folder).codes(WARD)]
            hide_wards(folder, codes[2 : 2 + wards], YEAR.months()[6:])
        for language in LANGUAGES:
            text = Text(language)
            words = words_on(open_page(page_at("next"), lang=language))
            assert text("basis.recorded", months=text.months(YEAR.first, YEAR.last)) in words
            said = text("basis.fewer_months", areas=text.plural("count.ward", 2))
            assert (said in words) == bool(wards), (wards, language)


def test_the_map_shows_a_month_of_which_a_part_of_the_area_has_figures(
    gaps_home: Path, open_page: Open
) -> None:
    for measure in MEASURES:
        app = open_page(page_at("map"), measure=measure, period=f"{YEAR.last}_{YEAR.last}")
        assert not app.exception and not app.error, measure
