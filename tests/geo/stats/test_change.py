"""Rate ratio, exact p and q-values: golden numbers and properties."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from geo.stats.change import DOWN, NO_CLEAR_CHANGE, UP, benjamini_hochberg, exact_p, rate_ratio
from tests.geo.stats.test_rates import GOLDEN, series


def test_rate_ratio_golden() -> None:
    row = rate_ratio(series(134), series(8250), series(168), series(8190)).iloc[0]
    found = [row["ratio"], row["lower"], row["upper"]]
    assert found == pytest.approx(GOLDEN["rr_134_8250_vs_168_8190"][:3], abs=1e-6)
    assert row["p"] == pytest.approx(GOLDEN["exact_p"], abs=1e-6)
    assert row["direction"] == DOWN


def test_change_is_not_clear_when_the_interval_includes_one() -> None:
    row = rate_ratio(series(110), series(8000), series(100), series(8000)).iloc[0]
    assert row["direction"] == NO_CLEAR_CHANGE


def test_a_zero_count_before_gives_no_ratio() -> None:
    row = rate_ratio(series(4), series(8000), series(0), series(8000)).iloc[0]
    assert np.isnan(row["ratio"]) and row["direction"] == NO_CLEAR_CHANGE


@pytest.mark.parametrize(("now", "before", "direction"), [(0, 25, DOWN), (25, 0, UP)])
def test_the_exact_p_decides_when_one_count_is_zero(now: int, before: int, direction: str) -> None:
    row = rate_ratio(series(now), series(8000), series(before), series(8000)).iloc[0]
    assert row["direction"] == direction and np.isnan(row["ratio"])


counts = st.integers(1, 3_000)


@given(counts, counts)
def test_swapping_the_periods_inverts_ratio_and_direction(now: int, before: int) -> None:
    base = series(9_000)
    there = rate_ratio(series(now), base, series(before), base).iloc[0]
    back = rate_ratio(series(before), base, series(now), base).iloc[0]
    assert there["ratio"] * back["ratio"] == pytest.approx(1)
    assert there["p"] == pytest.approx(back["p"])
    opposite = {UP: DOWN, DOWN: UP, NO_CLEAR_CHANGE: NO_CLEAR_CHANGE}
    assert back["direction"] == opposite[there["direction"]]


def test_the_exact_p_of_the_likeliest_outcome_is_one() -> None:
    assert exact_p(50, 100, 0.5) == pytest.approx(1.0)


def test_q_values_golden_and_missing() -> None:
    p = pd.Series([0.01, 0.04, 0.03, 0.005, np.nan])
    assert benjamini_hochberg(p).round(4).tolist()[:4] == [0.02, 0.04, 0.04, 0.02]
    assert np.isnan(benjamini_hochberg(p).iloc[4])


@given(st.lists(st.floats(0, 1), max_size=40))
def test_q_values_equal_those_of_scipy(values: list[float]) -> None:
    p = pd.Series(values, dtype=float)
    assert benjamini_hochberg(p).tolist() == pytest.approx(stats.false_discovery_control(p))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_q_values_are_at_least_p_and_have_its_order(values: list[float]) -> None:
    p = pd.Series(values)
    q = benjamini_hochberg(p)
    assert (q >= p - 1e-12).all() and (q <= 1).all()
    assert (q.to_numpy()[np.argsort(p, kind="stable")] == np.sort(q)).all()
