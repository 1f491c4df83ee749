"""Read the audit: by act, person and day, who was here, and which role they had."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine, Select, func, select

from data.audit.entry import Entry, at
from data.register.database import reading
from data.register.tables import AUDIT

FIELDS = ("at", "who", "role", "act", "page", "place", "object", "release", "outcome", "bytes")
# AT_ONCE: the entries that a file reads at a time.
AT_ONCE = 5_000


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which entries; empty fields take all."""

    act: str = ""
    who: str = ""
    # Days in UTC, both included.
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who was here: the role they had last, and when that was."""

    who: str
    role: str
    at: str


def entries(engine: Engine, wanted: Filter, *, most: int) -> list[Entry]:
    """Return entries of the audit, the latest first.

    Parameters
    ----------
    engine
        The register.
    wanted
        Which entries.
    most
        How many at most.

    Returns
    -------
    list of Entry
        The entries.

    Examples
    --------
    >>> entries(engine, Filter(act="exported"), most=200)  # doctest: +SKIP
    """
    question = _where(select(*(AUDIT.c[name] for name in FIELDS)), wanted)
    question = question.order_by(AUDIT.c.at.desc(), AUDIT.c.id.desc()).limit(most)
    with reading(engine) as connection:
        return [Entry(**row._mapping) for row in connection.execute(question)]


def each_entry(engine: Engine, wanted: Filter) -> Iterator[Entry]:
    """Read entries of the audit one after the other, the earliest first.

    Parameters
    ----------
    engine
        The register.
    wanted
        Which entries.

    Yields
    ------
    Entry
        Of one state of the database, a part of it in memory at a time.

    Examples
    --------
    >>> for entry in each_entry(engine, Filter()):  # doctest: +SKIP
    ...     print(entry.who)
    """
    question = _where(select(*(AUDIT.c[name] for name in FIELDS)), wanted).order_by(AUDIT.c.id)
    with reading(engine) as connection:
        for row in connection.execution_options(yield_per=AT_ONCE).execute(question):
            yield Entry(**row._mapping)


def count(engine: Engine, wanted: Filter) -> int:
    """Return the number of entries.

    Parameters
    ----------
    engine
        The register.
    wanted
        Which entries.

    Returns
    -------
    int
        How many there are.

    Examples
    --------
    >>> count(engine, Filter(act="refused"))  # doctest: +SKIP
    3
    """
    with reading(engine) as connection:
        return connection.scalar(_where(select(func.count()).select_from(AUDIT), wanted)) or 0


def people_since(engine: Engine, first: dt.datetime) -> list[Person]:
    """Return who was here since a time, with the role that they had last.

    Parameters
    ----------
    engine
        The register.
    first
        The time.

    Returns
    -------
    list of Person
        By name, without the public, whose name isn't known.

    Examples
    --------
    >>> people_since(engine, dt.datetime(2026, 9, 1, tzinfo=dt.UTC))  # doctest: +SKIP
    """
    of_them = (AUDIT.c.at >= at(first)) & (AUDIT.c.who != "") & (AUDIT.c.role != "")
    last = select(func.max(AUDIT.c.id)).where(of_them).group_by(AUDIT.c.who)
    question = select(AUDIT.c.who, AUDIT.c.role, AUDIT.c.at).where(AUDIT.c.id.in_(last))
    with reading(engine) as connection:
        rows = connection.execute(question.order_by(AUDIT.c.who))
        return [Person(**row._mapping) for row in rows]


def names(engine: Engine) -> list[str]:
    """Return the names that the audit has.

    Parameters
    ----------
    engine
        The register.

    Returns
    -------
    list of str
        In order; the public has none.

    Examples
    --------
    >>> names(engine)  # doctest: +SKIP
    ['J. Rees', 'local']
    """
    question = select(AUDIT.c.who).distinct().where(AUDIT.c.who != "").order_by(AUDIT.c.who)
    with reading(engine) as connection:
        return list(connection.scalars(question))


def _where(question: Select, wanted: Filter) -> Select:
    if wanted.act:
        question = question.where(AUDIT.c.act == wanted.act)
    if wanted.who:
        question = question.where(AUDIT.c.who == wanted.who)
    if wanted.first:
        question = question.where(AUDIT.c.at >= wanted.first.isoformat())
    if wanted.last:
        after = wanted.last + dt.timedelta(days=1)
        question = question.where(AUDIT.c.at < after.isoformat())
    return question
