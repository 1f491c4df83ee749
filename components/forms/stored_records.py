"""Records as they are now: from the register, or from the release until they are first edited."""

from sqlalchemy import Engine

from components import queries
from components.page_context import PageContext
from components.queries.cache import or_last_read
from components.view.viewer import current_viewer
from data.access.permissions import require_edit
from data.register.kinds import PARTS, TABLES
from data.register.proposals.taking_over import is_taken_over, take_over
from data.register.records import Record, RecordKind, all_records, find_record, keys_with

# The version of a record when it has been taken over from a release.
FIRST = 1


def find(here: PageContext, kind: RecordKind, key: str) -> Record | None:
    """Return a record by its number, also a retired one; None if there is none."""
    return _find(kind, key, here.manifest.release, _here=here)


@or_last_read(200)
def _find(kind: RecordKind, key: str, release: str, *, _here: PageContext) -> Record | None:
    engine = _with_records(kind)
    if engine is not None:
        return find_record(engine, kind, key)
    fields = _of_release(_here, kind).get(key)
    return Record(key=key, values=fields, version=FIRST) if fields else None


def every(here: PageContext, kind: RecordKind, *, retired: bool = False) -> list[Record]:
    """Return the records of a kind by number, with those that were retired if asked."""
    return [*_every(kind, retired, here.manifest.release, _here=here)]


@or_last_read(20)
def _every(kind: RecordKind, retired: bool, release: str, *, _here: PageContext) -> list[Record]:
    engine = _with_records(kind)
    if engine is not None:
        return all_records(engine, kind, retired=retired)
    found = _of_release(_here, kind)
    return [Record(key=key, values=found[key], version=FIRST) for key in sorted(found)]


@or_last_read(200)
def parts_of(kind: RecordKind, key: str) -> list[tuple[str, str]]:
    """Return the kind and number of each record that belongs to one, also of retired ones."""
    engine = queries.current_store.existing_register()
    found: list[tuple[str, str]] = []
    for part, field in PARTS.get(kind.name, ()):
        for number in keys_with(engine, part, field, key) if engine else ():
            found += [(part.name, number), *parts_of(part, number)]
    return found


def writable(here: PageContext, kind: RecordKind) -> Engine:
    """Return the register to save a record of a kind in.

    At the first save it takes over what came by file; from then on files only propose changes.
    """
    engine = register_to_write()
    if kind.name in TABLES and not is_taken_over(engine, kind):
        release = here.manifest.release
        take_over(engine, release, kind, _of_release(here, kind), release=release)
    return engine


def register_to_write() -> Engine:
    """Return the register for those who may edit now, which a page drawn earlier doesn't tell."""
    require_edit(current_viewer(), what="the register")
    return queries.current_store.register()


def _with_records(kind: RecordKind) -> Engine | None:
    """Return the register if it has the records of a kind, or None if only a release can."""
    engine = queries.current_store.existing_register()
    if engine is None:
        return None if kind.name in TABLES else queries.current_store.register()
    return engine if kind.name not in TABLES or is_taken_over(engine, kind) else None


def _of_release(here: PageContext, kind: RecordKind) -> dict[str, dict]:
    """Return the fields of a release's records by number; empty if it has none of the kind."""
    store = queries.current_store.store_of(here.key._replace(register=""))
    if kind.name not in TABLES or kind.name not in store.manifest.tables:
        return {}
    table = TABLES[kind.name]
    return table.fields_of(table.of_release(store))
