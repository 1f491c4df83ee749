"""What a file proposes to change in the register, and taking over what came by file at first."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, insert, select

from data.access.viewer import Audience, Viewer, require
from data.register.database import reading, writing
from data.register.records import (
    CHANGED,
    CREATED,
    RETIRED,
    TAKEN_OVER,
    Record,
    RecordKind,
    all_records,
    found,
    write,
)
from data.register.tables import TAKEN_OVER as TAKEN_OVER_KINDS

# How a row of a file differs from the register.
NEW, DIFFERENT, GONE = "new", "different", "gone"
Rows = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A record that a file has otherwise than the register."""

    key: str
    kind: str
    # The fields that differ, as they are in the register and in the file; empty without a record.
    now: Mapping[str, Any]
    proposed: Mapping[str, Any]
    # The version of the record that the file was compared with; 0 without one.
    version: int


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
        number = 0
        for key, fields in rows.items():
            if found(connection, kind, key) is None:
                write(connection, who, kind, key, None, fields, action=TAKEN_OVER)
                number += 1
        now = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        connection.execute(insert(TAKEN_OVER_KINDS).values(kind=kind.name, at=now, release=release))
        return number


def proposals(engine: Engine, kind: RecordKind, rows: Rows) -> list[Proposal]:
    """Return what a file would change in the register.

    Parameters
    ----------
    engine
        The register.
    kind
        The kind.
    rows
        The fields of the file's records, by number.

    Returns
    -------
    list of Proposal
        By number: records that the register doesn't have, has otherwise, or that the file lacks. A
        retired record that is in the file is new again.

    Examples
    --------
    >>> [one.kind for one in proposals(engine, GROUP, rows)]  # doctest: +SKIP
    ['different', 'gone']
    """
    every = {one.key: one for one in all_records(engine, kind, retired=True)}
    known = {key: one for key, one in every.items() if not one.retired}
    differing = [
        _proposal(key, fields, known.get(key), every.get(key)) for key, fields in rows.items()
    ]
    gone = [
        Proposal(key=key, kind=GONE, now=one.values, proposed={}, version=one.version)
        for key, one in known.items()
        if key not in rows
    ]
    return sorted(filter(None, [*differing, *gone]), key=lambda one: one.key)


def accept(
    engine: Engine, viewer: Viewer, kind: RecordKind, accepted: Collection[Proposal]
) -> tuple[list[Record], list[Proposal]]:
    """Accept proposals, one by one or together, each with its row in the history.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who accepts.
    kind
        The kind.
    accepted
        The proposals.

    Returns
    -------
    tuple of list
        The records as they are now; and the proposals about records that somebody has changed
        since they were compared, which are not accepted.

    Raises
    ------
    AccessDenied
        If the viewer may not edit records.

    Examples
    --------
    >>> accept(engine, viewer, GROUP, proposals(engine, GROUP, rows))  # doctest: +SKIP
    """
    require(viewer, Audience.PARTNER, what=kind.name)
    records, changed_since = [], []
    with writing(engine) as connection:
        for one in accepted:
            now = found(connection, kind, one.key)
            if (now.version if now else 0) != one.version:
                changed_since.append(one)
                continue
            action = {NEW: CREATED, DIFFERENT: CHANGED, GONE: RETIRED}[one.kind]
            records.append(
                write(
                    connection,
                    viewer.name,
                    kind,
                    one.key,
                    now,
                    one.proposed,
                    action=action,
                    retired=one.kind == GONE,
                )
            )
    return records, changed_since


def _proposal(
    key: str, fields: Mapping[str, Any], known: Record | None, every: Record | None
) -> Proposal | None:
    """Return how a file's record differs from the register's; None if it doesn't."""
    if known is None:
        given = {name: value for name, value in fields.items() if value is not None}
        number = every.version if every else 0
        return Proposal(key=key, kind=NEW, now={}, proposed=given, version=number)
    other = {name: value for name, value in fields.items() if known.values[name] != value}
    if not other:
        return None
    now = {name: known.values[name] for name in other}
    return Proposal(key=key, kind=DIFFERENT, now=now, proposed=other, version=known.version)
