"""What a backup holds, and the list of it that is the archive's last file."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from data.files.digested_file import DRAFT as CACHE_DRAFT
from data.files.durable import DRAFT
from data.release.history import History
from data.settings import Settings

# LIST: the archive's last file. FORMAT: the version of the archive.
LIST, FORMAT = "backup.json", 1
KIND = "milltir backup"
# SQLITE_COPY, EXPORT: the register in the archive, of one database or the other.
SQLITE_COPY, EXPORT = "register.sqlite", "register.json"
# ASIDE: how the folder begins to which a restoration moves what was there.
ASIDE = "before-restore-"
# FOLDERS: those of a home, besides its releases, whose files are in a backup.
FOLDERS = ("uploads", "updates")
# NOT_FILES: files of a home that are of no use elsewhere, or are made from others.
ENDINGS_LEFT_OUT = (".lock", DRAFT, CACHE_DRAFT)
LEFT_OUT = ("served.copy.json",)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A file in the archive."""

    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Backup:
    """What an archive holds."""

    # When it was made, in UTC, and by which version of the program.
    at: str
    program: str
    # The versions of the releases' tables and of the register's; the latter is empty without one.
    release_format: int
    register: str
    # The current release, empty if there is none, and all that are in it.
    current: str
    releases: tuple[str, ...]
    files: dict[str, Entry]
    format: int = FORMAT

    @property
    def size(self) -> int:
        """The bytes of all files."""
        return sum(entry.size for entry in self.files.values())

    def as_text(self) -> str:
        """Return the list as it is written, with its own checksum."""
        rest = json.dumps({"kind": KIND, **asdict(self)}, indent=1)
        return json.dumps({"sha256": hashlib.sha256(rest.encode()).hexdigest()}) + "\n" + rest


def parsed(text: str) -> Backup:
    """Return the list of an archive.

    Parameters
    ----------
    text
        The list as `as_text` wrote it.

    Returns
    -------
    Backup
        The list.

    Raises
    ------
    ValueError, KeyError, TypeError
        If it isn't as it was written.

    Examples
    --------
    >>> parsed("{}")
    Traceback (most recent call last):
    KeyError: 'sha256'
    """
    first, _, rest = text.partition("\n")
    if json.loads(first)["sha256"] != hashlib.sha256(rest.encode()).hexdigest():
        raise ValueError("the list differs from its checksum")
    content: dict[str, Any] = json.loads(rest)
    if content.pop("kind") != KIND:
        raise ValueError("another kind of list")
    files = {name: Entry(**entry) for name, entry in content.pop("files").items()}
    return Backup(**{**content, "releases": tuple(content["releases"])}, files=files)


def files_of(settings: Settings, history: History, register: Path | None) -> Iterator[Path]:
    """Yield the files of a home that a backup holds, but for the register and its `served.json`.

    These are the releases that were current and are stored, the files brought in on the page,
    reports of updates, and every other file of the home itself. Downloads, caches and trials are
    made again.

    Parameters
    ----------
    settings
        The home's paths.
    history
        The releases that were current.
    register
        The register's file, or None if it is in PostgreSQL.

    Yields
    ------
    Path
        A file.

    Examples
    --------
    >>> list(files_of(load_settings(), History(), None))  # doctest: +SKIP
    """
    for name in sorted({entry.release for entry in history.entries}):
        yield from _files_below(settings.releases / name)
    for folder in FOLDERS:
        yield from _files_below(settings.home / folder)
    for path in sorted(settings.home.glob("[!.]*")):
        other = path.name in (*LEFT_OUT, settings.served.name) or _is_of_register(path, register)
        if path.is_file() and not other and _is_kept(path):
            yield path


def _files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink() and _is_kept(path):
            yield path


def _is_of_register(path: Path, register: Path | None) -> bool:
    """Return whether a file is of the register in use, or of one in SQLite that was in use."""
    if path.name.startswith(f"{Path(SQLITE_COPY).stem}."):
        return True
    if register is None or path.parent != register.parent:
        return False
    copies = (f"{register.name}-", f"{register.stem}.before-")
    return path.name == register.name or path.name.startswith(copies)


def _is_kept(path: Path) -> bool:
    return not path.name.endswith(ENDINGS_LEFT_OUT)
