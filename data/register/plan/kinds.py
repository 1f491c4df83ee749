"""The kinds of records of the delivery plan, and the plan as it is now."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from data.register.records import Record, RecordKind, all_records
from data.register.tables import (
    PLAN_ACTIONS,
    PLAN_INDICATORS,
    PLAN_OBJECTIVES,
    PLAN_PRIORITIES,
    PLAN_VALUES,
)

PRIORITY = RecordKind(name="plan_priorities", table=PLAN_PRIORITIES, prefix="P")
OBJECTIVE = RecordKind(name="plan_objectives", table=PLAN_OBJECTIVES, prefix="B")
ACTION = RecordKind(name="plan_actions", table=PLAN_ACTIONS, prefix="A")
INDICATOR = RecordKind(name="plan_indicators", table=PLAN_INDICATORS, prefix="I")
VALUE = RecordKind(name="plan_values", table=PLAN_VALUES, prefix="V")
# PLAN_KINDS: parents before their parts, so that a record is written after the one it names.
PLAN_KINDS = (PRIORITY, OBJECTIVE, ACTION, INDICATOR, VALUE)
# PARENTS: the fields that name another record of the plan, by kind.
PARENTS = {
    PRIORITY.name: (),
    OBJECTIVE.name: ("priority",),
    ACTION.name: ("priority", "objective"),
    INDICATOR.name: ("action",),
    VALUE.name: ("indicator",),
}
# STATUSES: of an action, from good to bad. DIRECTIONS: in which an indicator should go.
STATUSES = ("completed", "on_track", "not_started", "at_risk", "behind")
DIRECTIONS = ("up", "down", "hold")
# BOTH: the fields that are in both languages, by kind.
BOTH = {
    PRIORITY.name: ("name",),
    OBJECTIVE.name: ("name",),
    ACTION.name: ("name", "partners", "role", "comments", "points", "status_reason"),
    INDICATOR.name: ("name", "unit"),
    VALUE.name: ("note",),
}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The records of the delivery plan that aren't retired, in the order of the plan."""

    priorities: tuple[Record, ...] = ()
    objectives: tuple[Record, ...] = ()
    actions: tuple[Record, ...] = ()
    indicators: tuple[Record, ...] = ()
    values: tuple[Record, ...] = ()

    def of(self, kind: RecordKind) -> tuple[Record, ...]:
        """Return the records of a kind."""
        found: tuple[Record, ...] = getattr(self, kind.name.removeprefix("plan_"))
        return found


def read_plan(engine: Engine) -> Plan:
    """Return the delivery plan of the register.

    Parameters
    ----------
    engine
        The register.

    Returns
    -------
    Plan
        Without retired records and without what belongs to one.

    Examples
    --------
    >>> len(read_plan(engine).actions)  # doctest: +SKIP
    60
    """
    found: dict[str, list[Record]] = {}
    there: set[str] = set()
    for kind in PLAN_KINDS:
        parents = PARENTS[kind.name]
        records = [
            one
            for one in all_records(engine, kind)
            if all(one.values[name] in there for name in parents if _needed(one, name))
        ]
        there |= {one.key for one in records}
        found[kind.name.removeprefix("plan_")] = sorted(records, key=_order)
    return Plan(**{name: tuple(records) for name, records in found.items()})


def _needed(record: Record, parent: str) -> bool:
    """Return whether a record must have this parent: an action need not be below an objective."""
    return parent != "objective" or record.values[parent] is not None


def value_key(indicator: str, year: int, quarter: int) -> str:
    """Return the number of the record of an indicator's value in a quarter.

    Parameters
    ----------
    indicator
        The record of the indicator.
    year
        The one in which the financial year begins.
    quarter
        1 to 4; the first begins in April.

    Returns
    -------
    str
        One number for each quarter, so that two people can't enter it twice.

    Examples
    --------
    >>> value_key("I001", 2026, 2)
    'I001-2026-Q2'
    """
    return f"{indicator}-{year}-Q{quarter}"


def by_number(number: object) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key for the number of a priority, an objective or an action.

    Parameters
    ----------
    number
        The number as text, or None.

    Returns
    -------
    tuple
        Numbers by their value, before letters; those without a number last.

    Examples
    --------
    >>> sorted(["1.10", "1.2", "A"], key=by_number)
    ['1.2', '1.10', 'A']
    """
    parts = [part for part in str(number or "").replace("-", ".").split(".") if part.strip()]
    if not parts:
        return ((2, 0, ""),)
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in parts
    )


def _order(record: Record) -> tuple[Any, ...]:
    values = record.values
    if "quarter" in values:
        return (values["indicator"] or "", values["year"] or 0, values["quarter"] or 0)
    return (*by_number(values.get("number")), (9, len(record.key), record.key))
