"""Class bounds: golden numbers and properties."""

import itertools
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.stats.classification import (
    EQUAL,
    METHODS,
    MOST_CLASSES,
    NO_CLASS,
    QUANTILE,
    bounds_of,
    class_of,
    diverging_bounds,
    equal_bounds,
    natural_bounds,
    neat_bounds,
    quantile_bounds,
)
from tests.cases import every_case

WORKED = pd.Series([5, 8, 9, 11, 12, 14, 15, 18, 21, 26, 31, 54], dtype=float)
rates = st.floats(0, 1e6).map(lambda value: round(value, 6))
numbers = st.lists(rates, min_size=1, max_size=60)


def test_quantile_bounds_golden() -> None:
    assert quantile_bounds(WORKED, classes=4) == pytest.approx([10.5, 14.5, 22.25, 54])


def test_bounds_are_rounded_to_two_figures() -> None:
    assert neat_bounds([10.52, 14.49, 22.25, 54.3]) == [11, 14, 22, 55]
    assert neat_bounds([]) == []


def test_a_bound_belongs_to_the_class_below_it() -> None:
    values = pd.Series([0, 10, 10.1, 20, 99, np.nan])
    assert class_of(values, [10, 20]).tolist() == [0, 0, 1, 1, 1, NO_CLASS]


@given(numbers)
def test_each_value_has_one_class_and_classes_are_ordered(values: list[float]) -> None:
    held = pd.Series(values)
    bounds = neat_bounds(quantile_bounds(held))
    assert 1 <= len(bounds) <= MOST_CLASSES
    assert bounds == sorted(set(bounds))
    assert bounds[-1] >= max(values)
    classes = class_of(held, bounds)
    assert classes.between(0, len(bounds) - 1).all()
    order = held.argsort()
    assert classes.iloc[order].is_monotonic_increasing


@given(st.lists(rates | st.integers(0, 4), max_size=60), st.sampled_from([*METHODS]))
def test_no_class_is_empty_and_classes_never_outnumber_values(
    values: list[float], method: str
) -> None:
    held = pd.Series([*values, np.nan], dtype=float)
    for finest in (0.01, 0.1, 1):
        bounds = bounds_of(held, method=method, finest=finest)
        classes = class_of(held, bounds)
        assert set(classes) == {*range(len(bounds)), NO_CLASS}
        assert len(bounds) <= min(MOST_CLASSES, len(set(values)))
        assert not values or bounds[-1] >= max(values)


def test_three_values_have_three_classes_and_two_have_two() -> None:
    assert bounds_of(pd.Series([10.0, 20.0, 40.0]), method=QUANTILE) == [17, 27, 40]
    assert bounds_of(pd.Series([10.0, 10.0, 40.0]), method=QUANTILE) == [10, 40]
    assert bounds_of(pd.Series([], dtype=float), method=QUANTILE) == []


def test_equal_intervals_have_equal_width() -> None:
    assert bounds_of(pd.Series([0.0, 1.0, 9.0, 10.0, 30.0]), method=EQUAL) == [15, 30]


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


def test_natural_and_equal_bounds_golden() -> None:
    assert natural_bounds(WORKED, classes=4) == [12, 21, 31, 54]
    assert equal_bounds(WORKED, classes=4) == pytest.approx([17.25, 29.5, 41.75, 54])


@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(1, 3))
def test_natural_breaks_have_the_least_deviation_of_all_cuts(
    values: list[int], classes: int
) -> None:
    def spread(ends: Sequence[float]) -> float:
        edges = np.searchsorted(np.array(ends[:-1]), held, side="left")
        return sum(
            float(part.var() * part.size) for k in set(edges) if (part := held[edges == k]).size
        )

    held = np.sort(np.array(values, dtype=float))
    distinct = sorted(set(held))
    found = spread(natural_bounds(pd.Series(held), classes=classes))
    cuts = itertools.combinations(distinct[:-1], min(classes, len(distinct)) - 1)
    assert found == pytest.approx(min(spread([*cut, distinct[-1]]) for cut in cuts), abs=1e-6)


def test_the_natural_break_of_36000_values_is_the_best_of_all_cuts() -> None:
    values = np.sort(np.random.default_rng(3).lognormal(3, 1, 36_000))
    size, total = np.arange(1, values.size), values.cumsum()
    # The variance within classes is least where the sum of (sum of a class)^2 / size is largest.
    score = total[:-1] ** 2 / size + (total[-1] - total[:-1]) ** 2 / (values.size - size)
    best = float(values[score.argmax()])
    assert natural_bounds(pd.Series(values), classes=2) == [best, float(values[-1])]


def test_each_of_36000_values_lies_nearest_to_the_mean_of_its_own_class() -> None:
    values = pd.Series(np.random.default_rng(4).gamma(2, 10, 36_000))
    classes = class_of(values, natural_bounds(values))
    means = values.groupby(classes).mean().to_numpy()
    nearest = np.abs(values.to_numpy()[:, None] - means).argmin(axis=1)
    assert (nearest == classes).all()


@given(numbers, st.floats(-50, 50))
def test_a_diverging_scale_is_symmetric(values: list[float], centre: float) -> None:
    centre = round(centre, 2)
    bounds = diverging_bounds(pd.Series(values), centre=centre)
    few = pd.Series(values).sub(centre).abs().nunique() < MOST_CLASSES
    assert len(bounds) == (3 if few else 5) and bounds == sorted(bounds)
    inner = [bound - centre for bound in bounds[:-1]]
    assert inner == pytest.approx([-bound for bound in reversed(inner)])


def test_few_values_give_three_diverging_classes() -> None:
    towns = pd.Series([-0.1649, -0.1594, 0.1182])
    bounds = diverging_bounds(towns, centre=0.0, finest=0.01)
    assert bounds == [-0.08, 0.08, 0.1182]
    assert class_of(towns, bounds).tolist() == [0, 0, 2]


@every_case("method", METHODS.values(), ids=METHODS.keys())
def test_every_method_accepts_empty_missing_and_equal_values(
    method: Callable[[pd.Series], list[float]],
) -> None:
    assert method(pd.Series([], dtype=float)) == []
    assert method(pd.Series([np.nan, np.nan])) == []
    assert method(pd.Series([7.0, 7.0, np.nan])) == [7.0]
