"""The score, its parts, and how it stands under other weights."""

import numpy as np
import pandas as pd
import pytest

from geo.priority import parts, scores, stability, tiers

INGREDIENTS = pd.DataFrame(
    [(54.2, 0.6, 12, 3), (30.8, 0.2, 400, 1), (18, 0.5, 900, 0), (10.7, 0.2, 1700, 5)],
    ["A", "B", "C", "D"],
    ["rate", "perceived", "wimd", "groups"],
)
WEIGHTS = {"rate": 0.4, "perceived": 0.25, "wimd": 0.2, "groups": 0.15}
PLACED = parts(INGREDIENTS, low_is_worse=("wimd", "groups"))


def test_the_worked_scores() -> None:
    found = scores(PLACED, WEIGHTS)
    assert found.tolist() == pytest.approx([0.8, 0.53125, 0.5125, 0.15625])


def test_the_score_is_the_sum_of_what_is_shown() -> None:
    shown = PLACED * pd.Series(WEIGHTS)
    assert shown.sum(axis=1).tolist() == pytest.approx(scores(PLACED, WEIGHTS).tolist())


def test_weights_are_brought_to_one() -> None:
    doubled = {name: 2 * weight for name, weight in WEIGHTS.items()}
    assert scores(PLACED, doubled).tolist() == pytest.approx(scores(PLACED, WEIGHTS).tolist())
    assert scores(PLACED, {}).tolist() == pytest.approx(PLACED.mean(axis=1).tolist())


def test_the_worked_stability_of_the_second_place() -> None:
    held = stability(PLACED, WEIGHTS)
    assert held.loc["B", 2] == pytest.approx(0.63, abs=0.01)
    assert held.sum(axis=1).tolist() == pytest.approx([1.0] * 4)
    assert held.sum(axis=0).tolist() == pytest.approx([1.0] * 4)


def test_stability_agrees_with_a_plain_simulation() -> None:
    rng, weights = np.random.default_rng(3), pd.Series(WEIGHTS)
    seconds = 0
    for _ in range(2_000):
        drawn = pd.Series(rng.gamma(20 * weights), weights.index)
        seconds += scores(PLACED, dict(drawn)).rank(ascending=False)["B"] == 2
    assert seconds / 2_000 == pytest.approx(stability(PLACED, WEIGHTS).loc["B", 2], abs=0.035)


def test_an_area_is_in_the_tier_where_it_is_most_often() -> None:
    found = tiers(stability(PLACED, WEIGHTS), sizes=(1, 3))
    assert found["tier"].tolist() == ["first", "second", "second", "third"]
    assert (found["stable"] > 0.9).all()


def test_what_is_not_known_counts_neither_way() -> None:
    unknown = INGREDIENTS.assign(perceived=np.nan)
    assert (parts(unknown)["perceived"] == 0.5).all()
