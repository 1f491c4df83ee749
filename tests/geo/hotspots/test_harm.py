"""Counts weighted by harm; golden: 32.07 for a category of four offences."""

import numpy as np
import pandas as pd

from geo.hotspots.harm import category_weights, harm_weighted

OFFENCES = pd.DataFrame(
    {
        "category": ["violent-crime"] * 4 + ["shoplifting", "drugs"],
        "incidents": [2, 30, 900, 1500, 50, 10],
        "weight": [3000.0, 400, 50, 10, 2, np.nan],
    }
)


def test_golden() -> None:
    found = category_weights(OFFENCES)
    assert np.isclose(found["weight"]["violent-crime"], 32.0723684)
    assert np.isclose(
        found["square"]["violent-crime"], (2 * 9e6 + 30 * 16e4 + 900 * 2500 + 1500 * 100) / 2432
    )
    assert found.loc["drugs"].isna().all()


def test_the_limits_hold_where_the_mix_is_drawn() -> None:
    """Of 400 areas about 95% have the expected harm within their limits."""
    rng, weights = np.random.default_rng(1), category_weights(OFFENCES)
    mix = OFFENCES.iloc[:4]
    expected = 300 * weights["weight"]["violent-crime"]
    inside = []
    for _ in range(400):
        of_each = rng.poisson(300 * mix["incidents"] / mix["incidents"].sum())
        counts = pd.DataFrame({"violent-crime": [of_each.sum()]}, dtype=float)
        drawn = float(of_each @ mix["weight"])
        found = harm_weighted(counts, weights, clustering=1.0).iloc[0]
        width = found["upper"] - found["lower"]
        inside.append(abs(drawn - expected) < width / 2)
    assert 0.9 < np.mean(inside) <= 0.99


def test_uneven_offences_widen_the_limits_and_categories_without_weights_are_apart() -> None:
    weights = category_weights(OFFENCES)
    counts = pd.DataFrame({"violent-crime": [300.0], "anti-social-behaviour": [80.0]}, ["A"])
    found = harm_weighted(counts, weights, clustering=1.0).loc["A"]
    even = weights.assign(square=weights["weight"] ** 2)
    narrow = harm_weighted(counts, even, clustering=1.0).loc["A"]
    assert found["harm"] == narrow["harm"] and found["apart"] == 80 and found["incidents"] == 300
    assert found["upper"] - found["lower"] > 2 * (narrow["upper"] - narrow["lower"])


def test_odd_areas() -> None:
    weights = category_weights(OFFENCES)
    counts = pd.DataFrame({"violent-crime": [0.0, np.nan], "shoplifting": [0.0, 4.0]}, ["A", "B"])
    found = harm_weighted(counts, weights)
    assert found.loc["A", "harm"] == 0 and found.loc["A", "upper"] > 0
    assert np.isnan(found.loc["B", "harm"]) and np.isnan(found.loc["B", "lower"])
    unweighted = harm_weighted(pd.DataFrame({"asb": [3.0]}), weights)
    assert unweighted["harm"][0] == 0 and unweighted["apart"][0] == 3
