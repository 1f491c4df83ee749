"""The fields of a record from what was typed, by the contract of its table."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from data.contracts import contract_of, validate
from data.contracts.types import DATE
from data.errors import InvalidRecord
from data.messages import Message

# The most characters of one field.
LONGEST = 2_000
# The number of a record that has none yet.
NEW = "new"


def read_fields(
    kind: str,
    cells: Mapping[str, str],
    *,
    record: str = "",
    wards: Collection[str] | None = None,
) -> dict[str, Any]:
    """Return the fields of a record, typed.

    Parameters
    ----------
    kind
        The kind of the contract.
    cells
        What was typed, by column of the contract. Empty text is no value.
    record
        The record's number; empty for a new one.
    wards
        The codes of the area's wards; None if any code is valid.

    Returns
    -------
    dict
        By field, without the record's number; None where nothing was typed. Coordinates are `x` and
        `y` in metres.

    Raises
    ------
    InvalidRecord
        With every fault of every field.

    Examples
    --------
    >>> typed = {"name_en": "Wardens", "kind": "patrol", "status": "running"}
    >>> read_fields("responses", typed)["status"]
    'running'
    """
    contract = contract_of(kind)
    (number,) = contract.key
    texts = {name: " ".join(text.split("\x00")).strip() for name, text in cells.items()}
    long = too_long(texts)
    # What is too long is checked as far as it may go, so that every other fault is told with it.
    row = {name: text[:LONGEST] or None for name, text in texts.items()} | {number: record or NEW}
    table = pd.DataFrame([row], index=[1], dtype=object)
    # An area is drawn, and checked as it is drawn.
    cells_of_contract = table.reindex(columns=[*contract.columns])
    checked = validate(kind, cells_of_contract, wards=wards, without_shapes=True)
    faults = pd.concat([checked.faults, checked.dropped])
    if len(faults) or long:
        columns = (faults[name] for name in ("column", "expected", "found"))
        raise InvalidRecord(record=record, faults=(*long, *zip(*columns, strict=True)))
    typed = checked.good.iloc[0].to_dict()
    # A text that another stands in for, such as the name in Welsh, stays empty until it is given.
    empty = {
        field.name for field in contract.fields if field.falls_back and not row.get(field.name)
    }
    return {
        str(name): None if name in empty else stored(value)
        for name, value in typed.items()
        if name not in (number, "geometry")
    }


def read_days(
    cells: Mapping[str, str], names: Collection[str]
) -> tuple[dict[str, str | None], list[tuple[str, str, str]]]:
    """Return days from what was typed, and a fault for each text that is no day.

    Parameters
    ----------
    cells
        What was typed, by field.
    names
        The fields that are days.

    Returns
    -------
    tuple
        By field the ISO date, None where nothing was typed; and the faults.

    Examples
    --------
    >>> read_days({"day": "1/12/2026"}, ["day"])
    ({'day': '2026-12-01'}, [])
    """
    texts = {name: cells.get(name, "").strip() for name in names}
    days = {name: DATE.read(text) if text else None for name, text in texts.items()}
    faults = [
        (name, DATE.expected, text) for name, text in texts.items() if text and days[name] is None
    ]
    return {name: str(day) if day else None for name, day in days.items()}, faults


def shown(day: str) -> str:
    """Return a day as people write it.

    Parameters
    ----------
    day
        An ISO date.

    Returns
    -------
    str
        Day, month and year.

    Examples
    --------
    >>> shown("2026-12-01")
    '01/12/2026'
    """
    return "/".join(reversed(day.split("-")))


def too_long(texts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return a fault for each text that is longer than a field may be.

    Parameters
    ----------
    texts
        What was typed, by field.

    Returns
    -------
    list of tuple
        Field, what is expected, and what was found.

    Examples
    --------
    >>> too_long({"name_en": "Wardens"})
    []
    """
    return [
        (name, Message("register.at_most", n=LONGEST), Message("register.characters", n=len(text)))
        for name, text in texts.items()
        if len(text) > LONGEST
    ]


def stored(value: Any) -> Any:
    """Return a value as the database stores it.

    Parameters
    ----------
    value
        A text, number or truth value, of Python or numpy, or a missing one.

    Returns
    -------
    str, float, int, bool or None
        None for every kind of missing value.

    Examples
    --------
    >>> stored(float("nan")), stored("a"), stored(pd.NA)
    (None, 'a', None)
    """
    if value is None or pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value
