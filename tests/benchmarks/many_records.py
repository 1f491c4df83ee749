"""A register of many records: those of the sample county, each as often as it takes."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shapely import affinity, from_wkt
from sqlalchemy import Engine, insert

from data.register.database import writing
from data.register.editing.edits import timestamp
from data.register.groups import GROUP
from data.register.kinds import KINDS, TABLES
from data.register.migration import open_register
from data.register.orders import ORDER
from data.register.plan.kinds import ACTION as PLAN_ACTION
from data.register.plan.kinds import OBJECTIVE, PARENTS, PRIORITY
from data.register.proposals.taking_over import take_over
from data.register.records import CHANGED, CREATED, RecordKind, all_records
from data.register.responses.kinds import ACTION, EVIDENCE_OF, RESPONSE
from data.register.seed import seed
from data.register.tables import CHANGES
from data.release.store import Store

# The group that has half of all changes.
CHANGED_MOST = "G001"
# How far a copy of a place is from the place before, in metres.
APART = 25.0
# The records that each record of a kind names, by field; objectives and priorities have no copies.
NAMED: Mapping[str, tuple[str, ...]] = {
    EVIDENCE_OF.name: ("response",),
    ACTION.name: ("response",),
    **{name: tuple(set(parents) - {"priority", "objective"}) for name, parents in PARENTS.items()},
}
ONCE = (PRIORITY.name, OBJECTIVE.name)


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """How many records a register has at least, and how many changes."""

    groups: int
    orders: int
    responses: int
    actions: int
    changes: int

    def of(self, kind: RecordKind) -> int:
        """Return how many there are of a kind; 0 for a kind that goes with another one."""
        wanted = {GROUP: self.groups, ORDER: self.orders, RESPONSE: self.responses}
        return {**wanted, PLAN_ACTION: self.actions}.get(kind, 0)


FULL = Numbers(groups=5_000, orders=1_000, responses=2_000, actions=3_000, changes=100_000)
SMALL = Numbers(groups=500, orders=100, responses=200, actions=300, changes=10_000)


def sample_register(address: str, store: Store) -> Engine:
    """Return a register with what the sample county begins with, and what its files have."""
    register = open_register(address)
    seed(register)
    release = store.manifest.release
    for one in TABLES.values():
        rows = one.fields_of(one.of_release(store))
        take_over(register, release, one.kind, rows, release=release)
    return register


def many_records(address: str, store: Store, numbers: Numbers) -> Engine:
    """Return a register with copies of the sample's records, so that there are as many as asked."""
    register = sample_register(address, store)
    plan = _times(register, PLAN_ACTION, numbers)
    responses = _times(register, RESPONSE, numbers)
    for kind in KINDS.values():
        if kind.name in ONCE:
            continue
        times = _times(register, kind, numbers) if numbers.of(kind) else 0
        of = plan if kind.name in PARENTS else responses if kind.name in NAMED else 1
        _copy(register, kind, max(times, of))
    _add_changes(register, numbers.changes)
    return register


def _times(register: Engine, kind: RecordKind, numbers: Numbers) -> int:
    return math.ceil(numbers.of(kind) / max(len(all_records(register, kind)), 1))


def _copy(register: Engine, kind: RecordKind, times: int) -> None:
    """Add copies of each record, as if they were entered by hand."""
    rows = []
    for one in all_records(register, kind):
        for n in range(1, times):
            key, values = _named(one.key, n), _moved(dict(one.values), n)
            for name in NAMED.get(kind.name, ()):
                values[name] = _named(str(values[name]), n)
            rows.append({**values, "record": key, "version_id": 1, "retired": False})
    if not rows:
        return
    with writing(register) as connection:
        connection.execute(insert(kind.table), rows)
        connection.execute(insert(CHANGES), [_first(kind, row) for row in rows])


def _named(key: str, n: int) -> str:
    """Return the number of a copy; of a quarter's value it begins with that of its indicator."""
    begin, _, end = key.partition("-20")
    return f"{begin}x{n}{f'-20{end}' if end else ''}"


def _moved(values: dict[str, Any], n: int) -> dict[str, Any]:
    """Return the fields of a copy, which is some metres away."""
    if values.get("x") is not None:
        values["x"] += APART * n
    if values.get("area"):
        values["area"] = affinity.translate(from_wkt(values["area"]), APART * n).wkt
    return values


def _first(kind: RecordKind, row: Mapping[str, Any]) -> dict[str, Any]:
    after = {name: row[name] for name in (*kind.fields, "retired")}
    return {
        "at": timestamp(),
        "who": "Editor",
        "kind": kind.name,
        "record": row["record"],
        "action": CREATED,
        "version_id": 1,
        "before": None,
        "after": after,
    }


def _add_changes(register: Engine, number: int) -> None:
    """Add changes of groups, so that the history has as many as asked: half are of one group."""
    groups = [one.key for one in all_records(register, GROUP)]
    records = [CHANGED_MOST if n % 2 else groups[n % len(groups)] for n in range(number)]
    row: dict[str, Any] = {"at": timestamp(), "who": "Editor", "kind": GROUP.name}
    row |= {"action": CHANGED, "version_id": 1}
    row |= {"before": {"kind": "rural_watch"}, "after": {"kind": "other"}}
    many = [{**row, "record": record} for record in records]
    with writing(register) as connection:
        connection.execute(insert(CHANGES), many)
