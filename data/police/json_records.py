"""Converts rows to JSON objects in Arrow, without a Python object per row."""

import re
from collections.abc import Mapping
from json.encoder import encode_basestring as quoted

import pyarrow as pa
import pyarrow.compute as pc

from data.police.street_csv import null_if_empty

ESCAPED = re.compile(rb'[\x00-\x1f"\\]')


def records(columns: Mapping[str, pa.StringArray]) -> pa.Array:
    """Return each row as a JSON object, empty cells left out.

    Parameters
    ----------
    columns
        Columns of text by name, of equal length.

    Returns
    -------
    pyarrow.Array
        One JSON text per row.

    Examples
    --------
    >>> records({"month": pa.array(["2025-06"]), "place": pa.array([""])}).to_pylist()
    ['{"month": "2025-06"}']
    """
    members = [_members(name, texts) for name, texts in columns.items()]
    # Arrow loses a row of which every part is null: the first part never is.
    listed = pc.binary_join_element_wise("", *members, "", null_handling="skip")
    return pc.binary_join_element_wise("{", pc.utf8_slice_codeunits(listed, len(", ")), "}", "")


def _members(name: str, texts: pa.StringArray) -> pa.StringArray:
    """Return `, "name": "text"` for each text, null if it is empty."""
    _, _, content = texts.buffers()
    if content and ESCAPED.search(content):
        texts = pa.array([quoted(text)[1:-1] for text in texts.to_pylist()], pa.string())
    return pc.binary_join_element_wise(f', {quoted(name)}: "', null_if_empty(texts), '"', "")
