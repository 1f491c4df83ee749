"""Save what was typed of the delivery plan."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Engine

from data.access.permissions import require_edit
from data.access.viewer import Viewer
from data.register.editing.saving import retire, save
from data.register.plan.fields import read_plan_fields
from data.register.plan.kinds import VALUE, value_key
from data.register.records import Record, RecordKind, find_record


def save_part(
    engine: Engine,
    viewer: Viewer,
    kind: RecordKind,
    cells: Mapping[str, Any],
    *,
    key: str = "",
    version: int = 0,
) -> Record:
    """Save a new part of the plan, or one that is changed.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who saves.
    kind
        The kind of record.
    cells
        What was typed, by field; the fields of an existing record that aren't there stay.
    key, version
        The record and the version that the viewer has seen; empty and 0 for a new one.

    Returns
    -------
    Record
        As it is now.

    Raises
    ------
    ReadOnly
        If the viewer may not edit.
    InvalidRecord
        With every fault of every field.
    Conflict
        If the record has another version by now.

    Examples
    --------
    >>> save_part(engine, viewer, PRIORITY, {"name_en": "Safe streets"})  # doctest: +SKIP
    """
    require_edit(viewer, what=kind.name)
    before = find_record(engine, kind, key) if key else None
    whole = {**(before.values if before else {}), **cells}
    fields = read_plan_fields(kind, whole, record=key)
    changed = {name: fields[name] for name in fields if name in cells or before is None}
    return save(engine, viewer, kind, changed, key=key, version=version)


def save_value(
    engine: Engine,
    viewer: Viewer,
    indicator: str,
    cells: Mapping[str, Any],
    *,
    today: dt.date,
    version: int = 0,
) -> Record:
    """Save the value of an indicator in a quarter, with who entered it and when.

    Parameters
    ----------
    engine
        The register.
    viewer
        Who saves.
    indicator
        The record of the indicator.
    cells
        What was typed: `year`, `quarter`, `value` and the notes.
    today
        The day on which it is entered.
    version
        The version that the viewer has seen; 0 for a new value.

    Returns
    -------
    Record
        As it is now.

    Raises
    ------
    InvalidRecord, Conflict
        As from `save_part`.

    Examples
    --------
    >>> typed = {"year": 2026, "quarter": 2, "value": "14"}
    >>> save_value(engine, viewer, "I001", typed, today=today)  # doctest: +SKIP
    """
    require_edit(viewer, what=VALUE.name)
    by = {"entered_by": viewer.name, "entered_on": today.isoformat(), "indicator": indicator}
    fields = read_plan_fields(VALUE, {**cells, **by})
    key = value_key(indicator, fields["year"], fields["quarter"])
    before = find_record(engine, VALUE, key)
    if before is not None and before.retired and before.version and not version:
        version = retire(engine, viewer, VALUE, key, version=before.version, back=True).version
    return save(engine, viewer, VALUE, fields, key=key, version=version)
