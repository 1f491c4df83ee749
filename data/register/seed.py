"""What the register of the sample county begins with."""

from collections.abc import Callable
from typing import Any

import pandas as pd
from sqlalchemy import Engine, delete, func, select

from data.register.database import reading, writing
from data.register.editing.edits import edit, new_batch, write_all
from data.register.erasure import erase_of_kinds
from data.register.kinds import KINDS, TABLES
from data.register.proposals.taking_over import mark_taken_over
from data.register.records import TAKEN_OVER
from data.register.tables import CHANGES
from data.register.tables import TAKEN_OVER as TAKEN_OVER_KINDS
from data.sample.meetings import meeting_records
from data.sample.orders import response_rows
from data.sample.plan import plan_records
from data.sample.responses import response_records
from data.schema import TABLES as TABLES_OF_RELEASES

# FILES: the rows of the sample's file of a kind that is a table of releases too.
FILES: dict[str, Callable[[], list[list[str]]]] = {"responses": response_rows}
# Who has entered it, in the history.
WHO = "Milltir"
Row = tuple[str, str, dict[str, Any]]
# SEEDS: each returns records with their kind, number and fields, each after those that it names.
SEEDS: tuple[Callable[[], list[Row]], ...] = (plan_records, response_records, meeting_records)


def seed(engine: Engine) -> int:
    """Enter what the sample county begins with, if nobody has entered anything.

    Parameters
    ----------
    engine
        The register.

    Returns
    -------
    int
        The number of records that were entered; 0 if somebody has entered something, or for each
        kind of which there are records.

    Examples
    --------
    >>> seed(engine)  # doctest: +SKIP
    331
    """
    number, batch = 0, new_batch()
    with writing(engine) as connection:
        # What was erased is nobody's.
        entered = select(func.count()).select_from(CHANGES).where(CHANGES.c.who.not_in([WHO, ""]))
        if connection.scalar(entered):
            return 0
        for rows in (seed_rows() for seed_rows in SEEDS):
            kinds = {kind for kind, _, _ in rows}
            tables = [KINDS[kind].table for kind in kinds]
            if any(connection.scalar(select(func.count()).select_from(table)) for table in tables):
                continue
            edits = [
                edit(WHO, KINDS[kind], key, None, fields, action=TAKEN_OVER, batch=batch)
                for kind, key, fields in rows
            ]
            write_all(connection, [one for one in edits if one])
            for name in kinds & TABLES.keys():
                mark_taken_over(connection, KINDS[name], _of_file(name), release=WHO)
            number += len(rows)
    return number


def remove_seeds(engine: Engine) -> int:
    """Delete the sample county's records that nobody has changed, before real data are shown.

    Parameters
    ----------
    engine
        The register.

    Returns
    -------
    int
        The number of records that were deleted.

    Examples
    --------
    >>> remove_seeds(engine)  # doctest: +SKIP
    331
    """
    with reading(engine) as connection:
        own = select(CHANGES.c.kind, CHANGES.c.record).where(CHANGES.c.who == WHO)
        other = select(CHANGES.c.kind, CHANGES.c.record).where(CHANGES.c.who != WHO)
        untouched = {tuple(row) for row in connection.execute(own)} - {
            tuple(row) for row in connection.execute(other)
        }
    erase_of_kinds(
        engine,
        [
            (kind, [key for of, key in untouched if of == name and key])
            for name, kind in KINDS.items()
        ],
    )
    with writing(engine) as connection:
        # A file of real data is taken over in their place.
        connection.execute(delete(TAKEN_OVER_KINDS).where(TAKEN_OVER_KINDS.c.release == WHO))
    return len(untouched)


def _of_file(name: str) -> dict[str, dict[str, Any]]:
    """Return the fields of the sample's own file, which proposes nothing until it is changed."""
    table = pd.DataFrame(FILES[name](), columns=list(TABLES_OF_RELEASES[name].columns))
    return TABLES[name].fields_of(table.replace("", None))
