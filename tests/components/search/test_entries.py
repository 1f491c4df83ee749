"""The search finds names in both languages, without accents, the best first."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.page_context import context_of
from components.search.entries import (
    ACTION,
    GROUP,
    MOST,
    ORDER,
    PAGE,
    PLACE,
    RESPONSE,
    find,
    matching,
    plain,
)
from components.view.view import View
from components.view.viewer import local_viewer
from data.settings import load_settings
from pages import PAGES
from tests.cases import every_case

PARTS = tuple(entry.part() for entry in PAGES if entry.part)


def test_accents_capitals_and_hyphens_make_no_difference() -> None:
    assert plain("Grŵp Cydlyniant") == "grwp cydlyniant"
    assert plain("Tŷ-Llwyd's") == "ty llwyd s"


@given(st.text(max_size=40))
def test_what_is_made_plain_stays_so(words: str) -> None:
    assert plain(plain(words)) == plain(words)


def test_names_that_begin_with_the_word_come_first_and_all_words_count() -> None:
    names = pd.DataFrame({"plain": ["new port", "airport road", "port road", "harbour"]})
    assert matching(names, ["port"]).index.tolist() == [0, 2, 1]
    assert matching(names, ["road", "port"]).index.tolist() == [1, 2]
    many = pd.DataFrame({"plain": ["port"] * 50})
    assert len(matching(many, ["port"])) == MOST


@every_case("audience", ["public", "analyst"])
def test_every_kind_is_found_in_both_languages(
    sample_home: Path, monkeypatch: pytest.MonkeyPatch, audience: str
) -> None:
    monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
    viewer = local_viewer(load_settings())
    for language in ("en", "cy"):
        here = context_of(View(lang=language, parts=PARTS), viewer)
        found = {
            PLACE: find(here, PAGES, "sarnen promenad"),
            ORDER: find(here, PAGES, "sgwar farchnad"),
            GROUP: find(here, PAGES, "watch aberhalwyn castle"),
            PAGE: find(here, PAGES, "hafan"),
            ACTION: find(here, PAGES, "1.1.1 patrolau troed"),
        }
        assert {kind: len(entries.get(kind, [])) for kind, entries in found.items()} == {
            **dict.fromkeys((PLACE, ORDER, PAGE), 1),
            GROUP: 1,
            ACTION: 0 if audience == "public" else 1,
        }, (audience, language)
        (order,) = found[ORDER][ORDER]
        assert order.query == {"order": "PSPO-01"} | ({"lang": "cy"} if language == "cy" else {})
        responses = find(here, PAGES, "stiwardiaid stryd").get(RESPONSE, [])
        assert [one.query["response"] for one in responses] == (
            ["A3"] if audience == "analyst" else []
        ), "only for those who may open their page"
        hidden = find(here, PAGES, "ychwanegu").get(PAGE, [])
        assert len(hidden) == (1 if audience == "analyst" else 0), "only pages that open"
        assert find(here, PAGES, "  ") == {} and find(here, PAGES, "<b>(") == {}
