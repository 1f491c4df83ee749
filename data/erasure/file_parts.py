"""Finds what becomes of a file, or of a member of a zip, with removed rows."""

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from data.build.recognise import kind_of
from data.erasure.load_reports import redacted
from data.erasure.removal import KINDS, Removal
from data.erasure.table_files import Content, rows_in, without_rows
from data.erasure.words import has_words
from data.errors import SourceError
from data.file_kinds import ABOUT, OTHER
from data.files.archive import Member

# MOST_SEARCHED: larger files that aren't recognised are not searched; none can be uploaded.
MOST_SEARCHED = 1 << 28


@dataclass(frozen=True, kw_only=True)
class FilePart:
    """What becomes of a member of a zip, or of a file."""

    # The number of rows that are removed from it.
    rows: int
    # What it will be; None if it is removed as a whole.
    new: Content | None
    # Its digest as it is; empty if no build reads it.
    before: str


def part_of(member: Member, removal: Removal) -> FilePart | None:
    """Return what becomes of a file, or of a member of a zip.

    Parameters
    ----------
    member
        The file or member.
    removal
        What is removed.

    Returns
    -------
    FilePart or None
        None if nothing is removed from it.

    Examples
    --------
    >>> part_of(member, removal)  # doctest: +SKIP
    """
    kind = known_kind(member)
    if kind not in (*KINDS, ABOUT, OTHER) or (kind == OTHER and member.size > MOST_SEARCHED):
        return None
    content = member.read_bytes()
    file = Content(name=Path(member.name).name, content=content)
    before = sha256(content).hexdigest()
    found = rows_in(file, kind, removal) if kind in KINDS else None
    if found is not None:
        lines, rows = found
        if not lines:
            # Words outside of rows, such as a title: only a search for a text asks for them.
            gone = removal.everywhere and has_words(file, removal)
            return FilePart(rows=0, new=None, before=before) if gone else None
        new = without_rows(file, kind, lines) if len(lines) < rows else None
        if new and removal.everywhere and has_words(new, removal):
            new = None
        return FilePart(rows=len(lines), new=new, before=before)
    if kind == ABOUT:
        new = _about_without(file, removal) if removal.everywhere else file
        return None if new == file else FilePart(rows=0, new=new, before=before)
    return FilePart(rows=0, new=None, before=before) if has_words(file, removal) else None


def parts_passed_over(
    path: Path, known: set[str], removal: Removal
) -> Iterator[tuple[str, FilePart]]:
    """Yield the members of a zip that no build reads, such as hidden ones, that have the words.

    Parameters
    ----------
    path
        The zip.
    known
        The names of the members that builds read.
    removal
        What is removed.

    Yields
    ------
    tuple
        The member's name, and that it is removed as a whole.

    Examples
    --------
    >>> dict(parts_passed_over(Path("groups.zip"), {"groups.csv"}, removal))  # doctest: +SKIP
    """
    with zipfile.ZipFile(path) as opened:
        for info in opened.infolist():
            if info.is_dir() or info.filename in known:
                continue
            if has_words(Content(name=info.filename, content=opened.read(info)), removal):
                yield info.filename, FilePart(rows=0, new=None, before="")


def _about_without(file: Content, removal: Removal) -> Content | None:
    """Return a `source.json` with redacted words; None if it is none."""
    try:
        content = json.loads(file.content)
    except ValueError:
        return None if has_words(file, removal) else file
    changed = redacted(content, removal)
    if changed == content:
        return file
    return Content(name=file.name, content=json.dumps(changed, ensure_ascii=False).encode())


def known_kind(member: Member) -> str:
    """Return the kind of a file.

    Parameters
    ----------
    member
        The file.

    Returns
    -------
    str
        `OTHER` if it can't be read or is no source.

    Examples
    --------
    >>> known_kind(member)  # doctest: +SKIP
    """
    try:
        return kind_of(member) or OTHER
    except SourceError:
        return OTHER
