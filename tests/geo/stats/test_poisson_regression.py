"""Poisson regression: worked numbers."""

import numpy as np
import pandas as pd
import pytest

from geo.stats.poisson_regression import (
    concentration_index,
    expected_without,
    level_change,
    relative_index,
)

PEOPLE = pd.Series([9000, 11000, 10000, 10000, 10000])
COUNTS = pd.Series([540, 440, 300, 220, 180])


def test_the_worked_gradient() -> None:
    found = relative_index(PEOPLE, COUNTS)
    assert found.tolist() == pytest.approx([0.216549, 0.181028, 0.259038], abs=1e-6)
    assert concentration_index(PEOPLE, COUNTS) == pytest.approx(-0.235476, abs=1e-6)


def test_no_gradient_is_one_and_zero() -> None:
    even = PEOPLE / 100
    assert relative_index(PEOPLE, even)["value"] == pytest.approx(1.0)
    assert concentration_index(PEOPLE, even) == pytest.approx(0.0, abs=1e-12)


def test_the_worked_expectation_of_an_area_that_reports_too_little() -> None:
    deprivation = pd.Series(range(1, 11), dtype=float)
    recorded = pd.Series([150, 128, 60, 85, 75, 60, 52, 44, 40, 31])
    expected = expected_without(deprivation, recorded, pd.Series([1500.0] * 10))
    assert expected[2] == pytest.approx(105.4, abs=0.05)
    assert recorded[2] / expected[2] == pytest.approx(0.569, abs=5e-4)


def test_the_worked_interruption() -> None:
    t = np.arange(48)
    season = 0.2 * np.cos(2 * np.pi * (t % 12 - 6) / 12)
    level = np.log(0.75) * (t >= 36)
    counts = np.exp(3.4 - 0.004 * t + level + season)
    found = level_change(counts, np.ones(48), start=36)
    assert found["value"] == pytest.approx(0.75, abs=1e-9)
    assert found["lower"] < 0.75 < found["upper"]
    assert found["dispersion"] == 1.0
