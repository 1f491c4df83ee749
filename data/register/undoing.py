"""Take back a change of the register; a step of an order and its dates are taken back together."""

from typing import Any

from sqlalchemy import Connection, Engine

from data.access.permissions import require_edit
from data.access.viewer import Viewer
from data.errors import NothingToUndo
from data.messages import Message
from data.register.database import writing
from data.register.editing.conflicts import latest_editor
from data.register.editing.edits import Edit, edit, write_all
from data.register.history import Change, change_in
from data.register.kinds import KINDS
from data.register.order_events import effect
from data.register.orders import EVENT, ORDER
from data.register.records import CHANGED, CREATED, UNDONE, Record, found
from data.register.tables import CHANGES


def undo(engine: Engine, viewer: Viewer, number: int) -> Record:
    """Take a change back, which is a change itself; taking that back makes the first one again.

    Only the fields that it changed are set to what they were, so that later changes of other fields
    stay. A record that it created is retired. With a step of an order go the dates that the order
    has by it, and with those dates the step.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who does it.
    number
        The number of the change.

    Returns
    -------
    Record
        The record of the change as it is now.

    Raises
    ------
    NothingToUndo
        If there is no such change, or if a later one has set the same fields to something else.
        Then nothing is taken back.

    Examples
    --------
    >>> undo(engine, viewer, 412).values["kind"]  # doctest: +SKIP
    'rural_watch'
    """
    require_edit(viewer, what="undo")
    with writing(engine, viewer) as connection:
        change = change_in(connection, CHANGES.c.id == number)
        if change is None:
            raise NothingToUndo(problem=Message("register.no_change", number=number))
        other = _other_half(connection, change)
        now = None
        # The order's change comes first, as when a step is saved.
        for one in sorted([change, *([other] if other else [])], key=lambda one: one.number):
            record = found(connection, KINDS[one.kind], one.record)
            if one is change or not (record and is_undone(one, record)):
                taken = _checked(connection, viewer.name, one)
                now = taken if one is change else now
        assert now is not None
        return now


def taken_back(who: str, change: Change, now: Record, *, batch: str | None = None) -> Edit | None:
    """Return the fields that a change set as they were before it, to be written.

    Parameters
    ----------
    who
        The name of the person.
    change
        The change.
    now
        Its record as it is.
    batch
        What the changes that are made together with this one have in common.

    Returns
    -------
    Edit or None
        For `write_all`; None if nothing would change.

    Examples
    --------
    >>> taken_back("J. Rees", change, record).after.retired  # doctest: +SKIP
    True
    """
    back = state_before(change)
    return edit(
        *(who, KINDS[change.kind], change.record, now),
        {name: value for name, value in back.items() if name != "retired"},
        action=UNDONE,
        retired=back.get("retired"),
        undoes=change.number,
        batch=batch,
    )


def is_undone(change: Change, now: Record) -> bool:
    """Return whether the fields that a change set are again what they were before it.

    Parameters
    ----------
    change
        The change.
    now
        Its record as it is.

    Returns
    -------
    bool
        True also of a change that set nothing.

    Examples
    --------
    >>> is_undone(change, record)  # doctest: +SKIP
    False
    """
    state = {**now.values, "retired": now.retired}
    return all(state.get(name) == value for name, value in state_before(change).items())


def state_before(change: Change) -> dict[str, Any]:
    """Return the fields that a change set, as they were; of a new record that it was not there.

    Parameters
    ----------
    change
        The change.

    Returns
    -------
    dict
        By field; `retired` if the change added, retired or restored the record.

    Examples
    --------
    >>> state_before(change)  # doctest: +SKIP
    {'retired': True}
    """
    if change.before is None:
        return {"retired": True}
    return {name: change.before[name] for name in change.fields}


def _checked(connection: Connection, who: str, change: Change) -> Record:
    """Take a change back if its record is there, and nobody has set the same fields since."""
    kind, number = KINDS[change.kind], change.number
    now = found(connection, kind, change.record)
    if now is None:
        raise NothingToUndo(problem=Message("register.no_change", number=number))
    if is_undone(change, now):
        raise NothingToUndo(problem=Message("register.undone", number=number))
    state = {**now.values, "retired": now.retired}
    later = tuple(name for name in state_before(change) if state[name] != change.after[name])
    if later:
        editor = latest_editor(connection, change.kind, change.record)
        raise NothingToUndo(problem=Message("register.changed_since", fields=later, who=editor))
    one = taken_back(who, change, now)
    write_all(connection, [one] if one else [])
    return one.after if one else now


def _other_half(connection: Connection, change: Change) -> Change | None:
    """Return the order's change of a step, or the step's of an order's change; None without one.

    Both are saved in one transaction, the order's first, and no other save comes between them.
    """
    if change.kind == EVENT.name:
        of_order = change_in(connection, CHANGES.c.id < change.number, latest=True)
        return of_order if of_order and _are_one(connection, of_order, change) else None
    if change.kind == ORDER.name:
        of_step = change_in(connection, CHANGES.c.id > change.number)
        return of_step if of_step and _are_one(connection, change, of_step) else None
    return None


def _are_one(connection: Connection, of_order: Change, of_step: Change) -> bool:
    """Return whether two changes, one after the other, were made by one step of an order."""
    step = of_step.after
    if (of_order.kind, of_step.kind) != (ORDER.name, EVENT.name):
        return False
    if step["order_number"] != of_order.record:
        return False
    if of_order.action == of_step.action == UNDONE:
        first = change_in(connection, CHANGES.c.id == of_order.undoes)
        second = change_in(connection, CHANGES.c.id == of_step.undoes)
        return bool(first and second and _are_one(connection, first, second))
    if (of_order.action, of_step.action) != (CHANGED, CREATED):
        return False
    given = effect(step, of_order.before or {})
    return all(given.get(name) == of_order.after[name] for name in of_order.fields)
