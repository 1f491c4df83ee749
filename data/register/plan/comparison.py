"""Compares a delivery plan in a file with that of the register, and takes it over."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine

from data.access.viewer import Audience, Viewer, require
from data.errors import Conflict, RegisterUnavailable
from data.messages import Message
from data.register.database import writing
from data.register.history import state_in
from data.register.plan.fields import REASONS
from data.register.plan.file_plan import FilePlan, FileRecord
from data.register.plan.kinds import (
    ACTION,
    PARENTS,
    PLAN_KINDS,
    VALUE,
    Plan,
    value_key,
)
from data.register.plan.layout import plain
from data.register.records import (
    CHANGED,
    CREATED,
    RETIRED,
    Record,
    RecordKind,
    found,
    latest_editor,
    new_batch,
    next_key,
    write,
)

KINDS = [kind.name for kind in PLAN_KINDS]
NEW, DIFFERENT, GONE = "new", "different", "gone"
# What of an action is a report on it.
REPORTS = ("comments_en", "comments_cy", "points_en", "points_cy", "status", *REASONS)


@dataclass(frozen=True, kw_only=True)
class PlanChange:
    """What a file would change in the plan of the register."""

    what: str
    kind: RecordKind
    # The record of the register; None for a new one.
    record: Record | None
    # That of the file; None for one that the file doesn't have.
    of_file: FileRecord | None
    # The fields that would change, as they would be.
    values: dict[str, Any]

    @property
    def before(self) -> dict[str, Any]:
        """Return these fields as they are."""
        return {name: self.record.values[name] if self.record else None for name in self.values}


def compare(file: FilePlan, plan: Plan) -> list[PlanChange]:
    """Return what a file would change in the plan of the register.

    Records are the same by their numbers within the same part of the plan, else by their names.
    What the file has no column for stays as it is.

    Parameters
    ----------
    file
        The plan of the file.
    plan
        That of the register.

    Returns
    -------
    list of PlanChange
        New and changed records in the file's order of kinds, then those that the file doesn't have.

    Examples
    --------
    >>> {one.what for one in compare(file, Plan())}  # doctest: +SKIP
    {'new'}
    """
    matched = _matched(file, plan)
    changes = []
    for one in file.records:
        record = matched.get(id(one))
        parents = {name: matched.get(id(parent)) for name, parent in one.parents.items()}
        none = dict.fromkeys(PARENTS[one.kind.name])
        moved = {name: parent.key for name, parent in parents.items() if parent}
        wanted = {**one.fields, **none, **moved}
        if record is None:
            given = {name: value for name, value in wanted.items() if value is not None}
            changes.append(
                PlanChange(what=NEW, kind=one.kind, record=None, of_file=one, values=given)
            )
            continue
        new_parents = {name for name, parent in parents.items() if parent is None}
        other = {
            name: value
            for name, value in wanted.items()
            if value != record.values[name] and name not in new_parents
        }
        if other or new_parents:
            changes.append(
                PlanChange(what=DIFFERENT, kind=one.kind, record=record, of_file=one, values=other)
            )
    seen = {record.key for record in matched.values()}
    gone = [
        PlanChange(what=GONE, kind=kind, record=record, of_file=None, values={})
        for kind in PLAN_KINDS
        for record in plan.of(kind)
        if record.key not in seen and not _filled_in(record, plan)
    ]
    return changes + gone


def accept(
    engine: Engine,
    viewer: Viewer,
    changes: Sequence[PlanChange],
    *,
    today: dt.date,
    retire_gone: bool = False,
    state: str | None = None,
) -> int:
    """Take over what a file changes, all of it in one transaction or nothing.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who accepts.
    changes
        As from `compare`.
    today
        The day of the report where the file says none.
    retire_gone
        Whether what the file doesn't have is retired.
    state
        That of the plan's records when somebody looked (`history.state`); None if nobody has.

    Returns
    -------
    int
        The number of records that were written.

    Raises
    ------
    AccessDenied
        If the viewer may not edit records.
    Conflict
        If somebody has changed one of the records since they were compared.
    RegisterUnavailable
        If somebody has changed the plan since.

    Examples
    --------
    >>> accept(engine, viewer, compare(file, plan), today=today)  # doctest: +SKIP
    412
    """
    require(viewer, Audience.PARTNER, what=ACTION.name)
    keys: dict[int, str] = {}
    numbers: dict[str, int] = {}
    reported = _reported(changes, today)
    written, batch = 0, new_batch()
    with writing(engine) as connection:
        if state not in (None, state_in(connection, KINDS)):
            raise RegisterUnavailable(problem=Message("plan.changed_meanwhile"))
        for one in sorted(changes, key=lambda change: PLAN_KINDS.index(change.kind)):
            if one.what == GONE and not retire_gone:
                continue
            now = _unchanged(connection, one, keys)
            if one.what == GONE:
                write(
                    *(connection, viewer.name, one.kind, now.key if now else "", now, {}),
                    action=RETIRED,
                    retired=True,
                    batch=batch,
                )
                written += 1
                continue
            assert one.of_file is not None
            values = dict(one.values) | {
                name: keys[id(parent)]
                for name, parent in one.of_file.parents.items()
                if id(parent) in keys
            }
            values |= _of_the_day(one, viewer.name, reported)
            key = one.record.key if one.record else _new_key(connection, one, values, numbers)
            keys[id(one.of_file)] = key
            before = now or found(connection, one.kind, key)
            action = CHANGED if before else CREATED
            write(
                *(connection, viewer.name, one.kind, key, before, values),
                action=action,
                retired=False,
                batch=batch,
            )
            written += 1
    return written


def _matched(file: FilePlan, plan: Plan) -> dict[int, Record]:
    """Return for each record of the file that of the register which is the same."""
    matched: dict[int, Record] = {}
    for kind in PLAN_KINDS:
        free: dict[tuple[Any, ...], list[Record]] = {}
        for record in plan.of(kind):
            for name in _names(kind, record.values):
                of = tuple(record.values[parent] for parent in PARENTS[kind.name])
                free.setdefault((of, name), []).append(record)
        taken: set[str] = set()
        for one in file.of(kind):
            parents = [one.parents.get(parent) for parent in PARENTS[kind.name]]
            keys = [matched.get(id(parent)) if parent else None for parent in parents]
            if any(parent and not key for parent, key in zip(parents, keys, strict=True)):
                continue
            of = tuple(key.key if key else None for key in keys)
            same = _first(free, of, _names(kind, one.fields), taken)
            if same:
                taken.add(same.key)
                matched[id(one)] = same
        if kind is ACTION:
            _match_moved(file, plan, matched, taken)
    return matched


def _names(kind: RecordKind, fields: Any) -> list[str]:
    """Return what a record goes by: its number, else its names."""
    if kind is VALUE:
        return [f"{fields['year']} {fields['quarter']}"]
    if fields.get("number"):
        return [f"number {fields['number'].casefold()}"]
    return [plain(fields[n]) for n in ("name_en", "name_cy") if fields.get(n)]


def _first(
    free: dict[tuple[Any, ...], list[Record]],
    of: tuple[Any, ...],
    names: Iterable[str],
    taken: set[str],
) -> Record | None:
    every = (record for name in names for record in free.get((of, name), []))
    return next((record for record in every if record.key not in taken), None)


def _match_moved(file: FilePlan, plan: Plan, matched: dict[int, Record], taken: set[str]) -> None:
    """Match actions that have moved to another objective or priority by a number of one only."""
    left = [record for record in plan.actions if record.key not in taken]
    new = [one for one in file.of(ACTION) if id(one) not in matched]
    for one in new:
        number = one.fields.get("number")
        same = [record for record in left if number and record.values["number"] == number]
        alike = [other for other in new if other.fields.get("number") == number]
        if len(same) == len(alike) == 1:
            taken.add(same[0].key)
            matched[id(one)] = same[0]


def _filled_in(record: Record, plan: Plan) -> bool:
    """Return whether a value is of an indicator that a release fills in; files don't have those."""
    linked = {one.key for one in plan.indicators if one.values["measure"]}
    return record.values.get("indicator") in linked


def _reported(changes: Sequence[PlanChange], today: dt.date) -> dict[int, str]:
    """Return for each action of the file the day of the report if the file doesn't say one.

    It is the last day of the latest quarter that has a value, which isn't after today.
    """
    days: dict[int, str] = {}
    for one in changes:
        if one.kind is not VALUE or one.of_file is None or one.what != NEW:
            continue
        action = one.of_file.parents["indicator"].parents["action"]
        year, quarter = one.of_file.fields["year"], one.of_file.fields["quarter"]
        end = f"{year}-06-30 {year}-09-30 {year}-12-31 {year + 1}-03-31".split()[quarter - 1]
        days[id(action)] = max(days.get(id(action), ""), end)
    return {action: min(day, today.isoformat()) for action, day in days.items()} | {
        0: today.isoformat()
    }


def _of_the_day(one: PlanChange, who: str, reported: dict[int, str]) -> dict[str, Any]:
    """Return who has entered a value and when, or the day of the report on an action."""
    today = reported[0]
    if one.kind is VALUE:
        return {"entered_by": who, "entered_on": today}
    if one.kind is not ACTION or one.of_file is None or one.of_file.fields.get("updated"):
        return {}
    if one.what == NEW:
        return {"updated": reported.get(id(one.of_file), today)}
    return {"updated": today} if set(one.values) & set(REPORTS) else {}


def _new_key(
    connection: Connection, one: PlanChange, values: dict[str, Any], latest: dict[str, int]
) -> str:
    """Return the number of a new record; `latest` has the latest one of each kind so far."""
    if one.kind is VALUE:
        return value_key(values["indicator"], values["year"], values["quarter"])
    prefix = one.kind.prefix
    if prefix not in latest:
        latest[prefix] = int(next_key(connection, one.kind).removeprefix(prefix)) - 1
    latest[prefix] += 1
    return f"{prefix}{latest[prefix]:03d}"


def _unchanged(connection: Connection, one: PlanChange, keys: dict[int, str]) -> Record | None:
    """Return the record as it is, which must be as it was compared."""
    if one.record is None:
        return None
    now = found(connection, one.kind, one.record.key)
    if now is None or now.version != one.record.version:
        who = latest_editor(connection, one.kind.name, one.record.key)
        raise Conflict(record=one.record.key, who=who, version=now.version if now else 0)
    if one.of_file is not None:
        keys[id(one.of_file)] = now.key
    return now
