"""How orders stand on a day: in force, due soon, lapsed; and what is wrong with their own dates."""

import datetime as dt

import pandas as pd

IN_FORCE, LAPSED, CONSULTATION, NOT_BEGUN = "in force", "lapsed", "consultation", "not begun"
STATES = (IN_FORCE, LAPSED, CONSULTATION, NOT_BEGUN)
DUE_WITHIN = (30, 90, 180)
"""Days; the law asks for consultation before an order is renewed."""
MOST_YEARS = 3
TOO_LONG, NO_START, NO_END = "too long", "no start", "no end"
SAID_OTHERWISE = "said otherwise"
FAULTS = (TOO_LONG, NO_START, NO_END, SAID_OTHERWISE)


def order_status(orders: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """`state`, `days_left`, `due` (the least of 30, 90 and 180 days, or none) and `faults`.

    Dates decide over what an order's data say of itself; where there are none it is believed.
    """
    rows = [_term(row, today) for row in orders.to_dict("records")]
    columns = ["state", "days_left", "due", "faults"]
    table = pd.DataFrame(rows, columns=columns, index=orders.index)
    return table.astype({"days_left": "Int64", "due": "Int64"})


def _term(order: dict, today: dt.date) -> tuple[str, int | None, int | None, tuple[str, ...]]:
    start, end = day_of(order["start"]), day_of(order["expiry"])
    said = str(order["status"])
    state = _state(said, start, end, today)
    faults = []
    if start and end and end > _years_after(start, MOST_YEARS):
        faults.append(TOO_LONG)
    if said != CONSULTATION:
        faults += [fault for fault, day in ((NO_START, start), (NO_END, end)) if day is None]
    if state != said and {state, said} != {NOT_BEGUN, IN_FORCE}:
        faults.append(SAID_OTHERWISE)
    left = (end - today).days if end and state in (IN_FORCE, NOT_BEGUN) else None
    due = None
    if left is not None:
        due = next((days for days in DUE_WITHIN if left <= days), None)
    return state, left, due, tuple(faults)


def _state(said: str, start: dt.date | None, end: dt.date | None, today: dt.date) -> str:
    if said == CONSULTATION:
        return CONSULTATION
    if end and end < today:
        return LAPSED
    if start and start > today:
        return NOT_BEGUN
    if said == LAPSED and end and end >= today:
        # It may have been discharged early: only those who keep it know.
        return LAPSED
    return IN_FORCE if end or said == IN_FORCE else said


def day_of(said: object) -> dt.date | None:
    """A day of the tables; None where there is none."""
    return dt.date.fromisoformat(said) if isinstance(said, str) and said else None


def latest_end(start: dt.date) -> dt.date:
    """The last day on which an order that began then can hold by law."""
    return _years_after(start, MOST_YEARS) - dt.timedelta(days=1)


def _years_after(day: dt.date, years: int) -> dt.date:
    """The 29th of February becomes the 1st of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)
