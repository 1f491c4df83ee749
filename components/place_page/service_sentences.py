"""What is said of a group, an order, a response: how far, how old, until when. Pure."""

import datetime as dt
import math
from collections.abc import Hashable
from typing import Any

from components.text.catalogue import Text
from data.access.group_visibility import OLD, UNDATED, confirmation_status
from geo.orders.status import CONSULTATION, LAPSED, NOT_BEGUN
from geo.services.nearby import rounded

DUE_WITHIN = 180
"""Days before its end in which an order is said to be ending."""
KILOMETRE = 1000


def distance(text: Text, metres: float) -> str:
    """As exact as the middle of a place is; where the viewer may not know, that it isn't shown."""
    if math.isnan(metres):
        return text("mine.unplaced")
    near = rounded(metres)
    if near < KILOMETRE:
        return text("mine.metres", n=text.number(near))
    return text("mine.kilometres", n=text.number(near / KILOMETRE, 1))


def confirmed(text: Text, day: object, today: dt.date) -> str:
    """When a group's details were last confirmed; flagged after a year."""
    age = confirmation_status(day, today)
    if age == UNDATED:
        return text("mine.never_confirmed")
    return text("mine.stale" if age == OLD else "mine.confirmed", day=text.day(str(day)))


def order(text: Text, row: dict[Hashable, Any], today: dt.date) -> str:
    """Where an order stands on the day: a row of what `geo.terms` found."""
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
    """Where a response stands, and since when."""
    said = text(f"response_status.{row['status']}")
    start, end = _day(row["start"]), _day(row["end"])
    if start and end:
        return text("mine.response_until", status=said, start=text.day(start), end=text.day(end))
    return text("mine.response_since", status=said, start=text.day(start)) if start else said


def _day(value: object) -> str:
    return value if isinstance(value, str) else ""
