"""Status of orders on a day: in force, due for renewal or lapsed, with errors in their dates."""

import datetime as dt

import pandas as pd

from data.schema import ORDER_YEARS, years_after

IN_FORCE, LAPSED, CONSULTATION, NOT_BEGUN = "in force", "lapsed", "consultation", "not begun"
STATES = (IN_FORCE, LAPSED, CONSULTATION, NOT_BEGUN)
# DUE_WITHIN: days before expiry at which an order is reported as due. The law asks for consultation
# before renewal.
DUE_WITHIN = (30, 90, 180)
TOO_LONG, NO_START, NO_END = "too long", "no start", "no end"
SAID_OTHERWISE = "said otherwise"
FAULTS = (TOO_LONG, NO_START, NO_END, SAID_OTHERWISE)


def order_status(orders: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Return the status of each order on a day.

    Dates take precedence over the recorded status, which is used only without dates.

    Parameters
    ----------
    orders
        `status`, `start` and `expiry` (dates as text, may be missing), and `term_from` of orders
        that were extended: the day from which the three years of the law count.
    today
        The reference day.

    Returns
    -------
    pd.DataFrame
        `state`, `days_left`, `due` (the least of 30, 90 and 180 days, or missing) and `faults`.

    Examples
    --------
    >>> orders = pd.DataFrame(
    ...     {"status": ["in force"], "start": ["2024-01-01"], "expiry": ["2026-01-31"]}
    ... )
    >>> order_status(orders, dt.date(2026, 1, 11))
          state  days_left  due faults
    0  in force         20   30     ()
    """
    rows = [_term(row, today) for row in orders.to_dict("records")]
    columns = ["state", "days_left", "due", "faults"]
    table = pd.DataFrame(rows, columns=columns, index=orders.index)
    return table.astype({"days_left": "Int64", "due": "Int64"})


def _term(order: dict, today: dt.date) -> tuple[str, int | None, int | None, tuple[str, ...]]:
    """Return the row of `order_status` for one order."""
    start, end = day_of(order["start"]), day_of(order["expiry"])
    recorded = str(order["status"])
    state = _state(recorded, start, end, today)
    faults = []
    term = day_of(order.get("term_from")) or start
    if term and end and not is_within_term(term, end):
        faults.append(TOO_LONG)
    if recorded != CONSULTATION:
        faults += [fault for fault, day in ((NO_START, start), (NO_END, end)) if day is None]
    if state != recorded and {state, recorded} != {NOT_BEGUN, IN_FORCE}:
        faults.append(SAID_OTHERWISE)
    left = (end - today).days if end and state in (IN_FORCE, NOT_BEGUN) else None
    due = None
    if left is not None:
        due = next((days for days in DUE_WITHIN if left <= days), None)
    return state, left, due, tuple(faults)


def _state(recorded: str, start: dt.date | None, end: dt.date | None, today: dt.date) -> str:
    """Return the state that the dates give, or else the recorded one."""
    if recorded == CONSULTATION:
        return CONSULTATION
    if end and end < today:
        return LAPSED
    if start and start > today:
        return NOT_BEGUN
    if recorded == LAPSED and end and end >= today:
        # It may have been discharged early. Only the recorded status has this information.
        return LAPSED
    return IN_FORCE if end or recorded == IN_FORCE else recorded


def day_of(text: object) -> dt.date | None:
    """Return a date of the tables.

    Parameters
    ----------
    text
        Date as text, may be missing.

    Returns
    -------
    dt.date | None
        The date; None if it is missing.

    Examples
    --------
    >>> day_of("2026-01-31")
    datetime.date(2026, 1, 31)
    """
    return dt.date.fromisoformat(text) if isinstance(text, str) and text else None


def is_within_term(start: dt.date, end: dt.date) -> bool:
    """Return whether an order, or an extension of one, is no longer than the law allows.

    Parameters
    ----------
    start
        First day of its term.
    end
        Last day.

    Returns
    -------
    bool
        True up to the third anniversary.

    Examples
    --------
    >>> is_within_term(dt.date(2024, 1, 1), dt.date(2027, 1, 2))
    False
    """
    return end <= years_after(start)


def latest_end(start: dt.date, years: int = ORDER_YEARS) -> dt.date:
    """Return the last day of a term of some years; by default of the longest that the law allows.

    Parameters
    ----------
    start
        First day of the term.
    years
        Its length.

    Returns
    -------
    dt.date
        The day before the anniversary.

    Examples
    --------
    >>> latest_end(dt.date(2024, 2, 29))
    datetime.date(2027, 2, 28)
    """
    return years_after(start, years) - dt.timedelta(days=1)


def end_of_extension(expiry: dt.date, years: int = 1) -> dt.date:
    """Return the last day of an order that is extended.

    Parameters
    ----------
    expiry
        Its last day before the extension, which begins on the day after.
    years
        The length of the extension.

    Returns
    -------
    dt.date
        The same day some years later; the last day of February after another one.

    Examples
    --------
    >>> end_of_extension(dt.date(2027, 3, 14)), end_of_extension(dt.date(2027, 2, 28))
    (datetime.date(2028, 3, 14), datetime.date(2028, 2, 29))
    """
    return latest_end(expiry + dt.timedelta(days=1), years)
