"""The fields of a record from what was typed, by the contract of its table."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from data.contracts import contract_of, validate
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
    long = tuple(
        (name, Message("register.at_most", n=LONGEST), Message("register.characters", n=len(text)))
        for name, text in texts.items()
        if len(text) > LONGEST
    )
    if long:
        raise InvalidRecord(record=record, faults=long)
    row = {name: text or None for name, text in texts.items()} | {number: record or NEW}
    table = pd.DataFrame([row], index=[1], dtype=object)
    checked = validate(kind, table.reindex(columns=[*contract.columns]), wards=wards)
    faults = pd.concat([checked.faults, checked.dropped])
    if len(faults):
        columns = (faults[name] for name in ("column", "expected", "found"))
        raise InvalidRecord(record=record, faults=tuple(zip(*columns, strict=True)))
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
