"""The reference estimators give their published golden numbers."""

import numpy as np
import pandas as pd
import pytest

from geo.stats.reference import (
    concentration_index,
    displacement_quotient,
    level_change,
    relative_index,
    weighted_displacement_difference,
)

PEOPLE = pd.Series([9000, 11000, 10000, 10000, 10000])
COUNTS = pd.Series([540, 440, 300, 220, 180])
TREATED, COMPARISON, BUFFER, BUFFER_COMPARISON = (120, 84), (200, 190), (90, 95), (100, 98)


def test_gradient_over_deprivation_golden() -> None:
    index = relative_index(PEOPLE, COUNTS)
    assert index.tolist() == pytest.approx([0.216549, 0.181028, 0.259038], abs=1e-6)
    assert concentration_index(PEOPLE, COUNTS) == pytest.approx(-0.235476, abs=1e-6)


def test_equal_rates_give_an_index_of_one_and_no_concentration() -> None:
    equal = PEOPLE / 100
    assert relative_index(PEOPLE, equal)["value"] == pytest.approx(1.0)
    assert concentration_index(PEOPLE, equal) == pytest.approx(0.0, abs=1e-12)


def test_level_change_golden() -> None:
    t = np.arange(48)
    season = 0.2 * np.cos(2 * np.pi * (t % 12 - 6) / 12)
    level = np.log(0.75) * (t >= 36)
    counts = np.exp(3.4 - 0.004 * t + level + season)
    result = level_change(counts, np.ones(48), start=36)
    assert result["value"] == pytest.approx(0.75, abs=1e-9)
    assert result["lower"] < 0.75 < result["upper"]
    assert result["dispersion"] == 1.0


def test_displacement_golden() -> None:
    assert displacement_quotient(TREATED, COMPARISON, BUFFER) == pytest.approx(-0.316667, abs=1e-6)
    assert weighted_displacement_difference(TREATED, COMPARISON) == pytest.approx(
        (-26, 24.372115), abs=1e-6
    )
    value, se = weighted_displacement_difference(TREATED, COMPARISON, BUFFER, BUFFER_COMPARISON)
    assert (value, se) == pytest.approx((-19, 31.256999), abs=1e-6)
    assert (value - 1.96 * se, value + 1.96 * se) == pytest.approx((-80.3, 42.3), abs=0.05)


def test_displacement_quotient_is_none_without_an_effect() -> None:
    assert displacement_quotient(COMPARISON, TREATED, BUFFER) is None
