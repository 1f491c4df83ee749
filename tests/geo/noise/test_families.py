"""One critical value for comparisons made together: Benjamini and Hochberg's rule."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from geo.noise.families import LEAST_TOGETHER, critical_value, false_discovery, two_sided_p


def test_q_values_golden_and_missing() -> None:
    p = pd.Series([0.01, 0.04, 0.03, 0.005, np.nan])
    assert false_discovery(p).round(4).tolist()[:4] == [0.02, 0.04, 0.04, 0.02]
    assert np.isnan(false_discovery(p).iloc[4])


@given(st.lists(st.floats(0, 1), max_size=40))
def test_q_values_equal_those_of_scipy(values: list[float]) -> None:
    p = pd.Series(values, dtype=float)
    assert false_discovery(p).tolist() == pytest.approx(stats.false_discovery_control(p))


scores_of = st.lists(st.floats(-8, 8), min_size=LEAST_TOGETHER, max_size=60)


@given(scores_of, st.sampled_from([5.0, 30.0, 1e9]))
def test_what_is_beyond_the_critical_value_has_a_small_q(
    values: list[float], freedom: float
) -> None:
    scores = np.array(values)
    p = pd.Series(2 * stats.t.sf(np.abs(scores), freedom))
    q, named = stats.false_discovery_control(p), np.abs(scores) > critical_value(scores, freedom)
    sure = np.abs(q - 0.05) > 1e-6
    assert (named == (q < 0.05))[sure].all()


def test_missing_scores_are_no_comparisons_and_few_count_as_fourteen() -> None:
    few = critical_value(np.array([0.1, np.nan]), 1e9)
    assert few == pytest.approx(stats.norm.ppf(1 - 0.05 / 2 / LEAST_TOGETHER))
    assert critical_value(np.array([0.1, np.nan]), 1e9, least=1) == pytest.approx(1.96, abs=1e-3)
    assert critical_value(np.zeros(0), 1e9) == few


def test_fewer_degrees_of_freedom_ask_for_more() -> None:
    scores = np.zeros(24)
    assert critical_value(scores, 8) > critical_value(scores, 40) > critical_value(scores, 1e9)


def test_two_sided_p_keeps_the_index() -> None:
    assert two_sided_p(pd.Series({"A": -1.959964})).round(3).to_dict() == {"A": 0.05}
