"""Changes that were made together, such as an import: counted, told, and taken back at once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, select

from data.access.permissions import require_edit
from data.access.viewer import Viewer
from data.errors import NothingToUndo
from data.messages import Message
from data.register.database import reading, writing
from data.register.editing.edits import Edit, new_batch, write_all
from data.register.history import Change, change_of
from data.register.kinds import KINDS, PARTS
from data.register.records import REFUSED, Record, found_among
from data.register.tables import CHANGES
from data.register.undoing import is_undone, state_before, taken_back

# Kind, action and the number of changes.
Counts = tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, kw_only=True)
class TakenBack:
    """What became of changes that were to be taken back together."""

    # How many were taken back.
    number: int
    # Those that stay, because their record was changed since, or has parts that stay.
    kept: tuple[Change, ...]


def undo_together(engine: Engine, viewer: Viewer, batch: str) -> TakenBack:
    """Take changes back that were made together; taking that back makes them again.

    A record that somebody has changed since stays as it is, and so does one that it belongs to:
    nobody's later work is hidden or lost, and one changed record doesn't stop the others.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who does it.
    batch
        What the changes have in common.

    Returns
    -------
    TakenBack
        How many changes were taken back, and which were not.

    Raises
    ------
    NothingToUndo
        If none of them can be taken back.

    Examples
    --------
    >>> undo_together(engine, viewer, batch).number  # doctest: +SKIP
    126
    """
    require_edit(viewer, what="undo")
    own, kept, edits = new_batch(), list[Change](), list[Edit]()
    with writing(engine, viewer) as connection:
        # The latest first: the parts of a record come after it.
        made = changes_of(connection, batch)
        now, parts = _records(connection, made), Parts(connection, made)
        for one in made:
            record = now.get((one.kind, one.record))
            if record is None or one.action == REFUSED or is_undone(one, record):
                continue
            if _is_changed_since(one, record) or parts.would_be_hidden(one):
                kept.append(one)
            elif done := taken_back(viewer.name, one, record, batch=own):
                edits.append(done)
                now[(one.kind, one.record)] = done.after
                parts.follow(done)
        if not edits:
            problem = "register.all_changed_since" if kept else "register.undone_together"
            raise NothingToUndo(problem=Message(problem))
        write_all(connection, edits)
        return TakenBack(number=len(edits), kept=tuple(reversed(kept)))


def counts(engine: Engine, batches: Collection[str]) -> dict[str, Counts]:
    """Return how many records of each kind were changed together.

    Parameters
    ----------
    engine
        The register.
    batches
        What the changes have in common.

    Returns
    -------
    dict
        By batch each kind with the action and the number of changes, in the order of the first.

    Examples
    --------
    >>> counts(engine, [batch])[batch]  # doctest: +SKIP
    (('groups', 'taken over', 126),)
    """
    question = (
        select(CHANGES.c.batch, CHANGES.c.kind, CHANGES.c.action, func.count().label("n"))
        .where(CHANGES.c.batch.in_(batches))
        .group_by(CHANGES.c.batch, CHANGES.c.kind, CHANGES.c.action)
        .order_by(func.min(CHANGES.c.id))
    )
    counted: dict[str, Counts] = {}
    with reading(engine) as connection:
        for row in connection.execute(question) if batches else ():
            counted[row.batch] = (*counted.get(row.batch, ()), (row.kind, row.action, row.n))
    return counted


def batches_taken_back(engine: Engine, later: Collection[Change]) -> set[str]:
    """Return which changes that were made together some later changes take back together.

    Parameters
    ----------
    engine
        The register.
    later
        The later changes.

    Returns
    -------
    set of str
        What the changes that are taken back have in common.

    Examples
    --------
    >>> batches_taken_back(engine, changes(engine, together=True))  # doctest: +SKIP
    set()
    """
    undone = [one.undoes for one in later if one.batch and one.undoes]
    question = select(CHANGES.c.batch).where(CHANGES.c.id.in_(undone))
    with reading(engine) as connection:
        return {one for one in connection.scalars(question) if one} if undone else set()


def changes_of(connection: Connection, batch: str, *, most: int | None = None) -> list[Change]:
    """Return changes that were made together in a transaction, the latest first.

    Parameters
    ----------
    connection
        The transaction.
    batch
        What they have in common.
    most
        How many at most; None for all.

    Returns
    -------
    list of Change
        The changes; empty if there are none.

    Examples
    --------
    >>> changes_of(connection, "none")  # doctest: +SKIP
    []
    """
    question = select(CHANGES).where(CHANGES.c.batch == batch).order_by(CHANGES.c.id.desc())
    return [change_of(row) for row in connection.execute(question.limit(most))]


def _is_changed_since(one: Change, now: Record) -> bool:
    """Return whether a record's fields are others than after the change.

    Of a change that adds or puts back a record every field counts, otherwise those that it set.
    """
    state, back = {**now.values, "retired": now.retired}, state_before(one)
    names = one.after if back.get("retired") else back
    return any(state[name] != one.after[name] for name in names if name in state)


def _records(connection: Connection, made: Sequence[Change]) -> dict[tuple[str, str], Record]:
    """Return the records of changes as they are, by kind and number."""
    kinds = {one.kind for one in made}
    keys = {kind: [one.record for one in made if one.kind == kind] for kind in kinds}
    return {
        (kind, key): record
        for kind in kinds
        for key, record in found_among(connection, KINDS[kind], keys[kind]).items()
    }


class Parts:
    """The records that are parts of others and aren't retired, as edits leave them."""

    def __init__(self, connection: Connection, made: Sequence[Change]) -> None:
        kinds = {one.kind for one in made}
        # Numbers of parts by kind and field, and by the record that they name.
        self._of: dict[tuple[str, str], dict[str, set[str]]] = {}
        for kind, field in {part for name in kinds for part in PARTS.get(name, ())}:
            table, found = kind.table, dict[str, set[str]]()
            question = select(table.c.record, table.c[field]).where(~table.c.retired)
            for number, parent in connection.execute(question):
                found.setdefault(parent, set()).add(number)
            self._of[(kind.name, field)] = found

    def would_be_hidden(self, one: Change) -> bool:
        """Return whether taking a change back would retire a record that has parts."""
        if not state_before(one).get("retired"):
            return False
        of = PARTS.get(one.kind, ())
        return any(self._of[(kind.name, field)].get(one.record) for kind, field in of)

    def follow(self, edit: Edit) -> None:
        """Take up what an edit does to a part, which may name another record then."""
        for (kind, field), found in self._of.items():
            if kind == edit.kind.name and edit.before:
                found.get(edit.before.values[field], set()).discard(edit.after.key)
            if kind == edit.kind.name and not edit.after.retired:
                found.setdefault(edit.after.values[field], set()).add(edit.after.key)
