"""What the page reads of the audit; nothing where nobody has saved or seen anything yet."""

import datetime as dt
from collections.abc import Iterator

from components import queries
from data.audit import reading
from data.audit.entry import Entry
from data.audit.reading import Filter, Person


def people(since: dt.datetime) -> list[Person]:
    """Return who was here since a time; raise RegisterUnavailable if that can't be read."""
    engine = queries.current_store.existing_register()
    return reading.people_since(engine, since) if engine else []


def names() -> list[str]:
    """Return the names that the audit has."""
    engine = queries.current_store.existing_register()
    return reading.names(engine) if engine else []


def latest(wanted: Filter, *, most: int) -> tuple[list[Entry], int]:
    """Return the latest entries, and how many there are in all."""
    engine = queries.current_store.existing_register()
    if engine is None:
        return [], 0
    return reading.entries(engine, wanted, most=most), reading.count(engine, wanted)


def every(wanted: Filter) -> Iterator[Entry]:
    """Read all entries one after the other, the earliest first."""
    engine = queries.current_store.existing_register()
    return reading.each_entry(engine, wanted) if engine else iter(())
