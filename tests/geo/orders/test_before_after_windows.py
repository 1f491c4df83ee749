"""Periods before and since have the same calendar months and no gaps."""

import datetime as dt

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from geo.orders.before_after_windows import (
    NO_END,
    Windows,
    answers_from,
    complete_months_in,
    windows,
    year_before,
)
from tests.cases import every_case


def months(first: str, last: str, *gaps: str) -> list[str]:
    every = pd.period_range(first, last, freq="M")
    return [str(month) for month in every if str(month) not in gaps]


def of(start: str, end: str | None = None, known: list[str] | None = None) -> Windows:
    until = dt.date.fromisoformat(end) if end else None
    return windows(complete_months_in(dt.date.fromisoformat(start), until), known or [])


def test_a_span_includes_only_whole_months() -> None:
    whole = complete_months_in(dt.date(2025, 1, 1), dt.date(2027, 12, 31))
    assert (whole.first, whole.last, whole.began) == ("2025-01", "2027-12", "2025-01")
    part = complete_months_in(dt.date(2025, 1, 15), dt.date(2027, 12, 30))
    assert (part.first, part.last, part.began) == ("2025-02", "2027-11", "2025-01")
    assert complete_months_in(dt.date(2025, 1, 1), None).last == NO_END


def test_two_years_are_used_when_available_on_both_sides() -> None:
    found = of("2023-01-01", known=months("2021-01", "2025-12"))
    assert (found.before[0], found.before[-1]) == ("2021-01", "2022-12")
    assert (found.since[0], found.since[-1]) == ("2023-01", "2024-12")
    assert not found.left_out


def test_a_missing_month_removes_its_pair() -> None:
    found = of("2025-01-01", known=months("2022-10", "2026-09", "2025-03"))
    assert len(found.since) == len(found.before) == 20
    assert found.left_out == ("2023-03", "2025-03")


def test_a_partial_first_month_is_on_neither_side() -> None:
    found = of("2024-03-15", known=months("2022-01", "2026-03"))
    assert "2024-03" not in (*found.before, *found.since)


def test_months_after_the_end_are_not_counted() -> None:
    found = of("2023-01-01", "2023-12-31", months("2021-01", "2025-12"))
    assert found.since[-1] == "2023-12" and len(found.since) == 12


@given(
    first=st.integers(0, 40),
    start=st.integers(0, 60),
    day=st.integers(1, 28),
    gaps=st.sets(st.integers(0, 60), max_size=8),
)
def test_both_sides_have_the_same_calendar_months(
    first: int, start: int, day: int, gaps: set[int]
) -> None:
    every = months("2020-01", "2025-01")
    known = [month for number, month in enumerate(every) if number >= first and number not in gaps]
    began = dt.date.fromisoformat(f"{every[start]}-{day:02d}")
    found = windows(complete_months_in(began, None), known)
    assert [m[5:] for m in found.before] == [m[5:] for m in found.since]
    assert set(found.before) | set(found.since) <= set(known)
    assert all(month < every[start] for month in found.before)
    assert all(month >= f"{began:%Y-%m}" for month in found.since)
    assert not set(found.left_out) & {*found.before, *found.since}


@every_case(
    ("start", "end", "when"),
    [
        ("2026-03-01", None, "2026-12"),
        ("2026-03-15", None, "2027-01"),
        ("2026-03-01", "2026-08-31", None),
        ("2022-11-01", None, None),
    ],
)
def test_answers_from_gives_the_month_of_enough_pairs(
    start: str, end: str | None, when: str | None
) -> None:
    until = dt.date.fromisoformat(end) if end else None
    known = months("2022-10", "2026-09")
    assert answers_from(complete_months_in(dt.date.fromisoformat(start), until), known) == when


def test_year_before_is_paired_with_the_year_before_that() -> None:
    found = year_before(
        complete_months_in(dt.date(2025, 1, 1), None), months("2022-10", "2026-09", "2023-06")
    )
    assert (found.before[0], found.since[-1], len(found.since)) == ("2023-01", "2024-12", 11)


def test_months_across_a_recording_break_make_no_pair() -> None:
    months = [f"{year}-{n:02d}" for year in (2024, 2025, 2026) for n in range(1, 13)]
    span = complete_months_in(dt.date(2025, 1, 1), None)
    assert windows(span, months).enough
    recorded = {month: 1 if month < "2025-01" else 2 for month in months}
    assert not windows(span, recorded).since and answers_from(span, recorded) is None
    later = {month: 1 if month < "2024-03" else 2 for month in months}
    assert windows(span, later).before[0] == "2024-03"
