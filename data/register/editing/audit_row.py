"""The row of the audit that a save writes in its own transaction."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert

from data.access.viewer import Viewer
from data.register.tables import AUDIT, OBJECT_LENGTH

# CHANGED: the act of a save. SEVERAL: the outcome of one that did more than one thing.
CHANGED, SEVERAL = "changed", "several"
# MADE: the option of a connection that has the changes of its transaction.
MADE = "made"


def row_of_changes(
    changes: Sequence[Mapping[str, Any]], by: Viewer | None
) -> dict[str, str | int | None]:
    """Return the row of what was changed together.

    Parameters
    ----------
    changes
        Rows of the history, at least one.
    by
        Who changed it; None for a command.

    Returns
    -------
    dict
        With the record, or how many records of which kinds.

    Examples
    --------
    >>> change = {"who": "J. Rees", "kind": "orders", "record": "PSPO-01", "action": "changed"}
    >>> row_of_changes([change], None)["object"]
    'orders PSPO-01'
    """
    records = list(dict.fromkeys((one["kind"], one["record"]) for one in changes))
    actions = {one["action"] for one in changes}
    if len(records) == 1:
        what = " ".join(records[0])
    else:
        what = ", ".join(f"{kind} {n}" for kind, n in Counter(kind for kind, _ in records).items())
    return {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds"),
        "who": changes[0]["who"],
        "role": by.role if by else "",
        "act": CHANGED,
        "page": "",
        "place": "",
        "object": what[:OBJECT_LENGTH],
        "release": "",
        "outcome": actions.pop() if len(actions) == 1 else SEVERAL,
        "bytes": None,
    }


def note_changes(connection: Connection, changes: Sequence[Mapping[str, Any]]) -> None:
    """Note changes of a transaction, which writes one row for all of them at its end.

    Parameters
    ----------
    connection
        In a transaction of `data.register.database.writing`.
    changes
        Rows of the history.

    Examples
    --------
    >>> note_changes(connection, [dict(one.change) for one in edits])  # doctest: +SKIP
    """
    connection.get_execution_options()[MADE].extend(changes)


def write_noted(connection: Connection, by: Viewer | None) -> None:
    """Write the row of the changes that a transaction has made, if it has made any.

    Parameters
    ----------
    connection
        At the end of its transaction.
    by
        Who changed it; None for a command.

    Examples
    --------
    >>> write_noted(connection, viewer)  # doctest: +SKIP
    """
    if changes := connection.get_execution_options()[MADE]:
        connection.execute(insert(AUDIT).values(**row_of_changes(changes, by)))
