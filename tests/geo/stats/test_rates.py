"""Rates with their limits: golden numbers and properties."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.noise.families import ALONE
from geo.noise.limits import count_limits
from geo.stats.rates import per_1000, person_years

GOLDEN = json.loads((Path(__file__).parents[2] / "golden.json").read_text())


def series(*values: float) -> pd.Series:
    return pd.Series(values, dtype=float)


def rates(counts: pd.Series, people: pd.Series, *, months: int) -> pd.DataFrame:
    lower, upper = count_limits(counts.to_numpy(dtype=float), ALONE)
    table = pd.DataFrame({"rate": counts, "lower": lower, "upper": upper})
    return per_1000(table, person_years(counts.index, people, months))


def test_rate_with_limits_golden() -> None:
    rate = rates(series(134), series(8250), months=12).iloc[0]
    assert list(rate) == pytest.approx(GOLDEN["ward_134_8250_per1000"], abs=1e-6)


def test_a_part_year_is_converted_to_a_year() -> None:
    rate = rates(series(70), series(8250), months=7).iloc[0]
    assert list(rate.round(3)) == [14.545, 11.338, 18.378]


def test_rate_is_missing_without_residents() -> None:
    found = rates(series(5, 5, 5), series(0, np.nan, 1000), months=12)
    assert found["rate"].isna().tolist() == [True, True, False]
    assert found["upper"].isna().tolist() == [True, True, False]


def test_rate_without_a_month_raises() -> None:
    with pytest.raises(ValueError, match="one complete month"):
        rates(series(5), series(1000), months=0)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=30), st.integers(1, 48))
def test_rates_have_the_index_of_the_counts(counts: list[int], months: int) -> None:
    index = [f"W{i:03}" for i in range(len(counts))]
    held = pd.Series(counts, index)
    people = pd.Series(1_500.0, index[::-1])
    found = rates(held, people, months=months)
    assert found.index.tolist() == index
    assert (found["lower"] <= found["rate"]).all() and (found["rate"] <= found["upper"]).all()
