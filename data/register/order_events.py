"""The steps in the life of an order: each is written down, and changes the order."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine, select

from data.access.permissions import require_edit
from data.access.viewer import Viewer
from data.contracts.types import one_of
from data.errors import InvalidRecord
from data.messages import Message
from data.register.database import reading, writing
from data.register.editing.conflicts import conflict
from data.register.editing.edits import write
from data.register.editing.saving import next_key
from data.register.fields import read_days, shown, too_long
from data.register.orders import DRAFTED, EVENT, ORDER
from data.register.records import CHANGED, CREATED, Record, found
from data.register.tables import ORDER_EVENTS
from data.schema import years_after

CONSULTATION, MADE, VARIED, EXTENDED = "consultation", "made", "varied", "extended"
DISCHARGED, LAPSED = "discharged", "lapsed"
EVENTS = (DRAFTED, CONSULTATION, MADE, VARIED, EXTENDED, DISCHARGED, LAPSED)
IN_FORCE = "in force"
# The events that need a last day.
WITH_END = (CONSULTATION, MADE, EXTENDED)
Values = Mapping[str, Any]


def record_event(
    engine: Engine, viewer: Viewer, order: str, event: Values, *, version: int
) -> tuple[Record, Record]:
    """Save a step of an order, with the dates and the status that the order has by it.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who saves.
    order
        The order's number.
    event
        `event`, `day`, `until` (ISO dates), `reference`, `link` and `note`.
    version
        The version of the order that the viewer has seen.

    Returns
    -------
    tuple of Record
        The order and the event, both saved or neither.

    Raises
    ------
    InvalidRecord
        If a day is missing, or isn't possible for this step.
    Conflict
        If the order has another version by now.

    Examples
    --------
    >>> made = {"event": "made", "day": "2026-12-01", "until": "2029-11-30"}
    >>> record_event(engine, viewer, "PSPO-01", made, version=3)  # doctest: +SKIP
    """
    require_edit(viewer, what=ORDER.name)
    with writing(engine, viewer) as connection:
        now = found(connection, ORDER, order)
        if now is None or now.version != version:
            raise conflict(connection, ORDER, order, now)
        faults = faults_of(event, now.values)
        if faults:
            raise InvalidRecord(record=order, faults=faults)
        changed = write(
            *(connection, viewer.name, ORDER, order, now, effect(event, now.values)),
            action=CHANGED,
        )
        values = {**event, "order_number": order}
        key = next_key(connection, EVENT)
        step = write(connection, viewer.name, EVENT, key, None, values, action=CREATED)
        return changed, step


def events_of(engine: Engine, order: str) -> list[Record]:
    """Return the steps of an order, the latest first.

    Parameters
    ----------
    engine
        The register.
    order
        The order's number.

    Returns
    -------
    list of Record
        Without those that were taken back.

    Examples
    --------
    >>> [one.values["event"] for one in events_of(engine, "PSPO-01")]  # doctest: +SKIP
    ['extended', 'made']
    """
    own = (ORDER_EVENTS.c.order_number == order) & ~ORDER_EVENTS.c.retired
    with reading(engine) as connection:
        keys = connection.scalars(select(ORDER_EVENTS.c.record).where(own)).all()
        every = [one for key in keys if (one := found(connection, EVENT, key))]
    return sorted(every, key=lambda one: (one.values["day"] or "", one.key), reverse=True)


def effect(event: Values, order: Values) -> dict[str, Any]:
    """Return the fields of an order that a step changes.

    Parameters
    ----------
    event
        The step.
    order
        The order's fields before it.

    Returns
    -------
    dict
        Status and dates.

    Examples
    --------
    >>> effect({"event": "discharged", "day": "2026-12-01", "until": None}, {})
    {'status': 'lapsed'}
    """
    kind, day, until = event["event"], event["day"], event.get("until")
    return {
        DRAFTED: {"status": DRAFTED},
        CONSULTATION: {} if order.get("status") == IN_FORCE else {"status": CONSULTATION},
        MADE: {"status": IN_FORCE, "start": day, "expiry": until, "term_from": None},
        VARIED: {},
        # An extension begins when the term before it ends.
        EXTENDED: {"expiry": until, "term_from": order.get("expiry")},
        DISCHARGED: {"status": LAPSED},
        LAPSED: {"status": LAPSED},
    }[kind]


def faults_of(event: Values, order: Values) -> tuple[tuple[str, str, str], ...]:
    """Return what is wrong with a step.

    Parameters
    ----------
    event
        The step.
    order
        The order's fields before it.

    Returns
    -------
    tuple
        Field, what is expected, what was found; empty if nothing is wrong.

    Examples
    --------
    >>> lasting = {"event": "made", "day": "2026-12-01", "until": "2030-01-01"}
    >>> [field for field, _, _ in faults_of(lasting, {})]
    ['until']
    """
    kind, day, until = event.get("event"), event.get("day"), event.get("until")
    expiry = order.get("expiry")
    if not day:
        return (("day", Message("order.day"), Message("found.none")),)
    wanted: list[tuple[bool, str, Message, str | None]] = []
    if kind == EXTENDED and expiry:
        wanted.append((day > expiry, "day", Message("order.in_time", day=shown(expiry)), day))
    wanted += [
        (kind in WITH_END and not until, "until", Message("order.until"), until),
        (bool(until) and str(until) < day, "until", Message("order.after", day=shown(day)), until),
    ]
    if kind == MADE and until:
        last = years_after(dt.date.fromisoformat(day)).isoformat()
        wanted.append((until > last, "until", Message("order.three_years", day=shown(last)), until))
    if kind == EXTENDED:
        wanted.append((not expiry, "event", Message("order.no_expiry"), expiry))
        if expiry and until:
            last = years_after(dt.date.fromisoformat(expiry)).isoformat()
            wanted += [
                (until <= expiry, "until", Message("order.later", day=shown(expiry)), until),
                (until > last, "until", Message("order.three_years", day=shown(last)), until),
            ]
    return tuple(
        (field, expected, shown(given) if given else Message("found.none"))
        for wrong, field, expected, given in wanted
        if wrong
    )[:1]


def read_event(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return a step from what was typed.

    Parameters
    ----------
    cells
        What was typed, by field.

    Returns
    -------
    dict
        By field; None where nothing was typed.

    Raises
    ------
    InvalidRecord
        With every text that is no date, or too long.

    Examples
    --------
    >>> read_event({"event": "made", "day": "1/12/2026"})["day"]
    '2026-12-01'
    """
    texts = {name: cells.get(name, "").strip() for name in EVENT.fields}
    days, faults = read_days(texts, ("day", "until"))
    faults += too_long(texts)
    if texts["event"] not in EVENTS:
        faults.append(("event", one_of(*EVENTS).expected, texts["event"]))
    if faults:
        raise InvalidRecord(record="", faults=tuple(faults))
    plain: dict[str, Any] = {name: text or None for name, text in texts.items()}
    return plain | days
