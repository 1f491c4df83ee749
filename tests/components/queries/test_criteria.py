"""The criteria of the priority score: their availability, and that they use no hidden value."""

from collections.abc import Callable

import pandas as pd

from components.queries import criteria
from components.queries.cache import CacheKey
from components.queries.current_store import store_of
from components.queries.measures import measure_table
from data.sample.planted_effects import truth
from data.schema import LSOA, WARD
from geo.hotspots.gi_star import HOT
from geo.measures.hotspots import KIND
from geo.period import latest_year
from geo.priority.criteria import (
    CHANGE,
    DEPRIVATION,
    GAP,
    GROUPS,
    HOT_SPOTS,
    INGREDIENTS,
    PERCEIVED,
    RATE,
)
from geo.priority.score import scores

Change = Callable[[pd.DataFrame], pd.DataFrame]
DAY = "2026-11-20"


def test_the_survey_has_no_criterion_for_small_areas(public: CacheKey) -> None:
    found = criteria.criteria(public, LSOA, "asb", DAY)
    assert found.left_out[PERCEIVED] == found.left_out[GAP] == "only_wards"
    assert {PERCEIVED, GAP}.isdisjoint(found.values)


def test_a_topic_that_is_not_recorded_has_no_rate_and_no_change(public: CacheKey) -> None:
    found = criteria.criteria(public, WARD, "litter", DAY)
    assert found.left_out == dict.fromkeys((RATE, CHANGE, GAP, HOT_SPOTS), "no_category")
    assert found.values[PERCEIVED].notna().all()


def test_every_ingredient_is_either_a_column_or_has_a_reason(public: CacheKey) -> None:
    for level in (WARD, LSOA):
        found = criteria.criteria(public, level, "asb", DAY)
        assert sorted([*found.values, *found.left_out]) == sorted(INGREDIENTS)


def test_the_planted_wards_lead_their_criteria(public: CacheKey) -> None:
    values = criteria.criteria(public, WARD, "asb", DAY).values
    assert values[PERCEIVED].idxmax() == truth("fear_above_record").ward_code
    assert values[CHANGE].idxmax() == truth("emerging").ward_code
    assert values[GROUPS].idxmax() == truth("no_group").ward_code
    assert values[DEPRIVATION].notna().all()


def test_hot_spots_are_those_of_the_map_by_small_area(public: CacheKey) -> None:
    """Of wards: the share of their small areas, of which lasting ones count double."""
    period = latest_year(store_of(public).complete_months())
    spots = measure_table(public, "hotspots", LSOA, "shoplifting", period)[KIND]
    small = criteria.criteria(public, LSOA, "shoplifting", DAY)
    values = small.values[HOT_SPOTS]
    assert set(values.index[values > 0]) == set(spots.index[spots == HOT])
    assert {0.0, 1.0, 2.0} == set(values.dropna())
    parents = store_of(public).area_names(LSOA)["parent_code"]
    wards = criteria.criteria(public, WARD, "shoplifting", DAY).values[HOT_SPOTS]
    expected = values.groupby(parents).mean().reindex(wards.index)
    pd.testing.assert_series_equal(wards, expected, check_names=False)


def test_hot_spots_without_a_weight_change_no_score(public: CacheKey) -> None:
    found = criteria.criteria(public, WARD, "shoplifting", DAY)
    weights, known = {RATE: 20, CHANGE: 15, DEPRIVATION: 15}, found.values.notna()
    before = scores(
        found.fractions.drop(columns=HOT_SPOTS), weights, known=known.drop(columns=HOT_SPOTS)
    )
    after = scores(found.fractions, weights | {HOT_SPOTS: 0}, known=known)
    pd.testing.assert_series_equal(before, after)
    assert not after.equals(scores(found.fractions, weights | {HOT_SPOTS: 30}, known=known))


def test_a_topic_without_a_hot_spot_says_so(public: CacheKey) -> None:
    found = criteria.criteria(public, WARD, "asb", DAY)
    assert found.left_out == {HOT_SPOTS: "not_hot"}


def test_a_hidden_share_cannot_be_told_from_the_values_or_the_score(
    with_answers: Callable[[Change], CacheKey],
) -> None:
    ward = str(truth("fear_above_record").ward_code)

    def calm(table: pd.DataFrame) -> pd.DataFrame:
        there = (table["question"] == "problem_asb") & (table["area_code"] == ward)
        big = table.index[there & table["answer"].isin(["very big", "fairly big"])]
        return table.assign(answer=table["answer"].mask(table.index.isin(big[3:]), "not at all"))

    found = criteria.criteria(with_answers(calm), WARD, "asb", DAY)
    assert found.hidden.at[ward, PERCEIVED]
    assert found.values.loc[ward, [PERCEIVED, GAP]].isna().all()
    assert pd.isna(found.fractions.at[ward, PERCEIVED])
    # The gap counts as none, so that its part of the score is the one of every unclear gap.
    unclear = found.fractions.loc[found.values[GAP] == 0, GAP]
    assert len(unclear) and set(unclear) == {found.fractions.at[ward, GAP]}
    # One other is hidden too, so that this one isn't what the whole leaves over.
    assert found.hidden[PERCEIVED].sum() == 2


def test_public_and_partners_have_the_same_criteria(public: CacheKey, partner: CacheKey) -> None:
    seen, known = (criteria.criteria(key, WARD, "asb", DAY).values for key in (public, partner))
    pd.testing.assert_frame_equal(seen, known)
