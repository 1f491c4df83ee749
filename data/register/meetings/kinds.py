"""Meetings and what belongs to them as kinds of records, and a meeting as it is now."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, select

from data.access.viewer import Audience
from data.register.database import reading
from data.register.meetings.tables import DECISIONS, ITEMS, MEETINGS, SHOWN
from data.register.records import Record, RecordKind, record_of

MEETING = RecordKind(name="meetings", table=MEETINGS, prefix="M")
ITEM = RecordKind(name="meeting_items", table=ITEMS, prefix="MI")
SHOWN_ITEM = RecordKind(name="meeting_shown", table=SHOWN, prefix="MS", only_added=True)
DECISION = RecordKind(name="meeting_decisions", table=DECISIONS, prefix="MD")
# MEETING_KINDS: the meeting before its parts, so that a record is written after the one it names.
MEETING_KINDS = (MEETING, ITEM, SHOWN_ITEM, DECISION)

VIEW, RESPONSE_ITEM, PRIORITY_ITEM, NOTE, HEADING = (
    "view",
    "response",
    "priority",
    "note",
    "heading",
)
# ITEM_KINDS: what an item of an agenda can be.
ITEM_KINDS = (VIEW, RESPONSE_ITEM, PRIORITY_ITEM, NOTE, HEADING)
# AUDIENCES: who may read a meeting.
AUDIENCES = (Audience.PUBLIC, Audience.PARTNER)


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A meeting with its agenda in order, what was shown, and what was decided, as entered."""

    record: Record
    items: tuple[Record, ...] = ()
    shown: tuple[Record, ...] = ()
    decisions: tuple[Record, ...] = ()

    @property
    def key(self) -> str:
        return self.record.key

    @property
    def readers(self) -> Audience:
        """Return who may read it; partners if its record names nobody known."""
        named = [one for one in AUDIENCES if one.name.lower() == self.record.values["audience"]]
        return named[0] if named else Audience.PARTNER

    @property
    def running(self) -> bool:
        """Return whether it has been started and hasn't ended."""
        return bool(self.record.values["started_on"] and not self.record.values["ended_on"])

    def item(self, key: str) -> Record | None:
        """Return an item of the agenda; None if there is none of the number."""
        return next((one for one in self.items if one.key == key), None)

    def shown_item(self, key: str) -> Record | None:
        """Return what an item said when it was shown; None before that."""
        return next((one for one in self.shown if one.values["item"] == key), None)

    def decided_at(self, key: str) -> list[Record]:
        """Return what was decided at an item."""
        return [one for one in self.decisions if one.values["item"] == key]


def read_meetings(engine: Engine) -> dict[str, Meeting]:
    """Return the meetings of the register by number.

    Parameters
    ----------
    engine
        The register.

    Returns
    -------
    dict
        Without those that were retired, and without retired items and decisions.

    Examples
    --------
    >>> [len(one.items) for one in read_meetings(engine).values()]  # doctest: +SKIP
    [8, 6]
    """
    found: dict[str, list[Record]] = {}
    with reading(engine) as connection:
        for kind in MEETING_KINDS:
            table = kind.table
            question = select(table).where(~table.c.retired).order_by(table.c.record)
            found[kind.name] = [record_of(kind, row) for row in connection.execute(question)]
    parts = {kind: _by_meeting(found[kind.name]) for kind in MEETING_KINDS[1:]}
    return {
        one.key: Meeting(
            record=one,
            items=tuple(sorted(parts[ITEM].get(one.key, ()), key=position_of)),
            shown=tuple(parts[SHOWN_ITEM].get(one.key, ())),
            decisions=tuple(sorted(parts[DECISION].get(one.key, ()), key=_number)),
        )
        for one in found[MEETING.name]
    }


def position_of(item: Record) -> tuple[float, str]:
    """Return where an item is in its agenda, as a sort key.

    Parameters
    ----------
    item
        The item.

    Returns
    -------
    tuple
        Its position and its number.

    Examples
    --------
    >>> position_of(Record(key="MI001", values={"position": 2.0}, version=1))
    (2.0, 'MI001')
    """
    return (float(item.values["position"] or 0), item.key)


def _by_meeting(records: Iterable[Record]) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for one in records:
        found.setdefault(str(one.values["meeting"]), []).append(one)
    return found


def _number(record: Record) -> tuple[int, str]:
    return (len(record.key), record.key)
