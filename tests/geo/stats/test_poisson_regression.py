"""Poisson regression: golden numbers."""

import pandas as pd
import pytest

from geo.stats.poisson_regression import expected_without


def test_expected_without_golden() -> None:
    deprivation = pd.Series(range(1, 11), dtype=float)
    recorded = pd.Series([150, 128, 60, 85, 75, 60, 52, 44, 40, 31])
    expected = expected_without(deprivation, recorded, pd.Series([1500.0] * 10))
    assert expected[2] == pytest.approx(105.4, abs=0.05)
    assert recorded[2] / expected[2] == pytest.approx(0.569, abs=5e-4)
