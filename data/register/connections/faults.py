"""What errors of the database mean, in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionInTime

from data.errors import RegisterUnavailable
from data.messages import Message

# What is said of a database that can't be reached.
GONE = "register.gone"
# The states of PostgreSQL (SQLSTATE) and what they mean.
OF_STATE = {"25006": "register.read_only", "42501": "register.read_only"} | {
    "53100": "register.full",
    "53300": "register.busy",
    "42P01": GONE,
    "42703": GONE,
    "55P03": "register.busy",
    "57014": "register.busy",
}
# What SQLite says, or PostgreSQL when it takes no connection, and what it means.
OF_WORDS = {
    "locked": "register.busy",
    "too many clients": "register.busy",
    "connection slots": "register.busy",
    "readonly": "register.read_only",
    "read-only": "register.read_only",
    "full": "register.full",
    "unable to open": GONE,
    "no such table": GONE,
    "malformed": "register.damaged",
    "not a database": "register.damaged",
    "disk i/o error": "register.damaged",
}
# Why SQLite can't make the two files of its log beside a database: on a disk that is read-only, and
# on one that is full.
WITHOUT_LOG = {
    "SQLITE_CANTOPEN": "register.read_only",
    "SQLITE_IOERR_SHMSIZE": "register.full",
}


@contextmanager
def said() -> Iterator[None]:
    """Raise errors of the database as RegisterUnavailable, with what happened in words.

    Yields
    ------
    None
        While the database is used.

    Raises
    ------
    RegisterUnavailable
        If it can't be reached, read or written; other errors are raised as they are.

    Examples
    --------
    >>> with said():  # doctest: +SKIP
    ...     connection.execute(select(CHANGES))
    """
    try:
        yield
    except DBAPIError as error:
        key = _meaning(error)
        if key is None:
            raise
        raise RegisterUnavailable(problem=Message(key)) from error
    except NoConnectionInTime as error:
        raise RegisterUnavailable(problem=Message("register.busy")) from error


def _meaning(error: DBAPIError) -> str | None:
    """Return the key of the message for an error of the database; None for a fault of ours."""
    cause: Any = error.orig
    if state := getattr(cause, "sqlstate", None):
        connection = state.startswith("08") or state.startswith("57P")
        return GONE if connection else OF_STATE.get(state)
    if why := WITHOUT_LOG.get(getattr(cause, "sqlite_errorname", "")):
        return why if why == "register.full" else GONE
    words = str(cause).lower()
    if known := next((key for part, key in OF_WORDS.items() if part in words), None):
        return known
    return GONE if isinstance(error, OperationalError) else None
