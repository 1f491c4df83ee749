"""Perception and record by ward: pools, hidden and missing values, and what the public sees."""

from collections.abc import Callable

import pandas as pd
import pytest

from components.queries import perceived
from components.queries.cache import CacheKey
from data.release.store import Store
from data.sample.planted_effects import truth
from geo.noise.ladder import UP
from geo.survey.place_types import REASSURANCE_GAP, RECORDED_ABOVE

Change = Callable[[pd.DataFrame], pd.DataFrame]
ASB_QUESTION = "problem_asb"


def ward_of(key: str) -> str:
    return str(truth(key).ward_code)


def keeping(ward: str, number: int) -> Change:
    """Return a change that removes all but `number` of a ward's ASB answers."""

    def change(table: pd.DataFrame) -> pd.DataFrame:
        there = (table["question"] == ASB_QUESTION) & (table["area_code"] == ward)
        there &= table["mode"] == "random sample"
        surplus = table.index[there & (table["answer"] != "don't know")][number:]
        unsure = table.index[there & (table["answer"] == "don't know")]
        return table.drop(surplus.union(unsure))

    return change


def test_the_planted_gaps_are_found_and_no_others(public: CacheKey) -> None:
    table = perceived.perceived_and_recorded(public, "asb").gaps.table
    kinds = table.loc[table["kind"].isin([REASSURANCE_GAP, RECORDED_ABOVE]), "kind"]
    assert kinds.to_dict() == {
        ward_of("under_reporting"): REASSURANCE_GAP,
        ward_of("fear_above_record"): REASSURANCE_GAP,
        ward_of("fear_below_record"): RECORDED_ABOVE,
    }


def test_a_month_that_was_not_published_is_not_compared(
    public: CacheKey, sample_store: Store
) -> None:
    months = perceived.perceived_and_recorded(public, "asb").months
    missing = str(truth("missing_month").since)
    assert missing in sample_store.months()
    assert missing not in months and {"2025-02", "2025-04"} <= set(months)


def test_only_partners_learn_where_reporting_is_in_doubt(
    public: CacheKey, partner: CacheKey
) -> None:
    assert perceived.below_expected(public, "asb") is None
    doubted = perceived.below_expected(partner, "asb")
    assert doubted is not None
    assert doubted.at[ward_of("under_reporting"), "below"]
    assert not doubted.at[ward_of("busy_record"), "below"]


def test_a_ward_with_too_few_answers_is_pooled_with_a_neighbour(
    with_answers: Callable[[Change], CacheKey],
) -> None:
    ward = ward_of("fear_above_record")
    found = perceived.perceived_and_recorded(with_answers(keeping(ward, 4)), "asb")
    row = str(found.pool[ward])
    assert len(found.wards_of(row)) > 1
    assert found.gaps.table.at[row, "base"] >= 30
    assert ward not in found.gaps.table.index.drop(row)


@pytest.mark.slow
def test_a_ward_without_any_answer_is_missing_and_gets_no_neighbour_s_share(
    with_answers: Callable[[Change], CacheKey],
) -> None:
    ward = ward_of("fear_above_record")
    found = perceived.perceived_and_recorded(with_answers(keeping(ward, 0)), "asb")
    assert found.wards_of(ward) == [ward]
    row = found.gaps.table.loc[ward]
    assert row["status"] == "missing" and pd.isna(row["share"])
    assert row["incidents"] > 0


def test_a_share_of_one_to_four_people_is_hidden(
    with_answers: Callable[[Change], CacheKey],
) -> None:
    ward = ward_of("fear_above_record")

    def calm(table: pd.DataFrame) -> pd.DataFrame:
        there = (table["question"] == ASB_QUESTION) & (table["area_code"] == ward)
        big = table.index[there & table["answer"].isin(["very big", "fairly big"])]
        return table.assign(answer=table["answer"].mask(table.index.isin(big[3:]), "not at all"))

    row = perceived.perceived_and_recorded(with_answers(calm), "asb").gaps.table.loc[ward]
    assert row["status"] == "hidden"
    assert row[["share", "lower", "upper", "gap"]].isna().all()


def test_a_trend_needs_a_police_category(public: CacheKey) -> None:
    emerging = ward_of("emerging")
    trend = perceived.trend_of(public, "asb", emerging)
    assert trend is not None and trend[0]["direction"] == UP and len(trend[1].now) == 11
    assert perceived.trend_of(public, "litter", emerging) is None
