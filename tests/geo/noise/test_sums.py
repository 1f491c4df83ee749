"""Limits of weighted sums, and parts of a whole that stand out."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.noise.sums import parts_stand_out, sum_limits


def test_golden() -> None:
    """A sum of 65 weights of one has Byar's limits; of nothing 3.69 is the upper limit."""
    lower, upper = sum_limits(np.array([65.0, 0.0]), 1.0)
    np.testing.assert_allclose([lower[0], upper[0]], [50.1632, 82.8491], atol=1e-3)
    np.testing.assert_allclose([lower[1], upper[1]], [0, 3.6889], atol=1e-3)


@given(weight=st.floats(0.01, 5000), count=st.integers(1, 300))
def test_a_sum_of_equal_weights_has_the_limits_of_their_number(weight: float, count: int) -> None:
    alone = np.array(sum_limits(np.array([float(count)]), 1.0))
    together = np.array(sum_limits(np.array([weight * count]), weight))
    np.testing.assert_allclose(together, weight * alone, rtol=1e-6, atol=1e-9)


def test_nothing_stands_out_by_chance_in_all_but_one_of_twenty() -> None:
    rng, even = np.random.default_rng(1), pd.Series(20.0, range(42))
    named = 0
    for _ in range(400):
        sums = pd.Series(rng.multinomial(840, np.full(42, 1 / 42)), dtype=float)
        named += parts_stand_out(sums, even, 1.0).isin(["higher", "lower"]).any()
    assert named <= 30


def test_few_incidents_say_nothing() -> None:
    sums = pd.Series([6.0, 0.0, 0.0])
    assert set(parts_stand_out(sums, sums * 0 + 2, 1.5)) == {"too few"}
