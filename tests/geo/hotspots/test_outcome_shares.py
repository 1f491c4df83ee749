"""Shares of outcomes with Wilson's limits; unknown ones are told, not counted."""

import numpy as np
import pandas as pd

from data.sample.police_rows import NO_SUSPECT as NO_SUSPECT_WORDS
from geo.hotspots.outcome_shares import KINDS, OUTCOMES, outcome_counts, outcome_shares
from geo.not_measured import NO_INCIDENTS, SMALL_BASE


def test_golden() -> None:
    counts = pd.DataFrame([[65, 15, 5, 5, 10, 7]], ["A"], columns=list(KINDS))
    found = outcome_shares(counts).loc[("A", "no suspect")]
    limits = found[["share", "lower", "upper"]].astype(float)
    np.testing.assert_allclose(limits, [0.65, 0.552544, 0.736358], atol=1e-6)
    assert found["unknown"] == 7 and found["reason"] is None


def test_shares_of_a_row_sum_to_one_and_lie_within_their_limits() -> None:
    rng = np.random.default_rng(1)
    counts = pd.DataFrame(rng.poisson(30, (40, 6)), columns=list(KINDS))
    found = outcome_shares(counts)
    np.testing.assert_allclose(found["share"].groupby(level=0).sum(), 1)
    assert (found["lower"] <= found["share"]).all() and (found["share"] <= found["upper"]).all()


def test_few_crimes_have_no_share() -> None:
    counts = pd.DataFrame([[5, 0, 0, 0, 2, 90], [0] * 6], ["A", "B"], columns=list(KINDS))
    found = outcome_shares(counts)
    assert found["share"].isna().all() and found[["lower", "upper"]].isna().all(axis=None)
    assert found["reason"].groupby(level=0).first().tolist() == [SMALL_BASE, NO_INCIDENTS]


def test_outcomes_by_area_and_category() -> None:
    assert set(OUTCOMES.values()) == set(KINDS) and NO_SUSPECT_WORDS in OUTCOMES
    rows = pd.DataFrame(
        {
            "ward_code": ["A", "A", "B"],
            "category": ["burglary", "burglary", "drugs"],
            "outcome": [NO_SUSPECT_WORDS, "Under investigation", "something new"],
            "incidents": [3, 4, 5],
        }
    )
    found = outcome_counts(rows, ["ward_code", "category"])
    assert found.loc[("A", "burglary")].to_dict()["no suspect"] == 3
    assert found.loc[("B", "drugs"), "unknown"] == 5
    assert found.to_numpy().sum() == 12
