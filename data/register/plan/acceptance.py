"""Takes over what a file changes in the delivery plan."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine

from data.access.permissions import require_edit
from data.access.viewer import Viewer
from data.errors import RegisterUnavailable
from data.messages import Message
from data.register.database import writing
from data.register.editing.conflicts import conflict
from data.register.editing.edits import Edit, edit, new_batch, write_all
from data.register.editing.saving import next_key
from data.register.plan.comparison import GONE, NEW, PlanChange
from data.register.plan.fields import REASONS
from data.register.plan.kinds import ACTION, PLAN_KINDS, VALUE, value_key
from data.register.records import CHANGED, CREATED, RETIRED, Record, all_found
from data.register.revision import state_in

KINDS = [kind.name for kind in PLAN_KINDS]
# What of an action is a report on it.
REPORTS = ("comments_en", "comments_cy", "points_en", "points_cy", "status", *REASONS)
# The records of the plan by kind and number, as they are in the transaction.
Have = dict[str, dict[str, Record]]


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
        That of the plan's records when somebody looked (`revision.state`); None if nobody has.

    Returns
    -------
    int
        The number of records that were written.

    Raises
    ------
    ReadOnly
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
    require_edit(viewer, what=ACTION.name)
    taken = [one for one in changes if one.what != GONE or retire_gone]
    with writing(engine, viewer) as connection:
        if state not in (None, state_in(connection, KINDS)):
            raise RegisterUnavailable(problem=Message("plan.changed_meanwhile"))
        edits = _edits(connection, viewer.name, taken, _reported(changes, today))
        write_all(connection, [one for one in edits if one])
    return len(taken)


def _edits(
    connection: Connection, who: str, changes: Sequence[PlanChange], reported: dict[int, str]
) -> list[Edit | None]:
    """Return what is to be written of each change; None where the record is so already."""
    have: Have = {
        kind.name: {one.key: one for one in all_found(connection, kind, retired=True)}
        for kind in PLAN_KINDS
    }
    keys: dict[int, str] = {}
    numbers: dict[str, int] = {}
    edits, batch = [], new_batch()
    for one in sorted(changes, key=lambda change: PLAN_KINDS.index(change.kind)):
        now = _unchanged(connection, one, have)
        if one.of_file is None:
            gone = now.key if now else ""
            edits.append(
                edit(who, one.kind, gone, now, {}, action=RETIRED, retired=True, batch=batch)
            )
            continue
        values = dict(one.values) | {
            name: keys[id(parent)]
            for name, parent in one.of_file.parents.items()
            if id(parent) in keys
        }
        values |= _of_the_day(one, who, reported)
        key = now.key if now else _new_key(connection, one, values, numbers)
        keys[id(one.of_file)] = key
        before = have[one.kind.name].get(key)
        action = CHANGED if before else CREATED
        written = edit(
            who, one.kind, key, before, values, action=action, retired=False, batch=batch
        )
        edits.append(written)
        if written:
            have[one.kind.name][key] = written.after
    return edits


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


def _unchanged(connection: Connection, one: PlanChange, have: Have) -> Record | None:
    """Return the record as it is, which must be as it was compared."""
    if one.record is None:
        return None
    now = have[one.kind.name].get(one.record.key)
    if now is None or now.version != one.record.version:
        raise conflict(connection, one.kind, one.record.key, now)
    return now
