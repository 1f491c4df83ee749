"""Write entries into the register's database, and delete those that are old enough."""

import datetime as dt
import logging
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, delete, insert

from data.audit.entry import Entry, at
from data.errors import MilltirError
from data.register.database import writing
from data.register.migration import exists, open_register
from data.register.tables import AUDIT, AUDIT_OPEN
from data.settings import Settings

# COMMAND: the name of who runs a command of Milltir's, which knows no sign-in.
COMMAND = "command"


class Storage:
    """Writes entries into one database, and sweeps it once a day."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # Opened once: a register that is gone is never replaced by an empty one.
        self._engine: Engine | None = None
        self._swept: dt.date | None = None

    def __call__(self, entries: Sequence[Entry]) -> None:
        """Write entries in one transaction; raise if the database can't be written to."""
        if self._engine is None:
            self._engine = open_register(self._settings.register_address)
        today = dt.datetime.now(dt.UTC).date()
        with writing(self._engine) as connection:
            add(connection, entries)
            if self._swept != today:
                _sweep(connection, self._settings.retention.audit_days)
        self._swept = today


def add(connection: Connection, entries: Sequence[Entry]) -> None:
    """Write entries in a transaction.

    Parameters
    ----------
    connection
        In a transaction that writes.
    entries
        The entries; without any nothing is done.

    Examples
    --------
    >>> add(connection, [Entry(who="J. Rees", role="analyst", act=SAW)])  # doctest: +SKIP
    """
    if entries:
        connection.execute(insert(AUDIT), [one.row for one in entries])


def record_of_command(act: str, release: str, settings: Settings, *, what: str = "") -> None:
    """Write what a command did, if there is a register; a fault is logged and stops nothing.

    Parameters
    ----------
    act
        What it did.
    release
        The release that is current now.
    settings
        The installation's paths.
    what
        More of what it did.

    Examples
    --------
    >>> record_of_command(BUILT, "2025-06-1a2b3c4d5e", settings)  # doctest: +SKIP
    """
    entry = Entry(who=COMMAND, role="", act=act, release=release, object=what)
    try:
        if exists(settings.register_address):
            with writing(open_register(settings.register_address)) as connection:
                add(connection, [entry])
    except MilltirError as fault:
        logging.getLogger("milltir").warning("the audit: %s", fault)


def sweep(engine: Engine, days: int) -> int:
    """Delete the entries that are older than some days.

    Parameters
    ----------
    engine
        The register.
    days
        How long an entry stays.

    Returns
    -------
    int
        How many were deleted.

    Examples
    --------
    >>> sweep(engine, 400)  # doctest: +SKIP
    12
    """
    with writing(engine) as connection:
        return _sweep(connection, days)


def _sweep(connection: Connection, days: int) -> int:
    """Delete old entries; the database lets nothing else delete one."""
    until = at(dt.datetime.now(dt.UTC) - dt.timedelta(days=days))
    connection.execute(insert(AUDIT_OPEN).values(until=until, renames=0))
    deleted = connection.execute(delete(AUDIT).where(AUDIT.c.at < until)).rowcount
    connection.execute(delete(AUDIT_OPEN))
    return deleted
