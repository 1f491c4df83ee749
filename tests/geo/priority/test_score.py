"""The priority score, its contributions and its stability under other weights."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.priority import score
from geo.priority.score import (
    CONCENTRATION,
    MIGHT,
    REST,
    SEED,
    STANDS_OUT,
    TIERS,
    TOLERANCE,
    UNSCORED,
    contributions,
    rank_fractions,
    scores,
    share_of_weightings_in_top,
    tiers,
    top_size,
)
from geo.stats.reference import rank_stability
from tests.cases import every_case

INGREDIENTS = pd.DataFrame(
    [(54.2, 0.6, 12, 3), (30.8, 0.2, 400, 1), (18, 0.5, 900, 0), (10.7, 0.2, 1700, 5)],
    ["A", "B", "C", "D"],
    ["rate", "perceived", "wimd", "groups"],
)
WEIGHTS = {"rate": 0.4, "perceived": 0.25, "wimd": 0.2, "groups": 0.15}
FRACTIONS = rank_fractions(INGREDIENTS, low_is_worse=("wimd", "groups"))
NAMES = list("abc")
tables = st.lists(st.tuples(*[st.integers(0, 5)] * 3), min_size=2, max_size=12).map(
    lambda rows: pd.DataFrame(rows, columns=NAMES)
)
weights_of = (
    st.tuples(*[st.integers(0, 100)] * 3)
    .filter(any)
    .map(lambda given: dict(zip(NAMES, given, strict=True)))
)


def test_scores_golden() -> None:
    found = scores(FRACTIONS, WEIGHTS)
    assert found.tolist() == pytest.approx([0.8, 0.53125, 0.5125, 0.15625])


def test_contributions_sum_up_to_the_score() -> None:
    shown = contributions(FRACTIONS, WEIGHTS)
    assert shown.sum(axis=1).tolist() == pytest.approx(scores(FRACTIONS, WEIGHTS).tolist())
    assert shown.loc["A"].tolist() == pytest.approx([0.35, 0.21875, 0.175, 0.05625])


def test_weights_are_scaled_to_one() -> None:
    doubled = {name: 2 * weight for name, weight in WEIGHTS.items()}
    assert scores(FRACTIONS, doubled).tolist() == pytest.approx(scores(FRACTIONS, WEIGHTS).tolist())


def test_there_is_no_score_without_weights() -> None:
    for nothing in ({}, dict.fromkeys(WEIGHTS, 0)):
        assert scores(FRACTIONS, nothing).isna().all()
        assert (tiers(share_of_weightings_in_top(FRACTIONS, nothing, first=2)) == UNSCORED).all()


def test_rank_stability_golden() -> None:
    stability = rank_stability(FRACTIONS, WEIGHTS)
    assert stability.loc["B", 2] == pytest.approx(0.63, abs=0.01)
    assert stability.sum(axis=1).tolist() == pytest.approx([1.0] * 4)
    assert stability.sum(axis=0).tolist() == pytest.approx([1.0] * 4)


def test_rank_stability_agrees_with_a_plain_simulation() -> None:
    """The simulation draws weights that sum to one, and scores areas by a matrix product."""
    rng, weights = np.random.default_rng(3), pd.Series(WEIGHTS)
    drawn = rng.gamma(20 * weights.to_numpy(), size=(20_000, len(weights)))
    drawn /= drawn.sum(axis=1, keepdims=True)
    one = dict(zip(weights.index, drawn[0], strict=True))
    simulated = FRACTIONS[weights.index].to_numpy() @ drawn.T
    assert simulated[:, 0] == pytest.approx(scores(FRACTIONS, one).to_numpy())
    places = pd.DataFrame(simulated, FRACTIONS.index).rank(ascending=False)
    seconds, firsts = (places.loc["B"] == 2).mean(), (places <= 2).mean(axis=1)
    assert seconds == pytest.approx(rank_stability(FRACTIONS, WEIGHTS).loc["B", 2], abs=0.035)
    found = share_of_weightings_in_top(FRACTIONS, WEIGHTS, first=2)
    assert firsts.tolist() == pytest.approx(found.tolist(), abs=0.035)


def test_share_in_top_is_the_sum_of_the_rank_shares() -> None:
    stability = rank_stability(FRACTIONS, WEIGHTS)
    for first in (1, 2, 3):
        found = share_of_weightings_in_top(FRACTIONS, WEIGHTS, first=first)
        summed = stability.loc[:, :first].sum(axis=1)
        # The four areas hardly ever tie in a draw, so that both functions count the same.
        assert found.tolist() == pytest.approx(summed.tolist(), abs=1e-3)


def test_tiers_depend_on_the_share_of_weightings() -> None:
    found = tiers(pd.Series([1.0, 0.8, 0.79, 0.2, 0.19, 0.0, np.nan]))
    assert found.tolist() == [STANDS_OUT, STANDS_OUT, MIGHT, MIGHT, REST, REST, UNSCORED]


def test_no_area_stands_out_when_all_are_equal() -> None:
    same = rank_fractions(pd.DataFrame(1.0, list("ABCDEF"), ["rate", "groups"]))
    share = share_of_weightings_in_top(same, {"rate": 1, "groups": 3}, first=2)
    assert (share == 0).all() and (tiers(share) == REST).all()


def test_missing_ingredients_are_not_filled() -> None:
    unknown = INGREDIENTS.assign(perceived=[np.nan, 0.2, 0.5, 0.2])
    fractions = rank_fractions(unknown, low_is_worse=("wimd", "groups"))
    assert np.isnan(fractions.loc["A", "perceived"])
    rest = {name: weight for name, weight in WEIGHTS.items() if name != "perceived"}
    by_hand = sum(fractions.loc["A", name] * weight for name, weight in rest.items()) / 0.75
    assert scores(fractions, WEIGHTS)["A"] == pytest.approx(by_hand)
    # Only areas with a known value are ranked.
    assert fractions["perceived"].dropna().max() == pytest.approx(2.5 / 3)


def test_an_area_with_less_than_half_known_is_not_scored() -> None:
    known = INGREDIENTS.assign(rate=[np.nan, 30.8, 18, 10.7], perceived=[np.nan, 0.2, 0.5, 0.2])
    fractions = rank_fractions(known, low_is_worse=("wimd", "groups"))
    assert scores(fractions, WEIGHTS).isna().tolist() == [True, False, False, False]
    share = share_of_weightings_in_top(fractions, WEIGHTS, first=1)
    assert tiers(share)["A"] == UNSCORED
    assert share.drop("A").sum() == pytest.approx(1.0, abs=1e-3)
    # Known criteria with half of the weight are enough.
    half = {"rate": 50, "wimd": 50}
    assert scores(fractions, half).notna().all()


def test_the_top_is_at_most_half_of_the_areas() -> None:
    assert [top_size(5, places) for places in (1, 2, 6, 10, 24)] == [1, 1, 3, 5, 5]


def test_a_single_area_is_scored() -> None:
    one = rank_fractions(INGREDIENTS.head(1))
    assert share_of_weightings_in_top(one, WEIGHTS, first=1).tolist() == [1.0]


@given(tables, weights_of, st.integers(2, 9))
def test_scaling_the_weights_changes_nothing(
    table: pd.DataFrame, weights: dict[str, float], times: int
) -> None:
    fractions = rank_fractions(table)
    more = {name: times * weight for name, weight in weights.items()}
    found = [
        share_of_weightings_in_top(fractions, given, first=1, draws=200)
        for given in (weights, more)
    ]
    assert found[0].tolist() == pytest.approx(found[1].tolist(), abs=0.011)
    assert scores(fractions, weights).tolist() == pytest.approx(scores(fractions, more).tolist())


@given(tables, weights_of, st.integers(1, 4))
def test_an_area_that_is_worse_in_everything_is_not_in_a_lower_tier(
    table: pd.DataFrame, weights: dict[str, float], first: int
) -> None:
    tier = tiers(share_of_weightings_in_top(rank_fractions(table), weights, first=first, draws=300))
    height = tier.map(TIERS.index)
    for one in table.index:
        for other in table.index:
            if (table.loc[one] >= table.loc[other]).all():
                assert height[one] <= height[other]


@every_case("first", [1, 5])
def test_areas_left_out_of_the_draws_would_never_be_among_the_first(first: int) -> None:
    rng = np.random.default_rng(4)
    # Few values, so that many areas tie; some are not known.
    table = pd.DataFrame(rng.integers(0, 12, (400, 3)).astype(float), columns=list("abc"))
    table = table.mask(rng.random(table.shape) < 0.1)
    fractions, weights = rank_fractions(table), {"a": 40, "b": 30, "c": 30}
    found = share_of_weightings_in_top(fractions, weights, first=first, draws=300)
    scored = fractions[scores(fractions, weights).notna()]
    every = []
    drawn = np.random.default_rng(SEED).dirichlet(CONCENTRATION * np.array([0.4, 0.3, 0.3]), 300)
    for one in drawn:
        under = (scored * one).sum(axis=1) / (scored.notna() * one).sum(axis=1)
        next_best = under.nlargest(first + 1).iloc[-1]
        every.append((under > next_best + TOLERANCE).astype(float))
    by_hand = sum(every) / len(every)
    assert found[scored.index].tolist() == pytest.approx(by_hand.tolist())
    assert 0 < (by_hand > 0).sum() < len(scored) and found.drop(scored.index).isna().all()


def test_no_more_scores_are_held_at_once_than_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(score, "AT_ONCE", 1_000)
    sizes = [
        part.size for part in score._drawn(FRACTIONS.iloc[[0] * 300], WEIGHTS, draws=50, seed=1)
    ]
    assert max(sizes) <= 1_000 and sum(sizes) == 300 * 50
