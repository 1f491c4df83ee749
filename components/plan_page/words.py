"""What the plan's records say in the viewer's language."""

from collections.abc import Mapping
from typing import Any

from components.queries.plan import ActionView, IndicatorView
from components.text.catalogue import DASH, Text
from components.text.either_language import in_language
from data.register.records import Record
from geo.plan.deadlines import AS_NEEDED, DAY, MONTH, ONGOING, RECURRING, Deadline
from geo.plan.quarters import financial_year
from geo.plan.status import Reading


def said(text: Text, values: Mapping[str, Any], name: str) -> str:
    """Return a text of a record; in the other language if it has none in the viewer's."""
    return in_language(values, name, text.language)


def numbered(text: Text, record: Record) -> str:
    """Return the name of a part of the plan after its number."""
    name = said(text, record.values, "name")
    number = record.values["number"]
    return f"{number}. {name}" if number else name


def parts_of(text: Text, values: Mapping[str, Any], name: str) -> list[str]:
    """Return a list of names, such as the partners, of a text that parts them by semicolons."""
    words = said(text, values, name).replace("\n", ";").split(";")
    return [one.strip() for one in words if one.strip()]


def deadline(text: Text, one: Deadline) -> str:
    """Return a deadline in the viewer's language; as it was typed if it isn't understood."""
    if one.kind == DAY and one.due:
        return text.day(one.due.isoformat())
    if one.kind == MONTH and one.due:
        return text.month(f"{one.due:%Y-%m}")
    if one.kind == RECURRING and one.rhythm:
        return text(f"plan_rhythm.{one.rhythm}")
    if one.kind in (ONGOING, AS_NEEDED) and one.plain:
        return text(f"plan_deadline.{one.kind}")
    return one.text or DASH


def quarter(text: Text, year: int, number: int) -> str:
    """Return the name of a quarter."""
    return text("plan.quarter", quarter=number, year=financial_year(year))


def number(text: Text, value: float) -> str:
    """Return a value, with decimals only if it has some."""
    digits = 0 if float(value).is_integer() else 1
    return text.number(value, digits)


def with_unit(text: Text, one: IndicatorView, value: str) -> str:
    """Return a value with its unit; a percent sign without a space."""
    unit = said(text, one.record.values, "unit")
    if not unit or (unit == "%" and value.endswith("%")):
        return value
    return f"{value}%" if unit == "%" else f"{value} {unit}"


def limits(text: Text, reading: Reading) -> str:
    """Return the likely range of a value; empty without one."""
    if reading.lower is None or reading.upper is None:
        return ""
    lower, upper = (number(text, limit) for limit in (reading.lower, reading.upper))
    return text("plan.range", lower=lower, upper=upper)


def latest(text: Text, action: ActionView) -> str:
    """Return the latest value of an action's first indicator, and its target."""
    for one in action.indicators:
        if one.latest is None:
            continue
        value = number(text, one.latest.value)
        target = one.record.values["target"]
        return text("plan.of_target", value=value, target=target) if target else value
    return DASH
