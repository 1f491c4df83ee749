"""The log of erasures: when, what kind of record, where and how many rows, never the record."""

import datetime as dt
import json
import os

from data.erasure.places import Search
from data.settings import Settings


def log_erasure(what: str, state: str, found: Search, settings: Settings) -> None:
    """Append an entry to the log, with fsync.

    A running app takes a change of the log as the sign to forget what it has in memory.

    Parameters
    ----------
    what
        The kind of record: "group", "respondent", "text" or "retention".
    state
        "begun" or "done".
    found
        What was found. Of files only the folders are logged, as a name can be of a person.
    settings
        The installation's paths.

    Examples
    --------
    >>> log_erasure("group", "done", found, load_settings())  # doctest: +SKIP
    """
    releases = {name: dict(rows.tables) if rows else None for name, rows in found.releases.items()}
    folders: dict[str, int] = {}
    for change in found.files:
        folder = str(change.path.parent.relative_to(settings.home))
        folders[folder] = folders.get(folder, 0) + change.rows
    entry = {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "what": what,
        "state": state,
        "releases": releases,
        "files": folders,
        "trials": found.trials,
    }
    with settings.erasures.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")
        file.flush()
        os.fsync(file.fileno())
