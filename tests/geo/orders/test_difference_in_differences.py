"""Difference in differences: golden numbers and false positives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.orders.difference_in_differences import (
    Pair,
    before_after_ratio,
    detectable_fall,
    difference_in_differences,
    shared_displacement_difference,
)
from tests.cases import every_case

TREATED, COMPARISON = Pair(before=120, since=84), Pair(before=200, since=190)
BUFFER, AROUND = Pair(before=90, since=95), Pair(before=100, since=98)


def test_ratios_golden() -> None:
    alone = before_after_ratio(TREATED)
    assert (alone.value, alone.lower, alone.upper, alone.p) == pytest.approx(
        (0.70, 0.530, 0.925, 0.012), abs=6e-4
    )
    held = difference_in_differences(TREATED, COMPARISON)
    assert (held.value, held.lower, held.upper, held.p) == pytest.approx(
        (0.736842, 0.523257, 1.037608, 0.080365), abs=1e-6
    )


def test_at_most_four_percent_of_noise_is_called_a_reduction() -> None:
    counts = np.random.default_rng(7).poisson(80, (2_000, 4))
    called = [
        difference_in_differences(Pair(before=a, since=b), Pair(before=c, since=d)).upper < 1
        for a, b, c, d in counts
    ]
    assert np.mean(called) < 0.04, "2.5% on each side, and room for the draw"


def test_shared_displacement_difference_equals_the_golden_one() -> None:
    whole = Pair(before=COMPARISON.before + AROUND.before, since=COMPARISON.since + AROUND.since)
    shared = shared_displacement_difference(TREATED, BUFFER, whole, share=1.0)
    assert (shared.value, shared.se) == pytest.approx((-19, 31.256999), abs=1e-6)


@given(size=st.integers(2, 50))
def test_a_larger_comparison_with_the_same_trend_gives_the_same_difference(size: int) -> None:
    """A larger comparison is scaled to the size of the treated area."""
    same = Pair(before=210, since=179)
    larger = Pair(before=210 * size, since=179 * size)
    once = shared_displacement_difference(TREATED, BUFFER, same)
    often = shared_displacement_difference(TREATED, BUFFER, larger)
    assert often.value == pytest.approx(once.value)
    assert often.se < once.se


@given(factor=st.floats(1.0, 9.0), drift=st.floats(0.0, 0.5))
def test_dispersion_and_drift_widen_the_interval_only(factor: float, drift: float) -> None:
    plain = difference_in_differences(TREATED, COMPARISON)
    wide = difference_in_differences(TREATED, COMPARISON, dispersion=factor, drift=drift)
    assert wide.value == plain.value
    assert wide.lower <= plain.lower + 1e-12 and wide.upper >= plain.upper - 1e-12


@every_case(("events", "ratio"), [(120, 0.573), (300, 0.712)])
def test_detectable_fall_golden(events: float, ratio: float) -> None:
    assert detectable_fall(events, events) == pytest.approx(ratio, abs=5e-3)
    assert detectable_fall(events, 10 * events) > detectable_fall(events, events)
    assert detectable_fall(events, events, dispersion=2) < detectable_fall(events, events)
