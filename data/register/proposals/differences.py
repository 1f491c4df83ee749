"""What a file would change in the register."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine

from data.register.database import reading
from data.register.proposals.file_rows import Rows, seen_in_files
from data.register.records import Record, RecordKind, all_records

# How a row of a file differs from the register.
NEW, DIFFERENT, GONE = "new", "different", "gone"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A record that a file has otherwise than the register."""

    key: str
    kind: str
    # The fields that differ, as they are in the register and in the file; empty without a record.
    now: Mapping[str, Any]
    proposed: Mapping[str, Any]
    # All that the file says of the record; None if it lacks it.
    row: Mapping[str, Any] | None
    # The version of the record that the file was compared with; 0 without one.
    version: int = 0


def proposals(engine: Engine, kind: RecordKind, rows: Rows) -> list[Proposal]:
    """Return what a file would change in the register, but for what was decided before.

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
        By number: records that the register doesn't have, that the file says something else of than
        before, or that the file doesn't have any more.

    Examples
    --------
    >>> [one.kind for one in proposals(engine, GROUP, rows)]  # doctest: +SKIP
    ['different', 'gone']
    """
    every = {one.key: one for one in all_records(engine, kind, retired=True)}
    with reading(engine) as connection:
        seen = seen_in_files(connection, kind)
    found = [
        _proposal(key, fields, seen.get(key, {}), every.get(key)) for key, fields in rows.items()
    ]
    gone = [
        Proposal(
            key=key,
            kind=GONE,
            now=every[key].values,
            proposed={},
            row=None,
            version=every[key].version,
        )
        for key in seen
        if key not in rows and key in every and not every[key].retired
    ]
    return sorted(filter(None, [*found, *gone]), key=lambda one: one.key)


def _proposal(
    key: str, fields: Mapping[str, Any], seen: Mapping[str, Any], record: Record | None
) -> Proposal | None:
    """Return what a file's row would change; None if it is as before, or as in the register."""
    if fields == seen:
        return None
    if record is None or record.retired:
        given = {name: value for name, value in fields.items() if value is not None}
        version = record.version if record else 0
        return Proposal(key=key, kind=NEW, now={}, proposed=given, row=fields, version=version)
    other = {
        name: value
        for name, value in fields.items()
        if value != seen.get(name) and value != record.values[name]
    }
    if not other:
        return None
    now = {name: record.values[name] for name in other}
    return Proposal(
        key=key, kind=DIFFERENT, now=now, proposed=other, row=fields, version=record.version
    )
