"""Places with gaps of their own: like is compared with like, and no figure is never zero."""

from pathlib import Path

import pandas as pd
import pytest

from components.page_models import place_summary
from components.queries import (
    area_figures,
    awareness,
    categories,
    criteria,
    measures,
    perceived,
    place_profile,
)
from components.queries.cache import CacheKey
from components.queries.texts import text_in
from components.text import sentences
from components.text.compared_months import months_note
from data.release.store import Store
from data.schema import ASB, CATEGORIES, COUNTY, LSOA, WARD
from geo.measures import MEASURES
from geo.period import Period, shifted
from geo.priority.criteria import CHANGE, RATE
from geo.stats.suppression import MISSING
from tests.cases import every_case
from tests.gaps import ABSENT, LATE, YEAR, YEAR_BEFORE

RECORDED = [name for name, measure in MEASURES.items() if measure.subject == "category"]


@pytest.fixture
def key(gaps_home: Path, gaps_store: Store) -> CacheKey:
    return CacheKey(gaps_store.manifest.release, "public")


@pytest.fixture
def late(gaps_store: Store) -> list[str]:
    return [str(code) for code in gaps_store.codes(WARD)[LATE]]


@pytest.fixture
def absent(gaps_store: Store) -> str:
    return str(gaps_store.codes(WARD)[ABSENT][0])


@pytest.fixture
def rows(sample_store: Store) -> pd.DataFrame:
    """The incidents by ward, month and category, from the points and not from the cubes."""
    wards = sample_store.table("points").set_index("point")["ward_code"]
    counts = sample_store.table("point_counts")
    return counts.assign(ward=counts["point"].map(wards), month=counts["month"].astype(str))


def pairs() -> tuple[list[str], list[str]]:
    """The months of the latest year without the pair that the sample's missing month is in."""
    now = [month for month in YEAR.months() if shifted(month, -12) != "2025-03"]
    return now, [shifted(month, -12) for month in now]


def test_the_whole_area_compares_only_wards_that_have_both_years(
    key: CacheKey, rows: pd.DataFrame, late: list[str], absent: str, sample_store: Store
) -> None:
    found = area_figures.changes_in(key, COUNTY, "", YEAR)
    assert found is not None
    table, compared = found
    there = rows[~rows["ward"].isin([*late, absent])]
    for column, months in zip(("now", "before"), pairs(), strict=True):
        counted = there[there["month"].isin(months)].groupby("category")["incidents"].sum()
        assert {c: table.at[c, column] for c in CATEGORIES if c in counted} == counted.to_dict()
    people = sample_store.residents(WARD)
    left = people[[*late, absent]].sum() / people.sum()
    assert compared.share == pytest.approx(1 - left) and 0.5 < compared.share < 0.9
    assert list(compared.now) == pairs()[0]


@every_case("language", ["en", "cy"])
def test_the_sentence_says_which_months_and_how_much_of_the_area(
    key: CacheKey, language: str
) -> None:
    text, found = text_in(language), area_figures.changes_in(key, COUNTY, "", YEAR)
    assert found is not None
    said = months_note(text, found[1])
    assert text.percent(found[1].share) in said
    assert text.months("2025-10", "2026-02") in said and text.months("2026-04", "2026-09") in said


def test_a_place_without_the_year_before_has_no_change(
    key: CacheKey, late: list[str], absent: str
) -> None:
    for place in (late[0], absent):
        assert area_figures.changes_in(key, WARD, place, YEAR) is None
        assert perceived.trend_of(key, "asb", place) is None
    table = measures.measure_table(key, "change", WARD, ASB, YEAR)
    known = table["value"].notna() | (table["status"] == "hidden")
    assert set(table.index[~known]) == {*late, absent}
    assert (table.loc[known, "months"] == 11).all()


def test_a_place_is_compared_over_its_own_months(
    key: CacheKey, rows: pd.DataFrame, late: list[str]
) -> None:
    period = Period(first="2025-08", last="2026-09")
    found = area_figures.changes_in(key, WARD, late[0], Period(first="2026-08", last="2026-09"))
    assert found is None
    longer = categories.compared_months(key, WARD, late[0], period)
    assert longer is None, "the months before the gap are in no year with the period"
    early = Period(first="2024-08", last="2024-11")
    known = area_figures.changes_in(key, WARD, late[0], early)
    assert known is not None and known[1].now == ("2024-08", "2024-09")
    there = rows[(rows["ward"] == late[0]) & rows["month"].isin(["2024-08", "2024-09"])]
    assert known[0].at[ASB, "now"] == there.loc[there["category"] == ASB, "incidents"].sum()


@every_case("measure", ["rate", "compared", "smoothed"])
def test_a_rate_is_compared_with_the_whole_in_the_same_months(
    key: CacheKey,
    gaps_store: Store,
    rows: pd.DataFrame,
    late: list[str],
    absent: str,
    measure: str,
) -> None:
    both = Period(first="2025-04", last="2026-03")
    months = [month for month in both.months() if month > YEAR_BEFORE.last]
    table = measures.measure_table(key, measure, WARD, ASB, both)
    counted = rows[(rows["category"] == ASB) & rows["month"].isin(months)]
    counts = counted.groupby("ward")["incidents"].sum().drop(absent)
    residents = gaps_store.residents(WARD).drop(absent)
    ward = max(late, key=lambda code: residents[code])
    counts, residents = counts.drop(ward), residents.drop(ward)
    assert table.at[ward, "fewer_months"]
    rate = 1000 * counts.sum() / (residents.sum() * len(months) / 12)
    assert table.at[ward, "benchmark"] == pytest.approx(rate)
    assert not table["fewer_months"].drop([*late, absent]).any()


@every_case("level", [WARD, LSOA])
@every_case("measure", RECORDED)
def test_a_place_without_months_has_no_figure(
    key: CacheKey, gaps_store: Store, late: list[str], absent: str, measure: str, level: str
) -> None:
    parents = gaps_store.areas(level)["parent_code"] if level == LSOA else None
    none = [absent] if parents is None else [*parents.index[parents == absent]]
    table = measures.measure_table(key, measure, level, ASB, YEAR).loc[none]
    assert len(table) and (table["status"] == MISSING).all()
    of_place = ["value", "lower", "upper", "incidents", "rate", "verdict", "direction"]
    figures = table.reindex(columns=[*of_place, "now", "before", "months", "recorded", "q"])
    assert figures.isna().all(axis=None), figures.T


def test_figures_of_a_place_without_months_are_said_to_be_missing(
    key: CacheKey, absent: str
) -> None:
    assert categories.months_with_figures(key, WARD, absent, YEAR) == ()
    months = categories.months_with_figures(key, COUNTY, "", YEAR)
    row = area_figures.figures(key, WARD, ASB, months).loc[absent]
    said = sentences.place_compared(text_in("en"), "Dock", row, ASB, "in 2026")
    assert said == "There are no figures for Dock in 2026. That means missing, not zero."


def test_a_total_of_the_whole_area_says_that_it_is_not_of_all(
    key: CacheKey, rows: pd.DataFrame, late: list[str], absent: str, sample_store: Store
) -> None:
    months = tuple(categories.months_with_figures(key, COUNTY, "", YEAR_BEFORE))
    row = area_figures.figures(key, COUNTY, ASB, months).iloc[0]
    there = rows[~rows["ward"].isin([*late, absent]) & rows["month"].isin(months)]
    counted = there.loc[there["category"] == ASB, "incidents"].sum()
    assert row["incidents"] == counted
    people = sample_store.residents(WARD)
    rest = people.sum() - people[[*late, absent]].sum()
    assert row["rate"] == pytest.approx(1000 * counted / (rest * len(months) / 12))
    said = place_summary.whole_area_part(text_in("en"), row, months)
    assert text_in("en").percent(rest / people.sum()) in said
    whole = row.copy()
    whole["months"] = len(months)
    assert place_summary.whole_area_part(text_in("en"), whole, months) == ""


def test_the_months_of_the_whole_area_are_those_of_the_same_wards(
    key: CacheKey, rows: pd.DataFrame, late: list[str], absent: str
) -> None:
    monthly = place_profile.monthly(key, COUNTY, "", ASB)
    wards = place_profile.monthly_wards(key, ASB)
    assert wards is not None and wards.share < 1 and absent not in wards.areas
    gaps = set(YEAR_BEFORE.months()) if set(late) & set(wards.areas) else {"2025-03"}
    assert set(monthly.index[monthly.isna()]) == gaps
    there = rows[rows["ward"].isin(wards.areas) & (rows["category"] == ASB)]
    by_month = there[~there["month"].isin(gaps)].groupby("month")["incidents"].sum()
    assert monthly.dropna().to_dict() == by_month.to_dict()


def test_where_to_go_next_knows_nothing_of_a_place_without_figures(
    key: CacheKey, late: list[str], absent: str
) -> None:
    found = criteria.criteria(key, WARD, "asb", "2026-11-20")
    assert pd.isna(found.values.at[absent, RATE]) and not found.facts.at[absent, "rate_high"]
    assert found.facts.loc[[*late, absent], "change"].isna().all()
    assert found.values[RATE].notna().sum() == len(found.values) - 1
    assert CHANGE in found.values


def test_beliefs_are_judged_only_where_there_are_figures(
    key: CacheKey, late: list[str], absent: str, sample_store: Store
) -> None:
    found = awareness.awareness(key)
    assert found is not None
    assert found.compared["2026-06"].share < 1
    assert absent not in found.compared["2026-06"].areas
    answers = sample_store.answers_of(["problem_asb"], ["area_code", "question"])
    assert absent in set(answers["area_code"]), "its residents were asked"
    table = perceived.perceived_and_recorded(key, "asb").gaps.table
    row = table.loc[perceived.perceived_and_recorded(key, "asb").pool[absent]]
    assert pd.isna(row["rate"]) and pd.isna(row["incidents"]) and pd.isna(row["recorded"])


def test_hexagons_have_no_incidents_of_a_gap(
    key: CacheKey, gaps_store: Store, late: list[str], absent: str
) -> None:
    wards = gaps_store.table("points").set_index("point")["ward_code"]
    rest = gaps_store.point_counts(YEAR_BEFORE.months())["point"].map(wards)
    assert len(rest) and not rest.isin([*late, absent]).any()
    counts = gaps_store.point_counts(YEAR.months())
    ward = counts["point"].map(wards)
    assert absent not in set(ward)
    counted = gaps_store.counts(WARD, YEAR.months(), CATEGORIES)
    assert counts["incidents"].groupby(ward).sum().to_dict() == counted.drop(absent).to_dict()
