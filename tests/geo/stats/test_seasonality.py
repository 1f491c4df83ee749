"""Seasonality uses whole years only; a month stands out only if it does in every year."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.noise.ladder import HIGHER, LOWER, NO_CLEAR_DIFFERENCE
from geo.period import Period
from geo.stats.seasonality import season, whole_years


def months(years: int, *, usual: float = 20.0, july: float = 20.0) -> pd.Series:
    names = [str(m) for m in pd.period_range("2023-10", periods=12 * years, freq="M")]
    return pd.Series([july if name.endswith("-07") else usual for name in names], names)


def test_shares_are_those_of_the_year_and_july_stands_out() -> None:
    found = season(months(3, july=60.0))
    assert found is not None and found.has_enough_years
    assert found.incidents == 3 * (11 * 20 + 60)
    assert found.table["share"].sum() == pytest.approx(1)
    assert found.table.at[7, "share"] == pytest.approx(60 / 280)
    assert found.table.at[7, "even"] == pytest.approx(31 / 365.25)
    assert found.table.at[7, "index"] == pytest.approx(60 / 280 * 365.25 / 31)
    assert found.months(HIGHER) == [7]


def test_a_single_event_is_not_a_season() -> None:
    once = months(3)
    once["2025-07"] = 200.0
    found = season(once)
    assert found is not None and found.months(HIGHER) == []


def test_a_single_year_has_no_season() -> None:
    found = season(months(1, july=200.0))
    assert found is not None and not found.has_enough_years
    assert set(found.table["verdict"]) == {NO_CLEAR_DIFFERENCE}


def test_a_year_with_a_gap_is_left_out() -> None:
    gap = months(3, july=60.0)
    gap["2025-03"] = np.nan
    assert whole_years(gap) == (
        Period(first="2023-10", last="2024-09"),
        Period(first="2025-10", last="2026-09"),
    )
    found = season(gap)
    assert found is not None and found.months(HIGHER) == [7]


def test_season_is_none_without_a_whole_year() -> None:
    assert season(months(1).iloc[:11]) is None
    assert season(pd.Series(dtype=float)) is None
    assert season(months(2, usual=0.0, july=0.0)) is None


@given(st.lists(st.integers(0, 40), min_size=12, max_size=48))
def test_a_month_stands_out_only_if_it_does_in_every_year(counts: list[int]) -> None:
    names = [str(m) for m in pd.period_range("2022-10", periods=len(counts), freq="M")]
    monthly = pd.Series(counts, names, dtype=float)
    found = season(monthly)
    if found is None:
        return
    for verdict, sign in ((HIGHER, 1), (LOWER, -1)):
        for month in found.months(verdict):
            for year in found.years:
                of = monthly[year.months()]
                share = of[next(m for m in of.index if int(m[5:]) == month)] / of.sum()
                assert sign * (share - found.table.at[month, "even"]) > 0
