"""The records of a kind, taken over from files once; later files only propose changes."""

from sqlalchemy import Connection, Engine, insert, select

from data.register.database import reading, writing
from data.register.editing.edits import edit, new_batch, timestamp, write_all
from data.register.proposals.file_rows import Rows, remember_rows
from data.register.records import TAKEN_OVER, RecordKind, found_among
from data.register.tables import TAKEN_OVER as TAKEN_OVER_KINDS


def is_taken_over(engine: Engine, kind: RecordKind) -> bool:
    """Return whether the register has the records of a kind, and files only propose changes.

    Parameters
    ----------
    engine
        The register.
    kind
        The kind.

    Returns
    -------
    bool
        False before the first time that the records were taken over.

    Examples
    --------
    >>> is_taken_over(engine, GROUP)  # doctest: +SKIP
    True
    """
    with reading(engine) as connection:
        own = TAKEN_OVER_KINDS.c.kind == kind.name
        return connection.execute(select(TAKEN_OVER_KINDS).where(own)).one_or_none() is not None


def take_over(engine: Engine, who: str, kind: RecordKind, rows: Rows, *, release: str) -> int:
    """Take the records of a kind over from a release, once.

    Parameters
    ----------
    engine
        The register.
    who
        The name in the history.
    kind
        The kind.
    rows
        The fields of the release's records, by number.
    release
        The name of the release.

    Returns
    -------
    int
        How many records were taken over; 0 if the kind was taken over before.

    Examples
    --------
    >>> take_over(engine, "file", GROUP, fields_of(store.groups()), release="r1")  # doctest: +SKIP
    60
    """
    with writing(engine) as connection:
        own = TAKEN_OVER_KINDS.c.kind == kind.name
        if connection.execute(select(TAKEN_OVER_KINDS).where(own)).one_or_none() is not None:
            return 0
        have, batch = found_among(connection, kind, rows), new_batch()
        edits = [
            edit(who, kind, key, None, fields, action=TAKEN_OVER, batch=batch)
            for key, fields in rows.items()
            if key not in have
        ]
        write_all(connection, [one for one in edits if one])
        mark_taken_over(connection, kind, rows, release=release)
        return len(edits)


def mark_taken_over(connection: Connection, kind: RecordKind, rows: Rows, *, release: str) -> None:
    """Let the register have the records of a kind, and remember what files say of them.

    Parameters
    ----------
    connection
        In a transaction that writes.
    kind
        The kind.
    rows
        The fields of the files' records, by number.
    release
        The name of the release.

    Examples
    --------
    >>> mark_taken_over(connection, GROUP, rows, release="r1")  # doctest: +SKIP
    """
    remember_rows(connection, kind, rows)
    connection.execute(
        insert(TAKEN_OVER_KINDS).values(kind=kind.name, at=timestamp(), release=release)
    )
