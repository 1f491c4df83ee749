"""What is said of a group, an order, a response: how far, how old, until when. Pure."""

import datetime as dt
import math
from collections.abc import Hashable
from typing import Any

from components.text import Text
from data.listed import OLD, UNDATED, age_of
from geo.around import rounded

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
    age = age_of(day, today)
    if age == UNDATED:
        return text("mine.never_confirmed")
    return text("mine.stale" if age == OLD else "mine.confirmed", day=text.day(str(day)))


def order(text: Text, row: dict[Hashable, Any], today: dt.date) -> str:
    """Where an order stands, by its status and its dates."""
    status, expiry = str(row["status"]), _day(row["expiry"])
    if status == "consultation":
        return text("mine.order_consultation")
    if status == "lapsed":
        return (
            text("mine.order_lapsed", expiry=text.day(expiry))
            if expiry
            else text("mine.order_lapsed_undated")
        )
    if not expiry:
        return text("mine.order_undated")
    left = (dt.date.fromisoformat(expiry) - today).days
    facts = {"expiry": text.day(expiry)}
    if left < 0:
        return text("mine.order_overdue", **facts)
    if left == 0:
        return text("mine.order_today", **facts)
    if left <= DUE_WITHIN:
        return text.plural("mine.order_due", left, **facts)
    if start := _day(row["start"]):
        return text("mine.order_from", start=text.day(start), **facts)
    return text("mine.order_until", **facts)


def response(text: Text, row: dict[Hashable, Any]) -> str:
    """Where a response stands, and since when."""
    said = text(f"response_status.{row['status']}")
    start, end = _day(row["start"]), _day(row["end"])
    if start and end:
        return text("mine.response_until", status=said, start=text.day(start), end=text.day(end))
    return text("mine.response_since", status=said, start=text.day(start)) if start else said


def _day(value: object) -> str:
    return value if isinstance(value, str) else ""
