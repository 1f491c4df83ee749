"""Class bounds: worked numbers and laws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.breaks import MOST_CLASSES, NO_CLASS, class_of, neat_bounds, quantile_bounds

WORKED = pd.Series([5, 8, 9, 11, 12, 14, 15, 18, 21, 26, 31, 54], dtype=float)
rates = st.floats(0, 1e6).map(lambda value: round(value, 6))
numbers = st.lists(rates, min_size=1, max_size=60)


def test_the_worked_quantiles() -> None:
    assert quantile_bounds(WORKED, classes=4) == pytest.approx([10.5, 14.5, 22.25, 54])


def test_bounds_that_can_be_read_out() -> None:
    assert neat_bounds([10.52, 14.49, 22.25, 54.3]) == [11, 14, 22, 55]
    assert neat_bounds([]) == []


def test_a_bound_belongs_to_the_class_below_it() -> None:
    values = pd.Series([0, 10, 10.1, 20, 99, np.nan])
    assert class_of(values, [10, 20]).tolist() == [0, 0, 1, 1, 1, NO_CLASS]


@given(numbers)
def test_every_value_has_one_class_and_order_is_kept(values: list[float]) -> None:
    held = pd.Series(values)
    bounds = neat_bounds(quantile_bounds(held))
    assert 1 <= len(bounds) <= MOST_CLASSES
    assert bounds == sorted(set(bounds))
    assert bounds[-1] >= max(values)
    classes = class_of(held, bounds)
    assert classes.between(0, len(bounds) - 1).all()
    order = held.argsort()
    assert classes.iloc[order].is_monotonic_increasing


def test_no_bound_is_finer_than_its_label() -> None:
    assert neat_bounds([0.083, 0.26, 0.43, 0.61]) == [0.1, 0.3, 0.4, 0.7]
    assert neat_bounds([0.1, 0.2, 0.3, 0.4, 1.0], finest=1) == [0, 1]


def test_all_equal_values_are_one_class() -> None:
    bounds = neat_bounds(quantile_bounds(pd.Series([7.0] * 12)))
    assert bounds == [7.0]
    assert set(class_of(pd.Series([7.0] * 12), bounds)) == {0}


def test_all_zero_is_one_class() -> None:
    bounds = neat_bounds(quantile_bounds(pd.Series([0.0] * 5)))
    assert len(bounds) == 1
