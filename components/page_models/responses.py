"""Responses as they are now, with their evidence and actions; from files until one is edited."""

import datetime as dt

import pandas as pd
from sqlalchemy import Engine

from components.queries.cache import CacheKey, query
from components.queries.current_store import existing_register, state_of, store_of
from components.text.either_language import in_language
from data.access.scopes import authorities_of
from data.register.kinds import TABLES
from data.register.proposals.taking_over import is_taken_over
from data.register.records import Record, RecordKind, all_records
from data.register.responses.kinds import ACTION, CLOSED, EVIDENCE_OF, RESPONSE
from data.schema import LSOA, WARD

# The version of a record when it has been taken over from a release.
FIRST = 1
# What the board shows and filters by.
ON_BOARD = ("stage", "ward_code", "due", "counted", "verdict", "decision", "end")
IN_BOTH = ("name", "lead", "partner", "priority")
Records = tuple[Record, ...]


@query(10)
def responses(key: CacheKey) -> Records:
    """Return every response by number, as far as viewers of the scope may see them."""
    return tuple(one for one in _every(key) if _is_seen(key, one))


@query(10)
def _every(key: CacheKey) -> Records:
    engine = _register_with_responses(key)
    if engine is not None:
        return tuple(all_records(engine, RESPONSE))
    store, table = store_of(key._replace(register="")), TABLES[RESPONSE.name]
    if RESPONSE.name not in store.manifest.tables:
        return ()
    fields = table.fields_of(table.of_release(store))
    return tuple(
        Record(key=number, values=fields[number], version=FIRST) for number in sorted(fields)
    )


def _is_seen(key: CacheKey, one: Record) -> bool:
    """Return whether a response is about the whole area or one of the scope's authorities.

    One about a place that the release doesn't have may be of another authority.
    """
    of_some = authorities_of(key.scope)
    place = str(one.values["ward_code"] or one.values["place"] or "")
    if of_some is None or not place:
        return True
    return _authority_of(key).get(place) in of_some


@query(10)
def _authority_of(key: CacheKey) -> dict[str, str]:
    """Return the authority of each ward and small area."""
    store = store_of(key)
    wards = store.area_names(WARD)["authority_code"]
    lsoas = store.area_names(LSOA)["parent_code"].map(wards)
    return {str(code): str(own) for code, own in pd.concat([wards, lsoas]).items()}


@query(10)
def _by_number(key: CacheKey) -> dict[str, Record]:
    return {one.key: one for one in responses(key)}


def response(key: CacheKey, number: str) -> Record | None:
    """Return a response by its number; None if there is none, or if it was put away."""
    return _by_number(key).get(number)


def board(key: CacheKey, language: str, today: dt.date) -> pd.DataFrame:
    """Return a row for each response by its number, with its texts in the language.

    `late`: it is open, and its last day or that of an action that isn't done has passed. A text
    that one language lacks is that of the other.
    """
    return _board(key, language, today, _state(ACTION))


@query(10)
def _board(key: CacheKey, language: str, today: dt.date, actions: str) -> pd.DataFrame:
    undone = _earliest_undone(key, actions)
    rows = []
    for one in responses(key):
        row = {name: one.values[name] for name in ON_BOARD}
        row |= {name: in_language(one.values, name, language) for name in IN_BOTH}
        days = [day for day in (row["due"], undone.get(one.key)) if day]
        late = row["stage"] != CLOSED and bool(days) and min(days) < today.isoformat()
        rows.append({**row, "late": late})
    table = pd.DataFrame(rows, columns=[*ON_BOARD, *IN_BOTH, "late"], dtype=object)
    table = table.where(table.notna(), None).astype({"late": bool})
    return table.set_index(pd.Index([one.key for one in responses(key)], dtype="str"))


@query(10)
def results(key: CacheKey) -> dict[str, str]:
    """Return the verdict of each response that was assessed, by its number."""
    return {one.key: str(one.values["verdict"]) for one in responses(key) if one.values["verdict"]}


def _state(kind: RecordKind) -> str:
    """Return the state of evidence or actions, which no table of a release has."""
    return state_of((kind.name,))


@query(10)
def _grouped(key: CacheKey, kind: str, of: str) -> dict[str, list[Record]]:
    """Return evidence or actions of a state by the number of their response."""
    found: dict[str, list[Record]] = {}
    engine = existing_register() if of else None
    for one in all_records(engine, _KINDS[kind]) if engine else ():
        found.setdefault(str(one.values["response"]), []).append(one)
    return found


_KINDS: dict[str, RecordKind] = {kind.name: kind for kind in (EVIDENCE_OF, ACTION)}


def actions_of(key: CacheKey, number: str) -> list[Record]:
    """Return the actions of a response in the order in which they were added."""
    return _grouped(key, ACTION.name, _state(ACTION)).get(number, [])


def evidence_of(key: CacheKey, number: str) -> list[Record]:
    """Return the evidence of a response in the order in which it was added."""
    return _grouped(key, EVIDENCE_OF.name, _state(EVIDENCE_OF)).get(number, [])


@query(10)
def _earliest_undone(key: CacheKey, actions: str) -> dict[str, str]:
    """Return by response the earliest last day of an action that isn't done."""
    found: dict[str, str] = {}
    for number, each in _grouped(key, ACTION.name, actions).items():
        days = [one.values["due"] for one in each if one.values["due"] and not _done(one)]
        if days:
            found[number] = min(days)
    return found


def _done(action: Record) -> bool:
    return bool(action.values["done"])


def _register_with_responses(key: CacheKey) -> Engine | None:
    engine = existing_register() if key.register else None
    return engine if engine and is_taken_over(engine, RESPONSE) else None
