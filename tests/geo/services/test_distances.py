"""Reach: worked numbers and laws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.services.distances import distances, floating_catchment, people_beyond, residents_per_group

FAR = np.array([[400, 1500], [900, 700], [2000, 600]], dtype=float)
PEOPLE, OFFERED = np.array([2000.0, 3000.0, 1000.0]), np.array([2.0, 1.0])


def test_the_worked_catchment() -> None:
    found = floating_catchment(PEOPLE, OFFERED, FAR, reach=1000)
    assert found.tolist() == pytest.approx([4.0, 6.5, 2.5])


def test_everything_offered_is_given_out_once() -> None:
    found = floating_catchment(PEOPLE, OFFERED, FAR, reach=1000)
    assert (found * PEOPLE).sum() / 10_000 == pytest.approx(OFFERED.sum())


def test_people_beyond_every_group() -> None:
    assert people_beyond(PEOPLE, FAR, reach=500) == 4000
    assert people_beyond(PEOPLE, FAR, reach=2000) == 0
    assert people_beyond(PEOPLE, FAR[:, :0], reach=500) == 6000, "nobody is near what isn't there"


def test_an_area_without_a_group_has_no_number_of_residents_per_group() -> None:
    found = residents_per_group(pd.Series({"A": 900.0, "B": 500.0}), pd.Series({"A": 3}))
    assert found["A"] == 300 and np.isnan(found["B"])


@given(st.floats(1, 5000), st.floats(1, 5000))
def test_a_longer_reach_leaves_fewer_people_out(one: float, other: float) -> None:
    near, far = sorted((one, other))
    assert people_beyond(PEOPLE, FAR, reach=far) <= people_beyond(PEOPLE, FAR, reach=near)


def test_distances_are_in_metres() -> None:
    zero = np.zeros(1)
    assert distances(zero, zero, np.array([300.0]), np.array([400.0])).tolist() == [[500.0]]
