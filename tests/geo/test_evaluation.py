"""Responses held against what happened elsewhere: worked numbers, and no effect found in noise."""

import numpy as np
import pytest

from geo.evaluation import (
    Pair,
    before_and_since,
    detectable_ratio,
    difference_in_differences,
    displacement_quotient,
    weighted_difference,
    weighted_displacement_difference,
)

TREATED, COMPARISON = Pair(before=120, since=84), Pair(before=200, since=190)
BUFFER, AROUND = Pair(before=90, since=95), Pair(before=100, since=98)


def test_the_worked_ratios() -> None:
    alone = before_and_since(TREATED)
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
