"""Limits of counts and ratios: golden numbers, agreement with scipy, and with their scores."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from geo.noise.families import ALONE
from geo.noise.limits import EXACT_BELOW, count_limits, count_scores, ratio_limits, ratio_scores
from tests.cases import every_case
from tests.geo.stats.test_rates import GOLDEN

Z_998 = float(stats.norm.ppf(0.999))


def limits(count: float, critical: float = ALONE, dispersion: float = 1.0) -> list[float]:
    return count_limits(np.array([count]), critical, dispersion).ravel().tolist()


def test_byar_limits_golden() -> None:
    assert limits(65) == pytest.approx(GOLDEN["byar_65"], abs=1e-6)
    assert limits(65, Z_998) == pytest.approx(GOLDEN["byar_65_998"], abs=1e-6)


@every_case("count", [0, 1, 5])
def test_exact_limits_below_ten_golden(count: int) -> None:
    assert limits(count) == pytest.approx(GOLDEN[f"exact_{count}"], abs=1e-6)


def test_limits_are_monotonic_where_the_methods_meet() -> None:
    below, at = limits(EXACT_BELOW - 1), limits(EXACT_BELOW)
    assert below[0] < at[0] and below[1] < at[1]


@given(st.integers(0, 100_000), st.floats(1, 20))
def test_limits_include_the_count_and_grow_with_the_dispersion(count: int, wide: float) -> None:
    lower, upper = limits(count)
    assert 0 <= lower <= count < upper
    wider = limits(count, dispersion=wide)
    assert wider[0] <= lower + 1e-3 and upper <= wider[1] + 1e-3


def test_ratio_golden() -> None:
    """The log-normal limits are 0.6310 to 0.9936; the exact ones say that it is hardly clear."""
    counts = np.array([134.0]), np.array([168.0])
    people = 8190 / 8250
    assert 134 / 168 * people == pytest.approx(GOLDEN["rr_134_8250_vs_168_8190"][0])
    lower, upper = ratio_limits(*counts, ALONE).ravel() * people
    share = stats.binomtest(134, 302).proportion_ci(method="exact")
    exact = [end / (1 - end) * people for end in (share.low, share.high)]
    assert [lower, upper] == pytest.approx(exact, rel=2e-4) and upper < 1
    score = float(ratio_scores(*counts, 1 / people)[0])
    tail = stats.binom.cdf(134, 302, 8250 / 16440)
    assert score == pytest.approx(stats.norm.ppf(tail), abs=1e-3)


def test_limits_and_p_agree_where_the_log_normal_ones_did_not() -> None:
    """3 against 11: the exact p is .057, so that no direction is said."""
    counts = np.array([3.0]), np.array([11.0])
    score = float(ratio_scores(*counts, 1.0)[0])
    assert 2 * stats.norm.sf(-score) == pytest.approx(0.057, abs=1e-3)
    assert ratio_limits(*counts, ALONE)[1, 0] > 1


@every_case(("a", "b"), [(0, 25), (25, 0), (1, 30), (5, 5), (400, 500), (40, 9)])
def test_ratio_limits_are_those_of_clopper_and_pearson(a: int, b: int) -> None:
    share = stats.binomtest(a, a + b).proportion_ci(method="exact")
    lower, upper = ratio_limits(np.array([float(a)]), np.array([float(b)]), ALONE).ravel()
    assert lower == pytest.approx(share.low / (1 - share.low), rel=0.03, abs=1e-3)
    if b:
        assert upper == pytest.approx(share.high / (1 - share.high), rel=0.03)
    else:
        assert upper == np.inf


counts_of = st.lists(st.integers(0, 400), min_size=1, max_size=40)


@given(counts_of, counts_of, st.floats(1, 6), st.floats(0.5, 5))
def test_a_limit_excludes_what_the_score_is_beyond(
    first: list[int], second: list[int], dispersion: float, critical: float
) -> None:
    size = min(len(first), len(second))
    a, b = np.array(first[:size], dtype=float), np.array(second[:size], dtype=float)
    scores = ratio_scores(a, b, 1.0, dispersion)
    lower, upper = ratio_limits(a, b, critical, dispersion)
    sure = np.abs(np.abs(scores) - critical) > 1e-6
    assert ((lower > 1) == (scores > critical))[sure].all()
    assert ((upper < 1) == (scores < -critical))[sure].all()
    large = sure & (a / dispersion >= EXACT_BELOW) & (b > 0)
    scores = count_scores(a, b, dispersion)
    lower, upper = count_limits(a, critical, dispersion)
    sure = large & (np.abs(np.abs(scores) - critical) > 1e-6)
    assert ((lower > b) == (scores > critical))[sure].all()
    assert ((upper < b) == (scores < -critical))[sure].all()


@given(st.integers(1, 3_000), st.integers(1, 3_000))
def test_swapping_the_counts_inverts_ratio_and_score(first: int, second: int) -> None:
    a, b = np.array([float(first)]), np.array([float(second)])
    assert ratio_scores(a, b, 1.0)[0] == pytest.approx(-ratio_scores(b, a, 1.0)[0], abs=1e-9)
    there, back = ratio_limits(a, b, 1.96).ravel(), ratio_limits(b, a, 1.96).ravel()
    assert there[0] * back[1] == pytest.approx(1) and there[1] * back[0] == pytest.approx(1)
