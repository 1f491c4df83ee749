"""The panel's sentences: they respect intervals, ties and hidden values."""

import dataclasses

import numpy as np
import pandas as pd

from components.explorer import panel_sentences
from components.explorer.pins import toggle_pin
from components.text.catalogue import LANGUAGES, Text
from geo.measures import MEASURES
from geo.measures.model import Measure, Scale
from geo.measures.ranking import Rank
from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE, TOO_FEW
from geo.stats.pairwise import PairwiseComparison
from tests.cases import every_case

ENGLISH = Text("en")
RATE, CHANGE, COMPARED = (MEASURES[name] for name in ("rate", "change", "compared"))
TOP = Rank(areas=24, above=2, below=21, ties=0, overlapping=3, uncertain=False)
each_language = every_case("language", LANGUAGES)
each_measure = every_case("measure", MEASURES.values(), ids=list(MEASURES))


def row(**given: object) -> pd.Series:
    usual = {"value": 16.242, "lower": 13.609, "upper": 19.237, "status": "shown"}
    return pd.Series(usual | given, dtype=object)


def test_a_value_has_its_confidence_interval() -> None:
    assert panel_sentences.headline(ENGLISH, RATE, row()) == "16.2"
    assert panel_sentences.interval(ENGLISH, RATE, row()) == ("Likely range: 13.6 to 19.2.")


def test_a_change_and_both_its_limits_have_a_sign() -> None:
    change = row(value=0.12, lower=-0.05, upper=0.32)
    assert panel_sentences.headline(ENGLISH, CHANGE, change) == "+12%"
    assert "\N{MINUS SIGN}5% to +32%" in panel_sentences.interval(ENGLISH, CHANGE, change)


def test_a_hidden_value_has_a_reason_and_no_number() -> None:
    hidden = row(value=np.nan, lower=np.nan, upper=np.nan, status="hidden")
    assert panel_sentences.headline(ENGLISH, RATE, hidden) == "–"
    assert "fewer than 500 residents" in panel_sentences.interval(ENGLISH, RATE, hidden)
    missing = row(value=np.nan, lower=np.nan, upper=np.nan, status="missing")
    assert "no figure" in panel_sentences.interval(ENGLISH, RATE, missing)


def test_the_limits_of_another_figure_are_never_given_to_a_name() -> None:
    named = row(value=2.0, verdict="higher", rate=16.2, benchmark=14.0)
    assert panel_sentences.headline(ENGLISH, COMPARED, named) == "clearly higher"
    assert panel_sentences.interval(ENGLISH, COMPARED, named) == ""
    assert ("From", "13.6") in panel_sentences.other_figures(ENGLISH, COMPARED, named)


@each_measure
@each_language
def test_no_figure_of_a_measure_is_left_out(measure: Measure, language: str) -> None:
    cells = {column.name: np.nan for column in measure.columns}
    said = panel_sentences.other_figures(Text(language), measure, row(**cells))
    aside = set() if measure.scale is Scale.NAMED else {"lower", "upper"}
    # What could have been seen is in a sentence (components.text.visible).
    aside |= {"value", *panel_sentences.VISIBLE}
    assert len(said) == len([c for c in measure.columns if c.name not in aside])


@every_case(
    ("change", "said"),
    [
        ({"above": 0, "below": 23}, "The highest of 24 wards."),
        ({}, "One of the five highest of 24 wards."),
        ({"above": 21, "below": 2}, "One of the five lowest of 24 wards."),
        ({"above": 23, "below": 0}, "The lowest of 24 wards."),
        ({"above": 0, "below": 21, "ties": 2}, "One of the five highest of 24 wards. 2 others"),
        ({"above": 10, "below": 13}, "Ranks 11 of 24 wards."),
        ({"uncertain": True}, "Near the top of 24 wards, but not clearly higher than the rest."),
        ({"areas": 10, "above": 2, "below": 7}, "One of the three highest of 10 wards."),
        ({"areas": 3, "above": 0, "below": 2}, "The highest of 3 wards."),
        ({"above": 0, "below": 0, "ties": 23}, "All 24 wards have the same figure."),
        ({"areas": 1, "above": 0, "below": 0}, "No other area has a figure"),
    ],
)
def test_the_rank_of_a_place_follows_the_rules(change: dict[str, int], said: str) -> None:
    at = dataclasses.replace(TOP, **change)  # type: ignore[arg-type]
    assert panel_sentences.rank_sentence(ENGLISH, RATE, at, "ward").startswith(said)


def test_the_number_of_overlapping_intervals_is_stated() -> None:
    assert panel_sentences.rank_sentence(ENGLISH, RATE, TOP, "ward").endswith(
        "Its likely range overlaps with 3 other areas', so its rank is uncertain."
    )
    alone = dataclasses.replace(TOP, overlapping=0)
    assert panel_sentences.rank_sentence(ENGLISH, RATE, alone, "ward").endswith(
        "Its likely range does not overlap with any other area's."
    )
    without = dataclasses.replace(TOP, overlapping=None)
    assert "limits" not in panel_sentences.rank_sentence(ENGLISH, RATE, without, "ward")


def test_a_named_class_has_a_number_of_areas_and_no_rank() -> None:
    at = dataclasses.replace(TOP, ties=6)
    assert (
        panel_sentences.rank_sentence(ENGLISH, COMPARED, at, "ward")
        == "7 of 24 wards are in this group."
    )


def test_the_median_of_the_areas_replaces_the_whole_area() -> None:
    table = pd.DataFrame({"value": [1.0, 2.0, 9.0, np.nan], "status": ["shown"] * 3 + ["hidden"]})
    assert (
        panel_sentences.middle(ENGLISH, RATE, table, "ward")
        == "Half of 3 wards are at 2.0 or above."
    )
    assert panel_sentences.middle(ENGLISH, COMPARED, table, "ward") == ""
    # Of values that mostly are the lowest one it would say nothing: all areas have that or more.
    flat = table.assign(value=[0.0, 0.0, 9.0, np.nan])
    assert panel_sentences.middle(ENGLISH, RATE, flat, "ward") == ""


def told(language: str, found: PairwiseComparison | None) -> str:
    return panel_sentences.difference(
        Text(language), found, first="Morfa", second="Saltings", category="burglary"
    )


def found(verdict: str, ratio: float, counts: tuple[int, int] = (90, 40)) -> PairwiseComparison:
    limits = {"lower": ratio * 0.8, "upper": ratio * 1.25}
    limits |= {"visible_lower": 0.6, "visible_higher": 1.7}
    return PairwiseComparison(verdict=verdict, ratio=ratio, counts=counts, months=11, **limits)


@each_language
def test_a_difference_is_claimed_only_beyond_chance(language: str) -> None:
    text = Text(language)
    months = text.plural("pins.months", 11)
    facts = {"first": "Morfa", "second": "Saltings", "category": "burglary", "months": months}
    for verdict in (NO_CLEAR_DIFFERENCE, TOO_FEW):
        assert told(language, found(verdict, 1.6)) == text(f"pins.{verdict}", **facts)
    assert told(language, None) == text("pins.not_compared")
    higher = told(language, found(HIGHER, 2.0))
    assert higher == text("pins.higher", ratio="2.00", lower="1.60", upper="2.50", **facts)
    assert told(language, found(LOWER, 0.5)).startswith(
        text("pins.lower", ratio="0.50", lower="0.40", upper="0.62", **facts)[:20]
    )


def test_next_to_an_area_without_incidents_the_other_is_named_first() -> None:
    none = found(LOWER, float("nan"), counts=(0, 30))
    assert "higher in Saltings than in Morfa: 30, compared with none" in told("en", none)


def test_a_third_pin_changes_nothing_and_a_second_press_unpins() -> None:
    assert toggle_pin((), "W1") == ("W1",)
    assert toggle_pin(("W1", "W2"), "W3") == ("W1", "W2")
    assert toggle_pin(("W1", "W2"), "W1") == ("W2",)
