"""The fields of meetings, items and decisions from what was typed, with every fault at once."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from data.contracts.types import DATE
from data.errors import InvalidRecord
from data.messages import Message
from data.register.fields import read_days, too_long
from data.register.meetings.kinds import AUDIENCES, DECISION, HEADING, ITEM, MEETING, NOTE
from data.register.records import RecordKind

NOTHING: Mapping[str, Any] = MappingProxyType({})
DAYS = {MEETING.name: ("day",), DECISION.name: ("due",)}
# NEEDED: what one of the two languages must say.
NEEDED = {MEETING.name: ("title",), DECISION.name: ("decision",)}
# Items that say nothing but their own words need these.
OWN_WORDS = {HEADING: ("title",), NOTE: ("note",)}


def read_meeting_fields(
    kind: RecordKind,
    cells: Mapping[str, str],
    *,
    record: str = "",
    now: Mapping[str, Any] = NOTHING,
) -> dict[str, Any]:
    """Return fields of a meeting, of an item or of a decision, typed.

    Parameters
    ----------
    kind
        The kind of record.
    cells
        What was typed, by field; empty text is no value. Other fields stay as they are.
    record
        The record's number; empty for a new one.
    now
        The fields of the record as it is, or what a new one begins with.

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
    >>> read_meeting_fields(MEETING, {"title_en": "January", "day": "14/1/2027"})
    {'title_en': 'January', 'day': '2027-01-14'}
    """
    texts = {name: " ".join(cell.split("\x00")).strip() for name, cell in cells.items()}
    days, wrong = read_days(texts, [name for name in DAYS.get(kind.name, ()) if name in texts])
    faults = [*too_long(texts), *wrong]
    typed = {name: text or None for name, text in texts.items()} | days
    whole = {**now, **typed}
    faults += _lacking(kind, texts, whole)
    if kind is MEETING:
        faults += _of_meeting(texts, whole, faults)
    if faults:
        raise InvalidRecord(record=record, faults=tuple(faults))
    return typed


def _lacking(
    kind: RecordKind, cells: Mapping[str, str], whole: Mapping[str, Any]
) -> list[tuple[str, Any, Any]]:
    """Return the needed texts that neither language has."""
    needed = NEEDED.get(kind.name, ())
    if kind is ITEM:
        needed = OWN_WORDS.get(str(whole.get("item_kind")), ())
    found: list[tuple[str, Any, Any]] = []
    if kind is ITEM and "target" in cells and not cells["target"]:
        found.append(("target", Message("register.text"), Message("register.nothing")))
    for name in needed:
        own = [f"{name}_{language}" for language in ("en", "cy")]
        if not any(whole.get(one) for one in own):
            column = next((one for one in own if one in cells), own[0])
            found.append((column, Message("register.text"), Message("register.nothing")))
    return found


def _of_meeting(
    cells: Mapping[str, str], whole: Mapping[str, Any], before: list[tuple[str, Any, Any]]
) -> list[tuple[str, Any, Any]]:
    faults: list[tuple[str, Any, Any]] = []
    if not whole.get("day") and "day" not in [name for name, *_ in before]:
        faults.append(("day", DATE.expected, Message("register.nothing")))
    known = tuple(one.name.lower() for one in AUDIENCES)
    audience = whole.get("audience")
    if audience is not None and audience not in known:
        faults.append(("audience", Message("plan.one_of", values=known), str(audience)))
    return faults
