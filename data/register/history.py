"""Every change of the register: of one record, or of all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    Engine,
    Row,
    exists,
    select,
    union_all,
)

from data.register.database import reading
from data.register.tables import CHANGES


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of a record: who made it, when, and the fields before and after."""

    number: int
    at: str
    who: str
    kind: str
    record: str
    action: str
    version: int
    # None for the first change of a record.
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]
    undoes: int | None
    # What it has in common with the changes that were made together with it.
    batch: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields that it changed; of a new record those that aren't empty."""
        before = self.before or {}
        return tuple(
            name
            for name, value in self.after.items()
            if value != before.get(name) and not (self.before is None and name == "retired")
        )


def made_again(engine: Engine, later: Iterable[Change]) -> set[int]:
    """Return which changes take an undo back, so that the change before it is made again.

    Parameters
    ----------
    engine
        The register.
    later
        The changes.

    Returns
    -------
    set of int
        Their numbers.

    Examples
    --------
    >>> made_again(engine, changes(engine))  # doctest: +SKIP
    {415}
    """
    back = {one.number: one.undoes for one in later if one.undoes}
    again: set[int] = set()
    with reading(engine) as connection:
        while back:
            question = select(CHANGES.c.id, CHANGES.c.undoes).where(
                CHANGES.c.id.in_({*back.values()}), CHANGES.c.undoes.is_not(None)
            )
            undoes = {row.id: row.undoes for row in connection.execute(question)}
            back = {one: undoes[at] for one, at in back.items() if at in undoes}
            # An undo of that in turn is an undo again.
            again ^= back.keys()
    return again


def changes(
    engine: Engine,
    *,
    kind: str = "",
    record: str = "",
    also: Sequence[tuple[str, str]] = (),
    before: int = 0,
    most: int = 50,
    together: bool = False,
) -> list[Change]:
    """Return changes, the latest first.

    Parameters
    ----------
    engine
        The register.
    kind, record
        Of one record, or of all records of a kind; empty for every change.
    also
        The kinds and numbers of other records whose changes are returned with those of the record.
    before
        Only changes before the one of this number; 0 from the latest.
    most
        How many at most.
    together
        Whether to return only the latest of changes that were made together.

    Returns
    -------
    list of Change
        The changes.

    Examples
    --------
    >>> changes(engine, kind="groups", record="G001")[0].who  # doctest: +SKIP
    'J. Rees'
    """
    question = select(CHANGES).order_by(CHANGES.c.id.desc()).limit(most)
    asked = [CHANGES.c.kind == kind] * bool(kind) + [CHANGES.c.record == record] * bool(record)
    if asked and also:
        question = question.where(CHANGES.c.id.in_(_numbers([(kind, record), *also])))
    elif asked:
        question = question.where(*asked)
    if together:
        later = CHANGES.alias()
        after = (later.c.batch == CHANGES.c.batch) & (later.c.id > CHANGES.c.id)
        question = question.where(CHANGES.c.batch.is_(None) | ~exists().where(after))
    if before:
        question = question.where(CHANGES.c.id < before)
    with reading(engine) as connection:
        return [change_of(row) for row in connection.execute(question)]


def _numbers(records: Iterable[tuple[str, str]]) -> CompoundSelect:
    """Return a question for the numbers of the changes of records, which an index answers.

    As a condition of each change, the pairs of kind and number would be compared with every one.
    """
    keys: dict[str, list[str]] = {}
    for kind, record in records:
        keys.setdefault(kind, []).append(record)
    return union_all(
        *(
            select(CHANGES.c.id).where(CHANGES.c.kind == kind, CHANGES.c.record.in_(of))
            for kind, of in keys.items()
        )
    )


def change_in(
    connection: Connection, where: ColumnElement[bool], *, latest: bool = False
) -> Change | None:
    """Return the first of some changes in a transaction, or the latest.

    Parameters
    ----------
    connection
        The transaction.
    where
        Which changes.
    latest
        Whether to return the latest.

    Returns
    -------
    Change or None
        None without one.

    Examples
    --------
    >>> change_in(connection, CHANGES.c.id == 412)  # doctest: +SKIP
    """
    by = CHANGES.c.id.desc() if latest else CHANGES.c.id
    row = connection.execute(select(CHANGES).where(where).order_by(by).limit(1)).one_or_none()
    return change_of(row) if row else None


def change_of(row: Row[Any]) -> Change:
    """Return a change from its row.

    Parameters
    ----------
    row
        A row of the history.

    Returns
    -------
    Change
        The change.

    Examples
    --------
    >>> change_of(connection.execute(select(CHANGES)).first()).who  # doctest: +SKIP
    'J. Rees'
    """
    named = row._mapping
    return Change(
        number=named["id"],
        version=named["version_id"],
        **{
            name: named[name]
            for name in (
                "at",
                "who",
                "kind",
                "record",
                "action",
                "before",
                "after",
                "undoes",
                "batch",
            )
        },
    )
