"""JSON files whose first line has the digest of the rest, so that a changed bit is found.

The digest is of the text as it would be without that line. Files that were written before, without
a digest, can be read.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from data.files.digested_file import synced_file

KEY = "digest"
BEGIN = "{\n"
FIRST_LINE = re.compile(rb'\A\{\n "digest": "([0-9a-f]{64})",\n')


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write an object with its digest, complete or not at all.

    Parameters
    ----------
    path
        The file.
    content
        The object, which has at least one entry and none named "digest".

    Examples
    --------
    >>> write_json(Path("plan.json"), {"area": "Newport"})  # doctest: +SKIP
    """
    assert content and KEY not in content
    text = json.dumps(content, ensure_ascii=False, indent=1)
    digest = hashlib.sha256(text.encode()).hexdigest()
    with synced_file(path) as file:
        file.write(f'{BEGIN} "{KEY}": "{digest}",\n{text.removeprefix(BEGIN)}'.encode())


def read_json(path: Path, *, digest_required: bool = False) -> dict[str, Any]:
    """Return an object without its digest.

    Parameters
    ----------
    path
        A file that `write_json` wrote, or a JSON object without a digest.
    digest_required
        Whether an object without a digest is refused, too.

    Returns
    -------
    dict
        The object.

    Raises
    ------
    OSError, ValueError
        If the file can't be read, is no JSON object, or differs from its digest.

    Examples
    --------
    >>> read_json(Path("plan.json"))["area"]  # doctest: +SKIP
    'Newport'
    """
    written = path.read_bytes()
    first = FIRST_LINE.match(written)
    if first:
        written = BEGIN.encode() + written[first.end() :]
        if hashlib.sha256(written).hexdigest() != first[1].decode():
            raise ValueError(f"{path.name} differs from its digest")
    elif digest_required:
        raise ValueError(f"{path.name} has no digest")
    content = json.loads(written)
    # A digest that isn't in the first line as it was written is damage, too.
    if not isinstance(content, dict) or KEY in content:
        raise ValueError(f"{path.name} has no object, or its digest is damaged")
    return content
