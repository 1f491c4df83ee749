"""Sentences state only differences that are larger than chance explains."""

import pandas as pd

from components.text import change_sentences, sentences, survey_gaps, visible
from components.text.catalogue import LANGUAGES, Text
from data.provenance.freshness import Freshness
from data.schema import CATEGORIES
from geo.comparable_months.compared import ComparedMonths
from geo.survey.shares import NO_CLEAR_DIFFERENCE, PERCEIVED_ABOVE, RECORDED_ABOVE
from tests.cases import every_case
from tests.gaps import compared_year, even_changes

ENGLISH = Text("en")


def years(**changed: tuple[int, int]) -> tuple[pd.DataFrame, ComparedMonths]:
    """Return changes of all categories: 500 in both years, or the given numbers (before, now)."""
    named = {name.replace("_", "-"): pair for name, pair in changed.items()}
    pairs = {category: named.get(category, (500, 500)) for category in CATEGORIES}
    before = {category: pair[0] for category, pair in pairs.items()}
    now = {category: pair[1] for category, pair in pairs.items()}
    return even_changes(now, before), compared_year()


@every_case("language", LANGUAGES)
def test_noise_is_no_change(language: str) -> None:
    text = Text(language)
    said = change_sentences.whole_area_change(text, years(burglary=(500, 540), drugs=(500, 455)))
    assert said == text("change.none")


def test_a_real_fall_is_named_with_its_limits() -> None:
    said = change_sentences.whole_area_change(ENGLISH, years(burglary=(1000, 700)))
    assert said.startswith(
        "Recorded burglary clearly fell by 30% in a year. "
        "It went from 1,000 to 700. (Likely range: 1"
    )
    assert "Nothing else clearly changed" in said
    in_welsh = change_sentences.whole_area_change(Text("cy"), years(burglary=(1000, 700)))
    assert in_welsh[0].isupper(), "the Welsh sentence begins with the category"


def test_a_rise_and_a_fall_are_both_named() -> None:
    said = change_sentences.whole_area_change(
        ENGLISH, years(burglary=(1000, 700), robbery=(100, 190))
    )
    assert "robbery up 90%" in said and "Nothing else" not in said


def test_a_change_that_is_clear_only_alone_is_not_named() -> None:
    alone = even_changes({"burglary": 570}, {"burglary": 500})
    assert alone.at["burglary", "direction"] == "up"
    assert "burglary" not in change_sentences.whole_area_change(ENGLISH, years(burglary=(500, 570)))


def test_a_change_of_less_than_a_twentieth_is_not_named() -> None:
    found = years(burglary=(400_000, 385_000))
    assert found[0].at["burglary", "upper"] < 1
    assert "burglary" not in change_sentences.whole_area_change(ENGLISH, found)
    assert "No clear change" in change_sentences.place_change(ENGLISH, found, "burglary")


@every_case("language", LANGUAGES)
def test_few_incidents_are_too_few_to_say(language: str) -> None:
    text, found = Text(language), years(robbery=(3, 2))
    said = change_sentences.place_change(text, found, "robbery")
    assert said == text("change.place_few", before="3", now="2")


def test_what_could_have_been_seen_goes_with_what_is_unclear() -> None:
    table, _ = years(burglary=(1000, 700), robbery=(3, 2))
    assert visible.change(ENGLISH, table.loc["burglary"], "Burglary") == []
    assert visible.change(ENGLISH, table.loc["robbery"], "Robbery") == []
    (line,) = visible.change(ENGLISH, table.loc["drugs"], "Drugs")
    fall, rise = 1 - table.at["drugs", "visible_fall"], table.at["drugs", "visible_rise"] - 1
    assert line == f"Drugs: a fall of {fall:.0%} or a rise of {rise:.0%}."
    unclear = table.index[table["direction"] == "no clear change"]
    assert len(visible.changes(ENGLISH, table)) == len(unclear) > 3
    assert visible.explained(ENGLISH, []) == []
    small = table.loc["drugs"].copy()
    small["visible_fall"] = float("nan")
    assert "too small to see any fall" in visible.change(ENGLISH, small, "Drugs")[0]


def test_a_missing_earlier_year_is_reported() -> None:
    assert change_sentences.whole_area_change(ENGLISH, None) == ENGLISH("change.no_year_before")
    assert change_sentences.place_change(ENGLISH, None, "burglary") == ENGLISH(
        "change.no_year_before"
    )


def gaps(*kinds: str) -> pd.DataFrame:
    rows = [
        {"name_en": f"Ward {i}", "name_cy": f"Ward {i}", "kind": None if i == 3 else kind, "z": z}
        | {"share": 0.5, "lower": 0.4, "upper": 0.6, "base": 60, "gap": z, "may_be_named": i != 3}
        | {"status": "hidden" if i == 3 else "shown", "wards": 1}
        for i, (kind, z) in enumerate(zip(kinds, (3.1, -4.2, 5.0, 9.9), strict=False))
    ]
    return pd.DataFrame(rows)


def test_wards_are_named_only_where_the_gap_is_clear() -> None:
    unclear = survey_gaps.disagreement(ENGLISH, gaps(NO_CLEAR_DIFFERENCE, NO_CLEAR_DIFFERENCE))
    assert unclear == ENGLISH("gap.none", areas="2 wards")
    named = survey_gaps.disagreement(
        ENGLISH, gaps(PERCEIVED_ABOVE, RECORDED_ABOVE, PERCEIVED_ABOVE, PERCEIVED_ABOVE)
    )
    assert "In Ward 2, 50% of residents say" in named
    assert "In Ward 1, only 50% say it" in named and "Ward 0" not in named
    assert "Ward 3" not in named, "its cell is too small to be shown"
    assert survey_gaps.disagreement(ENGLISH, None) == ENGLISH("gap.too_few")


@every_case("language", LANGUAGES)
def test_wards_that_are_hidden_are_not_among_those_without_a_difference(language: str) -> None:
    text = Text(language)
    table = gaps(*[NO_CLEAR_DIFFERENCE] * 4).assign(wards=[1, 1, 3, 2])
    said = survey_gaps.disagreement(text, table)
    assert text("gap.none", areas=text.plural("count.ward", 5)) in said
    assert text.plural("gap.hidden", 2, wards=text.plural("count.ward", 2)) in said
    # A ward with answers but without police figures is not compared.
    table["kind"] = table["kind"].where(table.index != 2)
    assert text("gap.none", areas=text.plural("count.ward", 2)) in survey_gaps.disagreement(
        text, table
    )
    nobody = survey_gaps.disagreement(text, table.assign(status="missing", may_be_named=False))
    assert text.plural("gap.wards_unanswered", 7, wards=text.plural("count.ward", 7)) in nobody


def test_few_residents_get_a_count_and_no_rate() -> None:
    row = pd.Series({"incidents": 3, "rate": float("nan"), "status": "hidden"})
    said = sentences.place_compared(ENGLISH, "Dock", row, "robbery", "in May 2025")
    assert said == (
        "In Dock, the police recorded 3 crimes of robbery in May 2025."
        " Too few people live there to give a rate."
    )


def test_unknown_residents_are_not_called_few() -> None:
    row = pd.Series({"incidents": 3, "rate": float("nan"), "status": "missing"})
    said = sentences.place_compared(ENGLISH, "Dock", row, "robbery", "in May 2025")
    assert "We do not know how many people live there" in said


def test_a_fall_to_zero_has_no_percentage() -> None:
    said = change_sentences.whole_area_change(ENGLISH, years(robbery=(40, 0)))
    assert said.startswith(
        "Recorded robbery: 40 the year before, none this year. That is a clear fall."
    )
    assert "%" not in said and "nan" not in said.lower()


def test_freshness_includes_the_age() -> None:
    young = sentences.age_of_data(ENGLISH, Freshness(latest_month="2026-09", months_old=1))
    assert young == "Police figures go to September 2026 and are 1 month old."
    old = sentences.age_of_data(ENGLISH, Freshness(latest_month="2025-09", months_old=13))
    assert "13 months old" in old and "older than usual" in old
    new = sentences.age_of_data(ENGLISH, Freshness(latest_month="2026-10", months_old=0))
    assert "less than a month old" in new


def test_months_without_figures_are_named_as_runs() -> None:
    months = ["2024-01", "2024-02", "2024-03", "2024-07"]
    english, welsh = (sentences.not_published(Text(language), months) for language in LANGUAGES)
    assert "January 2024 to March 2024 and July 2024." in english
    assert "Ionawr 2024" in welsh and "Chwefror 2024" not in welsh and "Gorffennaf 2024" in welsh
    assert sentences.not_published(ENGLISH, []) == ""
