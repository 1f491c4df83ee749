"""The fields of a record of the delivery plan from what was typed or read from a file."""

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from data.errors import InvalidRecord
from data.messages import Message
from data.register.fields import LONGEST
from data.register.plan.kinds import (
    ACTION,
    BOTH,
    DIRECTIONS,
    INDICATOR,
    OBJECTIVE,
    PARENTS,
    PRIORITY,
    STATUSES,
    VALUE,
)
from data.register.plan.layout import NUMBER
from data.register.records import RecordKind

# The most characters of texts that people write at length.
LONGEST_TEXT = 10_000
AT_LENGTH = ("comments_en", "comments_cy", "points_en", "points_cy")
# Fields that may have several lines.
REASONS = ("status_reason_en", "status_reason_cy")
IN_LINES = (*AT_LENGTH, *REASONS, "note_en", "note_cy", "name_en", "name_cy")
# What XML, and so a workbook, can't hold.
NO_LETTERS = "\ufffe\uffff"
# Signs for an action without a number.
NO_NUMBER = ("-", "–", "—", "n/a")
Faults = list[tuple[str, str, str]]


def read_plan_fields(
    kind: RecordKind, cells: Mapping[str, str | int | None], *, record: str = ""
) -> dict[str, Any]:
    """Return the fields of a record of the plan, checked.

    Parameters
    ----------
    kind
        The kind of the plan's records.
    cells
        What was typed, by field. Empty text is no value.
    record
        The record's number, for the error; empty for a new one.

    Returns
    -------
    dict
        By field; None where nothing was typed. Letters that can't be printed are left out.

    Raises
    ------
    InvalidRecord
        With every fault of every field.

    Examples
    --------
    >>> read_plan_fields(PRIORITY, {"number": "1", "name_en": " Safe  streets "})["name_en"]
    'Safe streets'
    """
    one_line = kind in (PRIORITY, OBJECTIVE)
    fields = {name: _clean(cells.get(name), one_line, name) for name in kind.fields}
    if kind is ACTION:
        fields |= {"number": _bare(fields["number"]), "cross": _cross(fields["cross"])}
    faults = [*_too_long(fields), *_missing(kind, fields), *CHECKS[kind.name](fields)]
    if faults:
        raise InvalidRecord(record=record, faults=tuple(faults))
    return fields


def _clean(value: str | int | None, one_line: bool, name: str) -> Any:
    if not isinstance(value, str):
        return value
    lines = value.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ["".join(c for c in line if _printable(c)).rstrip() for line in lines]
    in_lines = name in IN_LINES and not one_line
    text = "\n".join(kept).strip() if in_lines else " ".join(" ".join(kept).split())
    return text or None


def _bare(number: str | None) -> str | None:
    """Return a number without the word for an action before it; None for a sign for none."""
    bare = re.sub(r"(?i)^(action|cam gweithredu|cam|gweithred)\s+(?=\d)", "", number or "")
    return None if bare.casefold() in NO_NUMBER else bare or None


def _cross(text: str | None) -> str | None:
    """Return the numbers of priorities as "2; 4"; a text that says more as it is."""
    numbers = re.findall(r"\d[\w.-]*", text or "")
    words = r"\d[\w.-]*|priorit(y|ies)|blaenoriaeth(au)?|\b(p|b|no|and|a|ac)\b|[.,;&/+\s]"
    more = re.sub(words, "", re.sub(r"(?i)\b[pb](?=\d)", "", text or ""), flags=re.IGNORECASE)
    return text if more or not numbers else "; ".join(numbers)


def _printable(letter: str) -> bool:
    """Return whether a letter can be stored in a workbook and shown."""
    category = unicodedata.category(letter)
    return letter == "\t" or (category not in ("Cc", "Cs", "Zl", "Zp") and letter not in NO_LETTERS)


def _too_long(fields: Mapping[str, Any]) -> Faults:
    most = {name: LONGEST_TEXT if name in AT_LENGTH else LONGEST for name in fields}
    return [
        (
            name,
            Message("register.at_most", n=most[name]),
            Message("register.characters", n=len(text)),
        )
        for name, text in fields.items()
        if isinstance(text, str) and len(text) > most[name]
    ]


def _missing(kind: RecordKind, fields: Mapping[str, Any]) -> Faults:
    nothing = Message("found.none")
    faults: Faults = []
    if "name" in BOTH[kind.name] and not (fields["name_en"] or fields["name_cy"]):
        faults.append(("name_en", Message("plan.in_one_language"), nothing))
    # An action need not be below an objective.
    needed = [name for name in PARENTS[kind.name] if name != "objective" or kind is OBJECTIVE]
    return faults + [(name, Message("plan.parent"), nothing) for name in needed if not fields[name]]


def _number(fields: Mapping[str, Any]) -> Faults:
    number = fields["number"]
    if number is None or re.fullmatch(NUMBER, number):
        return []
    return [("number", Message("plan.number"), number)]


def _action(fields: Mapping[str, Any]) -> Faults:
    faults = _one_of("status", fields["status"], STATUSES)
    if fields["status"] and not any(fields[name] for name in REASONS):
        faults.append((REASONS[0], Message("plan.reason"), Message("found.none")))
    return faults + _day("updated", fields["updated"])


def _indicator(fields: Mapping[str, Any]) -> Faults:
    return _one_of("direction", fields["direction"], DIRECTIONS)


def _value(fields: Mapping[str, Any]) -> Faults:
    faults = _day("entered_on", fields["entered_on"])
    if fields["quarter"] not in (1, 2, 3, 4) or not 2000 <= (fields["year"] or 0) <= 2100:
        found = f"{fields['year']} Q{fields['quarter']}"
        faults.append(("quarter", Message("plan.quarter"), found))
    if not (fields["value"] or fields["note_en"] or fields["note_cy"]):
        faults.append(("value", Message("plan.value"), Message("found.none")))
    return faults


def _one_of(name: str, value: str | None, known: tuple[str, ...]) -> Faults:
    if value is None or value in known:
        return []
    return [(name, Message("plan.one_of", values=known), value)]


def _day(name: str, value: str | None) -> Faults:
    try:
        dt.date.fromisoformat(value or "2000-01-01")
    except ValueError:
        return [(name, Message("plan.day"), str(value))]
    return []


CHECKS = {
    PRIORITY.name: _number,
    OBJECTIVE.name: _number,
    ACTION.name: _action,
    INDICATOR.name: _indicator,
    VALUE.name: _value,
}
