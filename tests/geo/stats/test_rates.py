"""Counts, rates and their limits: golden numbers and properties."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.stats.rates import EXACT_BELOW, Z_998, count_limits, rate_per_1000

GOLDEN = json.loads((Path(__file__).parents[2] / "golden.json").read_text())


def series(*values: float) -> pd.Series:
    return pd.Series(values, dtype=float)


def limits(count: float, **how: float) -> list[float]:
    return [float(limit) for limit in count_limits(series(count), **how).iloc[0]]


def test_byar_limits_golden() -> None:
    assert limits(65) == pytest.approx(GOLDEN["byar_65"], abs=1e-6)
    assert limits(65, z=Z_998) == pytest.approx(GOLDEN["byar_65_998"], abs=1e-6)


@pytest.mark.parametrize("count", [0, 1, 5])
def test_exact_limits_below_ten_golden(count: int) -> None:
    assert limits(count) == pytest.approx(GOLDEN[f"exact_{count}"], abs=1e-6)


def test_rate_with_limits_golden() -> None:
    rate = rate_per_1000(series(134), series(8250), months=12).iloc[0]
    assert list(rate) == pytest.approx(GOLDEN["ward_134_8250_per1000"], abs=1e-6)


def test_a_part_year_is_converted_to_a_year() -> None:
    rate = rate_per_1000(series(70), series(8250), months=7).iloc[0]
    assert list(rate.round(3)) == [14.545, 11.338, 18.378]


def test_rate_is_missing_without_residents() -> None:
    rates = rate_per_1000(series(5, 5, 5), series(0, np.nan, 1000), months=12)
    assert rates["rate"].isna().tolist() == [True, True, False]
    assert rates["upper"].isna().tolist() == [True, True, False]


def test_rate_without_a_month_raises() -> None:
    with pytest.raises(ValueError, match="one complete month"):
        rate_per_1000(series(5), series(1000), months=0)


@given(st.integers(0, 100_000))
def test_limits_include_the_count(count: int) -> None:
    lower, upper = limits(count)
    assert 0 <= lower <= count < upper


@given(st.integers(1, 5_000))
def test_higher_confidence_gives_wider_limits(count: int) -> None:
    narrow, wide = limits(count), limits(count, z=Z_998)
    assert wide[0] <= narrow[0] and narrow[1] <= wide[1]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30), st.integers(1, 48))
def test_rates_have_the_index_of_the_counts(counts: list[int], months: int) -> None:
    index = [f"W{i:03}" for i in range(len(counts))]
    held = pd.Series(counts, index)
    people = pd.Series(1_500.0, index[::-1])
    rates = rate_per_1000(held, people, months=months)
    assert rates.index.tolist() == index
    assert (rates["lower"] <= rates["rate"]).all() and (rates["rate"] <= rates["upper"]).all()


def test_limits_are_monotonic_where_the_methods_meet() -> None:
    below, at = limits(EXACT_BELOW - 1), limits(EXACT_BELOW)
    assert below[0] < at[0] and below[1] < at[1]
