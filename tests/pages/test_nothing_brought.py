"""Where a list or a survey wasn't brought, pages say so, and not that there is nothing."""

from pathlib import Path

import pytest

from components.text.catalogue import Text
from components.text.index_names import edition_name
from tests.pages.conftest import Open, in_welsh, page_at, words_on

WARD, LSOA = "W05999008", "W01999007"


@pytest.fixture(autouse=True)
def served(bare_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))


@in_welsh
def test_without_lists_no_page_says_that_no_order_or_group_is_there(
    open_page: Open, language: str
) -> None:
    text = Text(language)
    for address, none in (
        ("map", ("panel.no_orders", "panel.no_groups")),
        ("perceived", ("calls.no_groups", "calls.nothing_done")),
    ):
        words = words_on(open_page(page_at(address), place=WARD, lang=language))
        assert text("mine.no_orders_list") in words and text("mine.no_groups_list") in words
        assert all(text(key) not in words for key in none), address


@in_welsh
def test_an_lsoa_lacks_the_survey_because_there_is_none(open_page: Open, language: str) -> None:
    text = Text(language)
    words = words_on(open_page(page_at("next"), level="lsoa", lang=language))
    assert text("next_why.no_survey") in words and text("next_why.no_groups") in words
    assert text("next_why.only_wards") not in words


@in_welsh
def test_the_rank_of_an_lsoa_is_not_called_a_share(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(sample_home))
    text = Text(language)
    words = words_on(open_page(page_at("place"), place=LSOA, lang=language))
    edition = edition_name(text, "WIMD 2025")
    assert text("mine.deprived_basis", edition=edition, of="1,917") in words
    # The words before the first number, of an LSOA's rank and of a ward's shares.
    rank = text("mine.deprived_lsoa", rank="|", of="", decile="").partition("|")[0]
    share = text("mine.deprived_ward", share10="|", share20="").partition("|")[0]
    assert rank in words and share not in words
