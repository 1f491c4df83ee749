"""The audit as CSV, a line at a time."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from data.audit.entry import Entry
from data.audit.reading import FIELDS
from data.errors import WouldOverwrite
from data.files.durable import storage_errors

# FORMULA: what a spreadsheet would take for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """Return the lines of a CSV with a header; texts that a spreadsheet would run are quoted.

    Parameters
    ----------
    entries
        The entries.

    Yields
    ------
    str
        A line with its end.

    Examples
    --------
    >>> next(csv_lines([]))
    'at,who,role,act,page,place,object,release,outcome,bytes\\r\\n'
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(FIELDS)
    for entry in entries:
        yield _taken(buffer)
        writer.writerow([_plain(getattr(entry, name)) for name in FIELDS])
    yield _taken(buffer)


def write_csv(file: Path, entries: Iterable[Entry]) -> int:
    """Write entries as CSV into a new file that others can't read.

    Parameters
    ----------
    file
        The file, which must not exist yet.
    entries
        The entries.

    Returns
    -------
    int
        How many there are.

    Raises
    ------
    WouldOverwrite
        If the file exists.

    Examples
    --------
    >>> write_csv(Path("audit.csv"), each_entry(engine, Filter()))  # doctest: +SKIP
    412
    """
    if file.exists():
        raise WouldOverwrite(folder=file.parent, files=file.name)
    new, lines = file.with_name(f"{file.name}.new"), -1
    with storage_errors(file.parent):
        new.touch(mode=0o600)
        with new.open("w", encoding="utf-8", newline="") as stream:
            for line in csv_lines(entries):
                stream.write(line)
                lines += 1
        new.replace(file)
    return lines


def _taken(buffer: io.StringIO) -> str:
    line = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return line


def _plain(value: object) -> object:
    is_formula = isinstance(value, str) and value.startswith(FORMULA)
    return f"'{value}" if is_formula else value
