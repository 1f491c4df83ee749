"""Rows as JSON objects, without a Python object for each of them."""

import re
from collections.abc import Mapping
from json.encoder import encode_basestring as quoted

import pyarrow as pa
import pyarrow.compute as pc

from data.police.street_csv import null_if_empty

ESCAPED = re.compile(rb'[\x00-\x1f"\\]')


def records(columns: Mapping[str, pa.StringArray]) -> pa.Array:
    """Each row of these texts as one object, without what is empty."""
    members = [_members(name, texts) for name, texts in columns.items()]
    # Arrow loses a row of which every part is null: the first part never is.
    listed = pc.binary_join_element_wise("", *members, "", null_handling="skip")
    return pc.binary_join_element_wise("{", pc.utf8_slice_codeunits(listed, len(", ")), "}", "")


def _members(name: str, texts: pa.StringArray) -> pa.StringArray:
    """Each text behind a comma and its name; null for an empty one."""
    _, _, kept = texts.buffers()
    if kept and ESCAPED.search(kept):
        texts = pa.array([quoted(text)[1:-1] for text in texts.to_pylist()], pa.string())
    return pc.binary_join_element_wise(f', {quoted(name)}: "', null_if_empty(texts), '"', "")
