"""Monthly trends: gaps, the year before, ties."""

import numpy as np
import pandas as pd

from geo.period import Period
from geo.stats.trend import commonest, monthly_trend


def two_years(**changed: float) -> pd.Series:
    months = [str(m) for m in pd.period_range("2024-10", "2026-09", freq="M")]
    series = pd.Series(np.arange(24.0), index=months)
    for month, value in changed.items():
        series[month.replace("m", "").replace("_", "-")] = value
    return series


def test_a_missing_month_is_missing_in_both_columns() -> None:
    found = monthly_trend(
        two_years(m2025_12=np.nan, m2025_03=np.nan), Period(first="2025-10", last="2026-09")
    )
    assert len(found) == 12
    assert np.isnan(found.at["2025-12", "now"]) and np.isnan(found.at["2026-03", "before"])
    assert found.at["2026-09", "now"] == 23 and found.at["2026-09", "before"] == 11


def test_a_short_period_is_extended_to_twelve_months() -> None:
    found = monthly_trend(two_years(), Period(first="2026-09", last="2026-09"))
    assert list(found.index) == list(two_years().index[12:])


def test_months_before_the_first_are_left_out() -> None:
    found = monthly_trend(two_years(), Period(first="2024-12", last="2024-12"))
    assert list(found.index) == ["2024-10", "2024-11", "2024-12"]
    assert found["before"].isna().all() and found["now"].notna().all()


def test_commonest_includes_ties_and_excludes_zeros() -> None:
    counts = pd.Series({"a": 1, "b": 7, "c": 3, "d": 3, "e": 0, "f": 5})
    assert list(commonest(counts).items()) == [("b", 7), ("f", 5), ("c", 3), ("d", 3)]
    assert list(commonest(pd.Series({"a": 2, "e": 0})).items()) == [("a", 2)]
    assert commonest(pd.Series({"a": 0, "e": 0})).empty
