"""Distances and catchments: golden numbers and properties."""

import numpy as np
import pandas as pd
import pytest

from geo.services.distances import distances, floating_catchment, residents_per_group

FAR = np.array([[400, 1500], [900, 700], [2000, 600]], dtype=float)
PEOPLE, OFFERED = np.array([2000.0, 3000.0, 1000.0]), np.array([2.0, 1.0])


def test_floating_catchment_golden() -> None:
    found = floating_catchment(PEOPLE, OFFERED, FAR, reach=1000)
    assert found.tolist() == pytest.approx([4.0, 6.5, 2.5])


def test_catchments_sum_up_to_the_offer() -> None:
    found = floating_catchment(PEOPLE, OFFERED, FAR, reach=1000)
    assert (found * PEOPLE).sum() / 10_000 == pytest.approx(OFFERED.sum())


def test_an_area_without_a_group_has_no_number_of_residents_per_group() -> None:
    found = residents_per_group(pd.Series({"A": 900.0, "B": 500.0}), pd.Series({"A": 3}))
    assert found["A"] == 300 and np.isnan(found["B"])


def test_distances_are_in_metres() -> None:
    zero = np.zeros(1)
    assert distances(zero, zero, np.array([300.0]), np.array([400.0])).tolist() == [[500.0]]
