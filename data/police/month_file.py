"""One force's rows of one month in a file, and what the name of a street file states."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.file_kinds import TABLE_ENDINGS

FILE_NAME = re.compile(
    rf"^(\d{{4}}-\d{{2}})-(.+)-street(?:{'|'.join(map(re.escape, TABLE_ENDINGS))})$"
)


@dataclass(frozen=True, kw_only=True)
class MonthFile:
    """One force's rows of one month in a file, and the cache file of its parsed rows."""

    force: str
    month: str
    shown: str
    sha256: str
    cache_path: Path
    # Number of all rows, of usable ones, and how far their outcomes are.
    read: int = 0
    usable: int = 0
    outcomes: int = 0
    # Rows that were pasted once more.
    pasted: int = 0
    notes: Mapping[str, int] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """Force and month, which only one file in use has."""
        return self.force, self.month


def force_and_month(name: str) -> tuple[str, str] | None:
    """Return police force and month from the name of a street file.

    Parameters
    ----------
    name
        File name, with or without folders.

    Returns
    -------
    tuple[str, str] or None
        None if it is not the name of a street file.

    Examples
    --------
    >>> force_and_month("2025-06/2025-06-gwent-street.csv")
    ('gwent', '2025-06')
    """
    match = FILE_NAME.match(name.rsplit("/", 1)[-1])
    return (match.group(2), match.group(1)) if match else None
