"""The fields of responses and actions from what was typed, with every fault at once."""

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from data.contracts.types import DATE, TEXT, WARD_CODE, YES_NO, FieldType, number_from, one_of
from data.errors import InvalidRecord
from data.messages import Message
from data.register.fields import LONGEST, shown
from data.register.responses.kinds import ACTION, DECISIONS, EVIDENCE_OF, RESPONSE, STAGES

AMOUNT = number_from("number", 0, math.inf, "a number, 0 or more")
# How wide the area may be into which a problem could move, in metres.
NARROWEST, WIDEST = 100, 2_000
METRES = number_from(
    "whole number", NARROWEST, WIDEST, f"from {NARROWEST} to {WIDEST} metres", whole=True
)
TYPES: Mapping[str, FieldType] = {
    **dict.fromkeys(("start", "end", "due", "started_on", "fixed_on", "assessed_on"), DATE),
    **{"done_on": DATE, "done": YES_NO, "ward_code": WARD_CODE, "buffer": METRES},
    **{"baseline": AMOUNT, "target": AMOUNT, "detectable": AMOUNT},
    **{"stage": one_of(*STAGES), "decision": one_of(*DECISIONS)},
}
# What one of the two languages must say.
NEEDED = {RESPONSE.name: ("name",), ACTION.name: ("action",)}
Cells = Mapping[str, str]
Fault = tuple[str, str, str]
NOTHING: Mapping[str, Any] = MappingProxyType({})


def read_response(
    cells: Cells, *, record: str = "", now: Mapping[str, Any] = NOTHING
) -> dict[str, Any]:
    """Return fields of a response, typed.

    Parameters
    ----------
    cells
        What was typed, by field; empty text is no value. Other fields stay as they are.
    record
        The response's number; empty for a new one.
    now
        The fields of the response as it is.

    Returns
    -------
    dict
        The fields that were typed; None where nothing was.

    Raises
    ------
    InvalidRecord
        With every fault of every field.

    Examples
    --------
    >>> read_response({"name_en": "Wardens", "target": "40"})
    {'name_en': 'Wardens', 'target': 40.0}
    """
    return _read(RESPONSE.name, cells, record, now, _rules_of_response)


def read_action(
    cells: Cells, *, record: str = "", now: Mapping[str, Any] = NOTHING
) -> dict[str, Any]:
    """Return fields of an action of a response, typed.

    Parameters
    ----------
    cells
        What was typed, by field; empty text is no value. Other fields stay as they are.
    record
        The action's number; empty for a new one.
    now
        The fields of the action as it is.

    Returns
    -------
    dict
        The fields that were typed; None where nothing was.

    Raises
    ------
    InvalidRecord
        With every fault of every field.

    Examples
    --------
    >>> read_action({"action_en": "Repair the lights", "due": "30/06/2026"})
    {'action_en': 'Repair the lights', 'due': '2026-06-30'}
    """
    return _read(ACTION.name, cells, record, now, lambda _: [])


def read_evidence(cells: Cells) -> dict[str, Any]:
    """Return the fields of the note with more evidence.

    Parameters
    ----------
    cells
        What was typed, by field; empty text is no value.

    Returns
    -------
    dict
        The fields that were typed; None where nothing was.

    Raises
    ------
    InvalidRecord
        With every text that is too long.

    Examples
    --------
    >>> read_evidence({"note_en": "Seen on a walk", "note_cy": ""})
    {'note_en': 'Seen on a walk', 'note_cy': None}
    """
    return _read(EVIDENCE_OF.name, cells, "", NOTHING, lambda _: [])


def _read(
    kind: str,
    cells: Cells,
    record: str,
    now: Mapping[str, Any],
    rules: Callable[[Mapping[str, Any]], list[Fault]],
) -> dict[str, Any]:
    faults: list[Fault] = []
    typed: dict[str, Any] = {}
    for name, cell in cells.items():
        text = " ".join(cell.split("\x00")).strip()
        if len(text) > LONGEST:
            most, found = (Message("register.at_most", n=LONGEST), len(text))
            faults.append((name, most, Message("register.characters", n=found)))
            typed[name] = text
            continue
        known = TYPES.get(name, TEXT)
        value = known.read(text) if text else None
        if text and value is None:
            faults.append((name, known.expected, text))
        typed[name] = int(float(str(value))) if name == "buffer" and value is not None else value
    whole = {**now, **typed}
    faults += _lacking(kind, cells, whole)
    if not faults:
        faults = rules(whole)
    if faults:
        raise InvalidRecord(record=record, faults=tuple(faults))
    return typed


def _lacking(kind: str, cells: Cells, whole: Mapping[str, Any]) -> list[Fault]:
    """Return the needed texts that neither language has."""
    found: list[Fault] = []
    for name in NEEDED.get(kind, ()):
        own = [f"{name}_{language}" for language in ("en", "cy")]
        if not any(whole.get(one) for one in own):
            column = next((one for one in own if one in cells), own[0])
            found.append((column, Message("register.text"), Message("register.nothing")))
    return found


def _rules_of_response(whole: Mapping[str, Any]) -> list[Fault]:
    """Return which days are in the wrong order."""
    pairs = (("start", "end"), ("started_on", "due"), ("fixed_on", "assessed_on"))
    return [
        (
            later,
            Message("register.not_before", day=shown(str(whole[earlier]))),
            shown(str(whole[later])),
        )
        for earlier, later in pairs
        if whole.get(earlier) and whole.get(later) and whole[later] < whole[earlier]
    ]
