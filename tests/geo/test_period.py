"""Months and periods, complete and missing."""

from geo.period import Period, latest_year, shifted

COMPLETE = [f"{y}-{m:02}" for y in (2024, 2025) for m in range(1, 13) if (y, m) != (2024, 6)]


def test_the_latest_year_ends_with_the_latest_month() -> None:
    assert latest_year(COMPLETE[:-2]) == Period(first="2024-11", last="2025-10")


def test_split_separates_published_and_missing_months() -> None:
    have, missing = Period(first="2024-05", last="2024-07").split(COMPLETE)
    assert (have, missing) == (["2024-05", "2024-07"], ["2024-06"])


def test_shifting_crosses_years() -> None:
    assert shifted("2025-01", -2) == "2024-11"
