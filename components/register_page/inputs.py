"""The inputs of the forms for groups, orders and the steps of orders."""

from collections.abc import Mapping, Sequence
from typing import Any

from components import queries
from components.forms.model import CHOICE, DAY, LONG, YES_NO, Cells, Input
from components.page_context import PageContext
from components.ui import postcode_search
from data.contracts.types import DATE
from data.errors import InvalidRecord
from data.register.fields import read_fields
from data.register.order_events import EVENTS
from data.register.orders import CHECKS, DRAFTED
from data.register.records import Record
from data.schema import COUNTY, GROUP_KINDS, ORDER_STATUSES, REFUGES, WARD

GROUPS, ORDERS = "groups", "orders"


def inputs_of(here: PageContext, kind: str) -> Sequence[Input]:
    """Return the inputs of a kind of record."""
    return {GROUPS: group_inputs, ORDERS: order_inputs}[kind](here)


def group_inputs(here: PageContext) -> tuple[Input, ...]:
    """Return the inputs for a group or service."""
    text = here.text
    wards = tuple(queries.places.by_name(here.key, here.view.lang, WARD))
    return (
        Input(name="name_en", required=True),
        Input(name="name_cy", helped=True),
        Input(
            name="kind",
            kind=CHOICE,
            required=True,
            options=GROUP_KINDS,
            words=lambda kind: text(f"panel_kind.{kind}"),
        ),
        Input(name="offers_en", kind=LONG),
        Input(name="offers_cy", kind=LONG),
        Input(name="audience"),
        Input(name="audience_cy"),
        Input(
            name="covers",
            kind=CHOICE,
            required=True,
            options=(WARD, COUNTY),
            words=lambda covers: text(f"covers.{covers}"),
        ),
        Input(name="ward_code", kind=CHOICE, options=wards, words=here.place_name),
        Input(name="postcode", helped=True),
        Input(name="last_confirmed", kind=DAY),
        Input(name="public_contact", kind=YES_NO, helped=True),
    )


def order_inputs(here: PageContext) -> tuple[Input, ...]:
    """Return the inputs for an order; its steps have a form of their own."""
    text = here.text
    return (
        Input(name="name_en", required=True),
        Input(name="name_cy", helped=True),
        Input(name="prohibitions_en", kind=LONG, required=True, height=120),
        Input(name="prohibitions_cy", kind=LONG, height=120),
        Input(
            name="status",
            kind=CHOICE,
            required=True,
            options=(DRAFTED, *ORDER_STATUSES),
            words=lambda status: text(f"order_state.{status}"),
        ),
        Input(name="start", kind=DAY),
        Input(name="expiry", kind=DAY),
        *(Input(name=name, kind=DAY) for name in CHECKS),
    )


def event_inputs(here: PageContext) -> tuple[Input, ...]:
    """Return the inputs for a step of an order."""
    text = here.text
    return (
        Input(
            name="event",
            kind=CHOICE,
            required=True,
            options=EVENTS,
            words=lambda event: text(f"event.{event}"),
        ),
        Input(name="day", kind=DAY, required=True),
        Input(name="until", kind=DAY, helped=True),
        Input(name="reference"),
        Input(name="link"),
        Input(name="note", kind=LONG),
    )


def read_group(here: PageContext, cells: Cells, now: Record | None) -> Mapping[str, Any]:
    """Return the fields of a group; a new postcode gives it its place, otherwise that stays.

    The place of another postcode doesn't stay for one that the release doesn't have. Nothing that
    could tell where a refuge is may stay.
    """
    record = now.key if now else ""
    wards = queries.places.by_name(here.key, here.view.lang, WARD)
    fields = read_fields(GROUPS, cells, record=record, wards=wards)
    before = now.values["postcode"] if now else None
    if faults := _faults_of_group(here, fields, cells, before):
        raise InvalidRecord(record=record, faults=faults)
    others = {name: value for name, value in fields.items() if name not in ("x", "y")}
    nowhere = {"x": None, "y": None}
    if fields["kind"] in REFUGES:
        return others | nowhere
    postcode = fields["postcode"]
    if not postcode or before == postcode or not postcode_search.known(here):
        return others
    point = queries.current_store.store_of(here.key).point_of_postcode(postcode)
    if point:
        return others | dict(zip(("x", "y"), point, strict=True))
    return others | nowhere if before else others


def _faults_of_group(
    here: PageContext, fields: Mapping[str, Any], cells: Cells, before: str | None
) -> tuple[tuple[str, str, str], ...]:
    """Return what is wrong with the day of a confirmation and with a postcode that was typed."""
    found = []
    if (fields["last_confirmed"] or "") > here.today.isoformat():
        found.append(("last_confirmed", DATE.expected, cells["last_confirmed"]))
    postcode = fields["postcode"]
    if postcode and postcode != before and not postcode_search.is_like_one(postcode):
        found.append(("postcode", "a postcode", postcode))
    return tuple(found)
