"""The summary sentences: only significant changes are named, and hidden values stay hidden."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from components.place_page import summary_sentences
from components.queries.texts import text_in
from components.text.catalogue import LANGUAGES, Text
from data.schema import CATEGORIES, CRIMES
from geo.noise.ladder import DOWN, UP
from tests.cases import every_case
from tests.gaps import compared_year, even_changes

ALL = frozenset({"groups", "orders", "responses"})
NO_ORDERS = pd.DataFrame(columns=["name_en", "name_cy", "state", "status"])
counted = st.lists(st.integers(0, 120), min_size=14, max_size=14)


def compared(now: list[int], before: list[int]) -> pd.DataFrame:
    return even_changes(*(dict(zip(CATEGORIES, row, strict=True)) for row in (now, before)))


@settings(max_examples=150)
@given(now=counted, before=counted, language=st.sampled_from(LANGUAGES))
def test_a_change_is_named_only_if_it_is_significant(
    now: list[int], before: list[int], language: str
) -> None:
    text, table = text_in(language), compared(now, before)
    said = summary_sentences.changed(text, (table, compared_year()), among=list(CATEGORIES))
    real = table[table["direction"].isin([UP, DOWN])]
    claims = [
        summary_sentences.change_sentences.short_change(text, c, table.loc[c]) for c in CATEGORIES
    ]
    named = {c for c, claim in zip(CATEGORIES, claims, strict=True) if f" {claim}" in f" {said}"}
    assert named <= set(real.index)
    assert len(named) >= min(len(real), 1)
    if real.empty:
        assert said == text("mine.changed_none")


def test_frequent_categories_without_clear_change_are_named() -> None:
    text = Text("en")
    now, before = [60, *[50] * 13], [160, *[50] * 13]
    counts = pd.Series(dict(zip(CATEGORIES, now, strict=True)))
    counts.loc[list(CRIMES[2:])] = 1
    years = (compared(now, before), compared_year())
    said = summary_sentences.recorded(text, counts, years, period="last year")
    assert said.startswith("The police recorded anti-social behaviour most often: 60 times")
    assert "Next came bicycle theft (50)" in said and "anti-social behaviour down 62%" in said
    assert "No clear change: bicycle theft and burglary." in said


def test_without_a_year_before_there_is_no_comparison() -> None:
    counts = pd.Series({"burglary": 3})
    said = summary_sentences.recorded(Text("en"), counts, None, period="last year")
    words = "The police recorded burglary most often: 3 times last year. "
    assert said == words + Text("en")("change.no_year_before")
    none = summary_sentences.recorded(Text("en"), counts * 0, None, period="last year")
    assert none == Text("en")("mine.most_none", period="last year")


def answered(**changes_: object) -> pd.Series:
    row = {"status": "shown", "share": 0.78, "lower": 0.66, "upper": 0.87, "base": 59}
    return pd.Series({**row, "perceived": "higher", **changes_})


@every_case(
    ("row", "words"),
    [
        (answered(), "clearly more than the 38%"),
        (answered(perceived="no clear difference"), "not clearly different from the 38%"),
        (answered(perceived="too few"), "too few to say whether it differs from the 38%"),
        (answered(perceived="lower"), "clearly fewer than the 38%"),
        (answered(lower=float("nan")), "chose to answer"),
        (
            answered(status="hidden", share=float("nan")),
            "or it would give away another one",
        ),
        (answered(status="missing", share=float("nan")), "there are no answers from residents"),
    ],
)
def test_residents_differ_only_if_the_interval_excludes_the_whole(
    row: pd.Series, words: str
) -> None:
    whole = pd.Series({"share": 0.38})
    said = summary_sentences.residents_say(
        Text("en"), row, whole=whole, topic="Anti-social behaviour", who="Maesgwylan"
    )
    assert words in said and "anti-social behaviour" in said
    assert ("78%" in said) == (row["status"] == "shown")


def test_a_missing_survey_is_stated() -> None:
    said = summary_sentences.residents_say(Text("cy"), None, whole=None, topic="", who="")
    assert said == Text("cy")("mine.no_survey")


@every_case("language", LANGUAGES)
@every_case("number", [0, 1, 2, 3, 6, 10])
def test_orders_responses_and_groups_have_plural_forms(language: str, number: int) -> None:
    text = Text(language)
    orders = pd.DataFrame(
        [{"name_en": "Sgwâr", "name_cy": "Sgwâr", "state": "in force"}] * number,
        columns=NO_ORDERS.columns,
    )
    said = summary_sentences.being_done(
        text, orders=orders, responses=NO_ORDERS, groups=number, listed=ALL
    )
    wanted = "mine.no_orders_in_force"
    assert (text.plural("mine.orders_in_force", number) if number else text(wanted)) in said
    assert (
        text.plural("mine.groups_here", number) if number else text("mine.no_groups_here")
    ) in said
    assert said.count("Sgwâr") == (number if number <= 2 else 0)


def test_missing_files_are_not_reported_as_empty_lists() -> None:
    text = Text("en")
    said = summary_sentences.being_done(
        text, orders=NO_ORDERS, responses=NO_ORDERS, groups=0, listed=frozenset()
    )
    assert said == ""
    missing = summary_sentences.missing_sources(text, survey=False, listed=frozenset())
    for name in ("survey", *ALL):
        assert text(f"mine.file_{name}") in missing
    assert summary_sentences.missing_sources(text, survey=True, listed=ALL) == ""


def test_only_files_that_are_missing_are_named_as_missing() -> None:
    text, listed = Text("en"), frozenset({"groups"})
    said = summary_sentences.being_done(
        text, orders=NO_ORDERS, responses=NO_ORDERS, groups=0, listed=listed
    )
    assert text("mine.no_groups_here") in said
    assert text("mine.no_orders_in_force") not in said
    missing = summary_sentences.missing_sources(text, survey=True, listed=listed)
    assert text("mine.file_orders") in missing and text("mine.file_groups") not in missing
    assert text("mine.file_survey") not in missing


def test_welsh_mutates_after_two() -> None:
    text = Text("cy")
    assert "2 orchymyn" in text.plural("mine.orders_in_force", 2)
    assert "3 gorchymyn" in text.plural("mine.orders_in_force", 3)
    assert "2 flynedd" in text.plural("mine.season_basis", 2, years="", incidents="")
    assert "1 flwyddyn" in text.plural("mine.season_basis", 1, years="", incidents="")
