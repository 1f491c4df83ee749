"""Tails and quantiles agree with scipy's distributions and with each other."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from geo.noise.monthly.negative_binomial import at_least, at_most, log_score, range_of

MEANS = st.floats(0.01, 3000)
EXCESS = st.floats(0.0, 30.0)


@given(mean=MEANS, excess=EXCESS, count=st.integers(0, 400))
def test_tails_equal_scipy(mean: float, excess: float, count: int) -> None:
    variance = mean * (1 + excess)
    one = np.array([float(count)]), np.array([mean]), np.array([variance])
    if excess > 1e-4:
        of = stats.nbinom(mean / excess, 1 / (1 + excess))
        assert np.isclose(log_score(*one)[0], of.logpmf(count), rtol=1e-6, atol=1e-6)
    elif excess == 0:
        of = stats.poisson(mean)
    else:
        return
    assert np.isclose(at_most(*one)[0], of.cdf(count), rtol=1e-7, atol=1e-12)
    assert np.isclose(at_least(*one)[0], of.sf(count - 1), rtol=1e-7, atol=1e-200)


@given(mean=MEANS, excess=EXCESS, tail=st.sampled_from([1e-5, 7e-5, 0.025, 0.1, 0.3]))
def test_the_range_is_as_narrow_as_its_tails_allow(mean: float, excess: float, tail: float) -> None:
    m, v = np.array([mean]), np.array([mean * (1 + excess)])
    lower, upper = range_of(tail, m, v)
    assert at_least(upper + 1, m, v)[0] <= tail
    assert at_most(lower - 1, m, v)[0] <= tail
    if upper[0] > lower[0]:
        assert at_least(upper, m, v)[0] > tail
        assert at_most(lower, m, v)[0] > tail


def test_of_nothing_nothing_is_expected() -> None:
    zero = np.zeros(1)
    assert [end[0] for end in range_of(0.01, zero, zero)] == [0, 0]
    assert at_least(np.ones(1), zero, zero)[0] == 0
