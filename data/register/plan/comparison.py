"""Compares a delivery plan in a file with that of the register."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.register.plan.file_plan import FilePlan, FileRecord
from data.register.plan.kinds import (
    ACTION,
    PARENTS,
    PLAN_KINDS,
    VALUE,
    Plan,
)
from data.register.plan.layout import plain
from data.register.records import Record, RecordKind

NEW, DIFFERENT, GONE = "new", "different", "gone"


@dataclass(frozen=True, kw_only=True)
class PlanChange:
    """What a file would change in the plan of the register."""

    what: str
    kind: RecordKind
    # The record of the register; None for a new one.
    record: Record | None
    # That of the file; None for one that the file doesn't have.
    of_file: FileRecord | None
    # The fields that would change, as they would be.
    values: dict[str, Any]

    @property
    def before(self) -> dict[str, Any]:
        """Return these fields as they are."""
        return {name: self.record.values[name] if self.record else None for name in self.values}


def compare(file: FilePlan, plan: Plan) -> list[PlanChange]:
    """Return what a file would change in the plan of the register.

    Records are the same by their numbers within the same part of the plan, else by their names.
    What the file has no column for stays as it is.

    Parameters
    ----------
    file
        The plan of the file.
    plan
        That of the register.

    Returns
    -------
    list of PlanChange
        New and changed records in the file's order of kinds, then those that the file doesn't have.

    Examples
    --------
    >>> {one.what for one in compare(file, Plan())}  # doctest: +SKIP
    {'new'}
    """
    matched = _matched(file, plan)
    changes = []
    for one in file.records:
        record = matched.get(id(one))
        parents = {name: matched.get(id(parent)) for name, parent in one.parents.items()}
        none = dict.fromkeys(PARENTS[one.kind.name])
        moved = {name: parent.key for name, parent in parents.items() if parent}
        wanted = {**one.fields, **none, **moved}
        if record is None:
            given = {name: value for name, value in wanted.items() if value is not None}
            changes.append(
                PlanChange(what=NEW, kind=one.kind, record=None, of_file=one, values=given)
            )
            continue
        new_parents = {name for name, parent in parents.items() if parent is None}
        other = {
            name: value
            for name, value in wanted.items()
            if value != record.values[name] and name not in new_parents
        }
        if other or new_parents:
            changes.append(
                PlanChange(what=DIFFERENT, kind=one.kind, record=record, of_file=one, values=other)
            )
    linked = {one.key for one in plan.indicators if one.values["measure"]}
    seen = {record.key for record in matched.values()}
    gone = [
        PlanChange(what=GONE, kind=kind, record=record, of_file=None, values={})
        for kind in PLAN_KINDS
        for record in plan.of(kind)
        # Files don't have the values of an indicator that a release fills in.
        if record.key not in seen and record.values.get("indicator") not in linked
    ]
    return changes + gone


def _matched(file: FilePlan, plan: Plan) -> dict[int, Record]:
    """Return for each record of the file that of the register which is the same."""
    matched: dict[int, Record] = {}
    for kind in PLAN_KINDS:
        free: dict[tuple[Any, ...], list[Record]] = {}
        for record in plan.of(kind):
            for name in _names(kind, record.values):
                of = tuple(record.values[parent] for parent in PARENTS[kind.name])
                free.setdefault((of, name), []).append(record)
        taken: set[str] = set()
        for one in file.of(kind):
            parents = [one.parents.get(parent) for parent in PARENTS[kind.name]]
            keys = [matched.get(id(parent)) if parent else None for parent in parents]
            if any(parent and not key for parent, key in zip(parents, keys, strict=True)):
                continue
            of = tuple(key.key if key else None for key in keys)
            same = _first(free, of, _names(kind, one.fields), taken)
            if same:
                taken.add(same.key)
                matched[id(one)] = same
        if kind is ACTION:
            _match_moved(file, plan, matched, taken)
    return matched


def _names(kind: RecordKind, fields: Any) -> list[str]:
    """Return what a record goes by: its number, else its names."""
    if kind is VALUE:
        return [f"{fields['year']} {fields['quarter']}"]
    if fields.get("number"):
        return [f"number {fields['number'].casefold()}"]
    return [plain(fields[n]) for n in ("name_en", "name_cy") if fields.get(n)]


def _first(
    free: dict[tuple[Any, ...], list[Record]],
    of: tuple[Any, ...],
    names: Iterable[str],
    taken: set[str],
) -> Record | None:
    every = (record for name in names for record in free.get((of, name), []))
    return next((record for record in every if record.key not in taken), None)


def _match_moved(file: FilePlan, plan: Plan, matched: dict[int, Record], taken: set[str]) -> None:
    """Match actions that have moved to another objective or priority by a number of one only."""
    left = [record for record in plan.actions if record.key not in taken]
    new = [one for one in file.of(ACTION) if id(one) not in matched]
    for one in new:
        number = one.fields.get("number")
        same = [record for record in left if number and record.values["number"] == number]
        alike = [other for other in new if other.fields.get("number") == number]
        if len(same) == len(alike) == 1:
            taken.add(same[0].key)
            matched[id(one)] = same[0]
