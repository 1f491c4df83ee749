"""Save and retire records of the register."""

from sqlalchemy import Connection, Engine, select

from data.access.permissions import require_edit
from data.access.viewer import Viewer
from data.register.database import writing
from data.register.editing.conflicts import conflict
from data.register.editing.edits import write
from data.register.records import (
    CHANGED,
    CREATED,
    RESTORED,
    RETIRED,
    Record,
    RecordKind,
    Values,
    found,
)


def save(
    engine: Engine,
    viewer: Viewer,
    kind: RecordKind,
    values: Values,
    *,
    key: str = "",
    version: int = 0,
) -> Record:
    """Save a new record, or fields of one, with its row in the history.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who saves.
    kind
        The kind of record.
    values
        The fields that are changed; of a new record all that aren't empty.
    key
        The record's number; empty for a new one, which gets the next number.
    version
        The version that the viewer has seen; 0 for a new record.

    Returns
    -------
    Record
        As it is now. Without a change nothing is written.

    Raises
    ------
    ReadOnly
        If the viewer may not edit records.
    Conflict
        If the record has another version by now.
    RegisterUnavailable
        If the database can't be written to.

    Examples
    --------
    >>> fields = {"kind": "rural_watch"}
    >>> save(engine, viewer, GROUP, fields, key="G001", version=3)  # doctest: +SKIP
    """
    require_edit(viewer, what=kind.name)
    with writing(engine, viewer) as connection:
        key = key or next_key(connection, kind)
        before = found(connection, kind, key)
        if (before.version if before else 0) != version:
            raise conflict(connection, kind, key, before)
        action = CHANGED if before else CREATED
        return write(connection, viewer.name, kind, key, before, values, action=action)


def retire(
    engine: Engine, viewer: Viewer, kind: RecordKind, key: str, *, version: int, back: bool = False
) -> Record:
    """Retire a record, which is then no longer shown, or bring it back.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who does it.
    kind
        The kind of record.
    key
        The record's number.
    version
        The version that the viewer has seen.
    back
        Whether it is brought back.

    Returns
    -------
    Record
        As it is now; its fields are unchanged.

    Raises
    ------
    Conflict
        If the record has another version by now.

    Examples
    --------
    >>> retire(engine, viewer, GROUP, "G001", version=3).retired  # doctest: +SKIP
    True
    """
    require_edit(viewer, what=kind.name)
    with writing(engine, viewer) as connection:
        before = found(connection, kind, key)
        if before is None or before.version != version:
            raise conflict(connection, kind, key, before)
        action = RESTORED if back else RETIRED
        return write(
            connection, viewer.name, kind, key, before, {}, action=action, retired=not back
        )


def next_key(connection: Connection, kind: RecordKind) -> str:
    """Return the next number of a kind of record.

    Parameters
    ----------
    connection
        In a transaction that writes, so that no one else gets the same number.
    kind
        The kind.

    Returns
    -------
    str
        One more than the largest number with the kind's beginning, also of retired records.

    Examples
    --------
    >>> next_key(connection, GROUP)  # doctest: +SKIP
    'G003'
    """
    keys = connection.scalars(
        select(kind.table.c.record).where(kind.table.c.record.startswith(kind.prefix))
    )
    numbers = [int(end) for key in keys if (end := key.removeprefix(kind.prefix)).isdecimal()]
    return f"{kind.prefix}{max(numbers, default=0) + 1:03d}"
