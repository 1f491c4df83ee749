"""Files of derived data: what was worked out of a release, stored for whoever asks for it next.

Each belongs to a release, in whose folder of `derived` it is, and states the version of the
calculation. Where there is none, or a damaged one, or one of another version, it is worked out.
"""

import io
import json
import shutil
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from pandas.api.types import is_object_dtype

from data.files.digested_file import DRAFT, digested_file, read_digested

ENDING = ".derived"
# ABANDONED: the age in seconds from which a draft is taken to be of a program that was stopped.
ABANDONED = 3600.0


@dataclass(frozen=True)
class Derived:
    """The content of a file: facts that JSON can hold, and tables by name."""

    facts: Mapping[str, Any]
    tables: Mapping[str, pd.DataFrame]


def write_derived(path: Path, content: Derived, *, version: str) -> None:
    """Write derived data, complete with its digest or not at all.

    Parameters
    ----------
    path
        The file; its folder is made if needed.
    content
        Facts and tables. The names of columns are texts; a column of objects has texts and None.
    version
        The version of the calculation.

    Raises
    ------
    OSError
        If it can't be written.

    Examples
    --------
    >>> write_derived(path, Derived({"month": "2026-09"}, {}), version="1")  # doctest: +SKIP
    """
    parts = {name: _as_bytes(table) for name, table in content.tables.items()}
    tables = {
        name: {"bytes": len(parts[name]), "with_none": _columns_of_objects(table)}
        for name, table in content.tables.items()
    }
    head = {"version": version, "facts": dict(content.facts), "tables": tables}
    with digested_file(path) as file:
        file.write(json.dumps(head).encode() + b"\n")
        for part in parts.values():
            file.write(part)


def read_derived(path: Path, *, version: str) -> Derived | None:
    """Return derived data.

    Parameters
    ----------
    path
        The file.
    version
        The version of the calculation.

    Returns
    -------
    Derived or None
        None if there is no such file, or if it is damaged, of another version or can't be read.

    Examples
    --------
    >>> read_derived(Path("no-such-file"), version="1") is None
    True
    """
    content = read_digested(path)
    if not content:
        return None
    try:
        first, _, rest = content.partition(b"\n")
        head = json.loads(first)
        if head["version"] != version:
            return None
        tables, at = {}, 0
        for name, about in head["tables"].items():
            after = at + about["bytes"]
            table = pd.read_parquet(io.BytesIO(rest[at:after]))
            for column in about["with_none"]:
                found = table[column].astype(object)
                table[column] = found.where(found.notna(), None)
            tables[name], at = table, after
        return Derived(head["facts"], tables)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def prune_derived(folder: Path, releases: Collection[str]) -> None:
    """Delete what was derived from releases that aren't stored any more, and abandoned drafts.

    Parameters
    ----------
    folder
        The folder of derived data, with a folder for each release.
    releases
        The releases that are stored.

    Examples
    --------
    >>> prune_derived(Path("no-such-folder"), ["2026-09-1a2b3c4d5e"])
    """
    for own in folder.glob("*"):
        if own.name not in releases:
            shutil.rmtree(own, ignore_errors=True)
    for draft in folder.glob(f"*/*{DRAFT}"):
        with suppress(OSError):  # It is complete by now, or can't be deleted.
            if time.time() - draft.stat().st_mtime > ABANDONED:
                draft.unlink()


def _columns_of_objects(table: pd.DataFrame) -> list[str]:
    """Return the columns in which a missing text is None, which Parquet doesn't tell from NaN."""
    return [str(name) for name, dtype in table.dtypes.items() if is_object_dtype(dtype)]


def _as_bytes(table: pd.DataFrame) -> bytes:
    written = io.BytesIO()
    table.to_parquet(written)
    return written.getvalue()
