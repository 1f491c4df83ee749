"""The sentences on a group, an order or a response: distance, age, status and dates. Pure."""

import datetime as dt
import math
from collections.abc import Hashable
from typing import Any

from components.text.catalogue import Text
from data.access.group_visibility import OLD, PLACED, UNDATED, UNPLACED, confirmation_status
from geo.orders.status import CONSULTATION, LAPSED, NOT_BEGUN
from geo.services.nearby import rounded

# An order is described as ending in this number of days before its end.
DUE_WITHIN = 180
KILOMETRE = 1000


def distance(text: Text, metres: float, placing: str = PLACED) -> str:
    """Return a distance, rounded; or that the place isn't shown, or isn't known."""
    if math.isnan(metres):
        return text("mine.place_unknown" if placing == UNPLACED else "mine.unplaced")
    near = rounded(metres)
    if near < KILOMETRE:
        return text("mine.metres", n=text.number(near))
    return text("mine.kilometres", n=text.number(near / KILOMETRE, 1))


def confirmed(text: Text, day: object, today: dt.date) -> str:
    """Return when a group's details were last confirmed, and whether that is over a year ago."""
    age = confirmation_status(day, today)
    if age == UNDATED:
        return text("mine.never_confirmed")
    return text("mine.stale" if age == OLD else "mine.confirmed", day=text.day(str(day)))


def order(text: Text, row: dict[Hashable, Any], today: dt.date) -> str:
    """Return the status of an order on a day; `row` is a row of `geo.orders.status`."""
    state, start, expiry = str(row["state"]), _day(row["start"]), _day(row["expiry"])
    facts = {
        "start": text.day(start) if start else "",
        "expiry": text.day(expiry) if expiry else "",
    }
    if state == CONSULTATION:
        return text("mine.order_consultation")
    if state == NOT_BEGUN:
        return text("mine.order_to_begin" if expiry else "mine.order_to_begin_undated", **facts)
    if state == LAPSED:
        if not expiry:
            return text("mine.order_lapsed_undated")
        early = dt.date.fromisoformat(expiry) >= today
        return text("mine.order_discharged" if early else "mine.order_lapsed", **facts)
    if not expiry:
        return text("mine.order_undated")
    left = int(row["days_left"])
    if left == 0:
        return text("mine.order_today", **facts)
    if left <= DUE_WITHIN:
        return text.plural("mine.order_due", left, **facts)
    return text("mine.order_from" if start else "mine.order_until", **facts)


def response(text: Text, row: dict[Hashable, Any]) -> str:
    """Return the status of a response, and since when."""
    status = text(f"response_status.{row['status']}")
    start, end = _day(row["start"]), _day(row["end"])
    if start and end:
        return text("mine.response_until", status=status, start=text.day(start), end=text.day(end))
    return text("mine.response_since", status=status, start=text.day(start)) if start else status


def _day(value: object) -> str:
    return value if isinstance(value, str) else ""
