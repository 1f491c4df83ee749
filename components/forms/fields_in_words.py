"""What a field of a record says in the words of the page, for every kind of record."""

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import shapely

from components.forms.stored_records import find
from components.page_context import PageContext
from components.text.catalogue import DASH, LANGUAGES
from data.register.meetings.kinds import ITEM, MEETING
from data.register.orders import EVENT, ORDER
from data.register.plan.kinds import ACTION, INDICATOR, OBJECTIVE, PRIORITY
from data.register.responses.evidence import figures_in
from data.register.responses.kinds import RESPONSE

# FAMILIES: of the words of a choice, by field, or by kind and field where kinds differ.
FAMILIES: Mapping[str | tuple[str, str], str] = {
    ("groups", "kind"): "panel_kind",
    ("responses", "kind"): "response_kind",
    ("meetings", "audience"): "audience_of_meeting",
    ("orders", "status"): "order_state",
    ("plan_actions", "status"): "plan_status",
    ("responses", "measure"): "response_measure",
    ("plan_indicators", "measure"): "measure",
    ("responses", "subject"): "topic",
    ("plan_indicators", "subject"): "category_title",
    "covers": "covers",
    "event": "event",
    "stage": "stage",
    "decision": "decision",
    "counted": "category_title",
    "direction": "plan_direction",
    "verdict": "response_short",
    "level": "level",
    "compared_level": "level",
    "started_from": "origin",
    "item_kind": "item_kind",
    "became": "becomes",
}
# PARENTS: the kinds of the records that fields name.
PARENTS = {
    "priority": PRIORITY,
    "objective": OBJECTIVE,
    "action": ACTION,
    "indicator": INDICATOR,
    "response": RESPONSE,
    "order_id": ORDER,
    "order_number": ORDER,
    "meeting": MEETING,
    "item": ITEM,
}
PLACES = ("place", "ward_code")
# NAMES: the fields that name a record.
NAMES = ("name", "title", "action", "decision", "sentence", "note")
HECTARE = 10_000
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def said(here: PageContext, kind: str, name: str, value: Any) -> list[str]:
    """Return the items of a field in the language of the page; of most fields one.

    A dash stands for an empty field, and a value that the release doesn't know is as it is stored.
    """
    if value is None or value == "":
        return [DASH]
    if name == "compared":
        return [_place(here, code) for code in str(value).split()]
    if name == "cross":
        return [one.strip() for one in str(value).split(";")]
    if name == "numbers":
        language = here.text.language
        return [
            f"{getattr(one, f'label_{language}')}: {getattr(one, language)}"
            for one in figures_in(str(value))
        ]
    return [_one(here, kind, name, value)]


def title(here: PageContext, kind: str, key: str, values: Mapping[str, Any]) -> str:
    """Return the name of a record by its fields; its number if it has none."""
    if kind == EVENT.name:
        parts = [said(here, kind, name, values.get(name))[0] for name in ("event", "order_number")]
        return ": ".join(parts)
    if values.get("indicator") and values.get("quarter"):
        of = _one(here, kind, "indicator", values["indicator"])
        return f"{of}, {values['year']} Q{values['quarter']}"
    own = sorted(LANGUAGES, key=lambda one: one != here.text.language)
    names = (f"{name}_{one}" for name in NAMES for one in own)
    return next((str(values[name]) for name in names if values.get(name)), key)


def _one(here: PageContext, kind: str, name: str, value: Any) -> str:
    text = here.text
    if isinstance(value, bool):
        return text("form.yes" if value else "form.no")
    if name in PLACES:
        return _place(here, str(value))
    if name == "picture":
        return text("history.picture")
    if name == "area":
        return _size(here, str(value))
    if family := FAMILIES.get((kind, name)) or FAMILIES.get(name):
        return _word(here, family, str(value))
    if parent := PARENTS.get(name):
        record = find(here, parent, str(value))
        return title(here, parent.name, str(value), record.values) if record else str(value)
    if isinstance(value, float):
        return text.number(value, 0 if value.is_integer() else 2)
    if DAY.fullmatch(str(value)):
        with suppress(ValueError):
            return text.day(str(value))
    return str(value)


def _word(here: PageContext, family: str, value: str) -> str:
    """Return the word of a choice; a value that no choice has as it is."""
    if not re.fullmatch(r"[\w -]+", value):
        return value
    key = f"{family}.{value}"
    words = here.text(key)
    return value if words == key else words


def _place(here: PageContext, code: str) -> str:
    with suppress(KeyError):
        return here.place_name(code)
    return code


def _size(here: PageContext, area: str) -> str:
    """Return how large an area is; a text that is no area as it is."""
    with suppress(shapely.GEOSException):
        hectares = shapely.from_wkt(area).area / HECTARE
        return here.text("history.hectares", n=here.text.number(hectares, 1))
    return area
