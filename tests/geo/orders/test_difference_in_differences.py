"""Responses held against what happened elsewhere: worked numbers, and no effect found in noise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.orders.difference_in_differences import (
    Pair,
    before_after_ratio,
    detectable_fall,
    detectable_ratio,
    difference_in_differences,
    displacement_quotient,
    shared_displacement_difference,
    weighted_difference,
    weighted_displacement_difference,
)

TREATED, COMPARISON = Pair(before=120, since=84), Pair(before=200, since=190)
BUFFER, AROUND = Pair(before=90, since=95), Pair(before=100, since=98)


def test_the_worked_ratios() -> None:
    alone = before_after_ratio(TREATED)
    assert (alone.value, alone.lower, alone.upper, alone.p) == pytest.approx(
        (0.70, 0.530, 0.925, 0.012), abs=6e-4
    )
    held = difference_in_differences(TREATED, COMPARISON)
    assert (held.value, held.lower, held.upper, held.p) == pytest.approx(
        (0.736842, 0.523257, 1.037608, 0.080365), abs=1e-6
    )


def test_the_worked_displacement() -> None:
    assert displacement_quotient(TREATED, COMPARISON, BUFFER) == pytest.approx(-0.316667, abs=1e-6)
    alone = weighted_difference(TREATED, COMPARISON)
    assert (alone.value, alone.se) == pytest.approx((-26, 24.372115), abs=1e-6)
    whole = weighted_displacement_difference(TREATED, COMPARISON, BUFFER, AROUND)
    assert (whole.value, whole.se) == pytest.approx((-19, 31.256999), abs=1e-6)
    assert (whole.lower, whole.upper) == pytest.approx((-80.3, 42.3), abs=0.05)


def test_no_effect_can_not_have_moved() -> None:
    assert displacement_quotient(COMPARISON, TREATED, BUFFER) is None


def test_what_could_have_been_detected() -> None:
    assert detectable_ratio(120) == pytest.approx(0.60, abs=5e-3)
    assert detectable_ratio(300) == pytest.approx(0.72, abs=5e-3)
    assert detectable_ratio(0) == 0


def test_noise_is_rarely_called_an_effect() -> None:
    counts = np.random.default_rng(7).poisson(80, (2_000, 4))
    called = [
        difference_in_differences(Pair(before=a, since=b), Pair(before=c, since=d)).upper < 1
        for a, b, c, d in counts
    ]
    assert np.mean(called) < 0.04, "2.5% on each side, and room for the draw"


def test_one_comparison_for_both_gives_the_same_as_two_of_its_parts() -> None:
    whole = Pair(before=COMPARISON.before + AROUND.before, since=COMPARISON.since + AROUND.since)
    shared = shared_displacement_difference(TREATED, BUFFER, whole, share=1.0)
    assert (shared.value, shared.se) == pytest.approx((-19, 31.256999), abs=1e-6)


@given(size=st.integers(2, 50))
def test_a_larger_comparison_that_went_the_same_way_changes_no_difference(size: int) -> None:
    """Its share brings it to the size of what it is compared with."""
    same = Pair(before=210, since=179)
    larger = Pair(before=210 * size, since=179 * size)
    once = shared_displacement_difference(TREATED, BUFFER, same)
    often = shared_displacement_difference(TREATED, BUFFER, larger)
    assert often.value == pytest.approx(once.value)
    assert often.se < once.se


@given(factor=st.floats(1.0, 9.0), drift=st.floats(0.0, 0.5))
def test_doubt_widens_and_never_moves(factor: float, drift: float) -> None:
    plain = difference_in_differences(TREATED, COMPARISON)
    wide = difference_in_differences(TREATED, COMPARISON, dispersion=factor, drift=drift)
    assert wide.value == plain.value
    assert wide.lower <= plain.lower + 1e-12 and wide.upper >= plain.upper - 1e-12


@pytest.mark.parametrize("events", [120, 300])
def test_a_comparison_of_the_same_size_detects_as_the_worked_numbers_say(events: float) -> None:
    assert detectable_fall(events, events) == pytest.approx(detectable_ratio(events))
    assert detectable_fall(events, 10 * events) > detectable_ratio(events)
    assert detectable_fall(events, events, dispersion=2) < detectable_ratio(events)
