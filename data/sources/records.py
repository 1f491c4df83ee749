"""Rows as JSON objects, without a Python object for each of them."""

from collections.abc import Mapping
from json.encoder import encode_basestring as quoted

import pyarrow as pa


def records(columns: Mapping[str, pa.Array]) -> pa.Array:
    """Each row of these texts as one object, without what is empty."""
    names = [f"{quoted(name)}: " for name in columns]
    rows = zip(*(texts.to_pylist() for texts in columns.values()), strict=True)
    members = (
        [name + quoted(text) for name, text in zip(names, row, strict=True) if text] for row in rows
    )
    return pa.array(["{" + ", ".join(few) + "}" for few in members], pa.string())
