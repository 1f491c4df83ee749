"""Status of orders on a day, and faults in their dates."""

import datetime as dt

import pandas as pd

from geo.orders.status import (
    CONSULTATION,
    IN_FORCE,
    LAPSED,
    NO_END,
    NO_START,
    NOT_BEGUN,
    SAID_OTHERWISE,
    TOO_LONG,
    end_of_extension,
    latest_end,
    order_status,
)
from tests.cases import every_case

TODAY = dt.date(2026, 11, 20)


def term(start: str | None, expiry: str | None, status: str = IN_FORCE) -> pd.Series:
    orders = pd.DataFrame([{"start": start, "expiry": expiry, "status": status}])
    return order_status(orders, TODAY).iloc[0]


@every_case(
    ("expiry", "state", "due"),
    [
        ("2026-11-19", LAPSED, None),
        ("2026-11-20", IN_FORCE, 30),
        ("2026-12-20", IN_FORCE, 30),
        ("2026-12-21", IN_FORCE, 90),
        ("2027-02-18", IN_FORCE, 90),
        ("2027-02-19", IN_FORCE, 180),
        ("2027-05-19", IN_FORCE, 180),
        ("2027-05-20", IN_FORCE, None),
    ],
)
def test_an_order_is_due_by_the_day(expiry: str, state: str, due: int | None) -> None:
    found = term("2024-06-01", expiry)
    assert found["state"] == state
    assert (None if pd.isna(found["due"]) else found["due"]) == due


def test_orders_over_three_years_are_too_long() -> None:
    assert term("2025-01-01", "2027-12-31")["faults"] == ()
    assert term("2025-01-01", "2028-01-01")["faults"] == (), "to the midnight that begins the day"
    assert term("2025-01-01", "2029-12-31")["faults"] == (TOO_LONG,)
    assert term("2024-02-29", "2027-03-01")["faults"] == ()
    assert latest_end(dt.date(2025, 1, 1)) == dt.date(2027, 12, 31)
    assert end_of_extension(dt.date(2027, 3, 14)) == dt.date(2028, 3, 14)
    assert end_of_extension(dt.date(2024, 2, 29), 3) == dt.date(2027, 2, 28)


def test_dates_take_precedence_over_the_recorded_status() -> None:
    lapsed = term("2021-01-01", "2023-12-31")
    assert (lapsed["state"], lapsed["faults"]) == (LAPSED, (SAID_OTHERWISE,))
    ahead = term("2027-01-01", "2029-12-31")
    assert (ahead["state"], ahead["faults"]) == (NOT_BEGUN, ())
    discharged = term("2025-01-01", "2027-12-31", LAPSED)
    assert (discharged["state"], discharged["faults"]) == (LAPSED, ())


def test_missing_dates_are_reported_as_faults() -> None:
    found = term("2025-01-01", None)
    assert (found["state"], found["faults"]) == (IN_FORCE, (NO_END,)) and pd.isna(
        found["days_left"]
    )
    assert term(None, None)["faults"] == (NO_START, NO_END)
    planned = term(None, None, CONSULTATION)
    assert (planned["state"], planned["faults"]) == (CONSULTATION, ())


def test_no_orders_give_an_empty_table() -> None:
    empty = pd.DataFrame(columns=["start", "expiry", "status"])
    assert order_status(empty, TODAY).empty
