"""Finds the files in MILLTIR_HOME with removed rows, and replaces them by files without."""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from data.build.recognise import kind_of
from data.erasure.load_reports import redacted
from data.erasure.removal import KINDS, Removal
from data.erasure.table_files import Content, rows_in, without_rows
from data.erasure.words import has_words
from data.errors import SourceError
from data.file_kinds import ABOUT, OTHER
from data.files.archive import Member, files_in, members_of
from data.files.durable import DRAFT, sync_names

# MOST_SEARCHED: larger files that aren't recognised are not searched; none can be uploaded.
MOST_SEARCHED = 1 << 28


@dataclass(frozen=True, kw_only=True)
class FileChange:
    """What becomes of a file with something that is removed."""

    path: Path
    # The number of rows that are removed from it.
    rows: int
    # The file as it will be; None if it is removed as a whole.
    new: Content | None
    # The digest of each file that is read, by its digest before.
    digests: dict[str, str]


def changes_in(folder: Path, removal: Removal) -> Iterator[FileChange]:
    """Yield what becomes of each file in a folder from which something is removed.

    Parameters
    ----------
    folder
        A folder of uploaded or written source files.
    removal
        What is removed.

    Yields
    ------
    FileChange
        Files that are recognised as a partner's lose rows. A file that isn't recognised, and so
        isn't read by any build, is removed if it has the removed words. Public files stay.

    Examples
    --------
    >>> list(changes_in(Path("no-such-folder"), removal))  # doctest: +SKIP
    []
    """
    if not folder.is_dir():
        return
    for path, _ in files_in(folder):
        change = change_of(path, removal)
        if change:
            yield change


def change_of(path: Path, removal: Removal) -> FileChange | None:
    """Return what becomes of a file, or None if nothing is removed from it.

    Parameters
    ----------
    path
        The file.
    removal
        What is removed.

    Returns
    -------
    FileChange or None

    Examples
    --------
    >>> change_of(Path("uploads/1a2b/groups.csv"), removal)  # doctest: +SKIP
    """
    try:
        members = list(members_of([path]))
    except SourceError:  # A zip that can't be opened.
        content = Content(name=path.name, content=path.read_bytes())
        return (
            FileChange(path=path, rows=0, new=None, digests={})
            if has_words(content, removal)
            else None
        )
    parts = {member.name: _part_of(member, removal) for member in members}
    if path.suffix.lower() == ".zip":
        parts |= dict(_passed_over(path, set(parts), removal))
    if not any(parts.values()):
        return _renamed(path, members, removal)
    rows = sum(part.rows for part in parts.values() if part)
    digests = {
        part.before: sha256(part.new.content).hexdigest()
        for part in parts.values()
        if part and part.new
    }
    if path.suffix.lower() == ".zip":
        new = _zip_without(path, parts, removal)
    else:
        (part,) = parts.values()
        new = part.new if part else None
    if new:
        name = _free_name(path, removal.redacted(new.name))
        new = Content(name=name, content=new.content)
    return FileChange(path=path, rows=rows, new=new, digests=digests)


def _renamed(path: Path, members: Sequence[Member], removal: Removal) -> FileChange | None:
    """Return the change of a file's name; public files have the names that their owners gave."""
    own = path.suffix.lower() == ".zip" or all(_kind_of(one) in (*KINDS, OTHER) for one in members)
    name = removal.redacted(path.name)
    if not own or name == path.name:
        return None
    same = Content(name=_free_name(path, name), content=path.read_bytes())
    return FileChange(path=path, rows=0, new=same, digests={})


def _free_name(path: Path, name: str) -> str:
    """Return a name for a file that no other file beside it has."""
    free, number = path.with_name(name), 2
    while free != path and free.exists():
        free = path.with_name(f"{Path(name).stem} {number}{Path(name).suffix}")
        number += 1
    return free.name


def apply_change(change: FileChange) -> None:
    """Replace or delete a file; it is never without both contents.

    Parameters
    ----------
    change
        What becomes of it.

    Examples
    --------
    >>> apply_change(change)  # doctest: +SKIP
    """
    if change.new is None:
        change.path.unlink(missing_ok=True)
    else:
        target = change.path.with_name(change.new.name)
        draft = target.with_name(f".{target.name}{DRAFT}")
        draft.write_bytes(change.new.content)
        draft.replace(target)
        if target != change.path:
            change.path.unlink(missing_ok=True)
    sync_names(change.path.parent)


@dataclass(frozen=True, kw_only=True)
class _Part:
    """What becomes of a member of a zip, or of a file."""

    rows: int
    new: Content | None
    before: str


def _part_of(member: Member, removal: Removal) -> _Part | None:
    kind = _kind_of(member)
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
            return _Part(rows=0, new=None, before=before) if gone else None
        new = without_rows(file, kind, lines) if len(lines) < rows else None
        if new and removal.everywhere and has_words(new, removal):
            new = None
        return _Part(rows=len(lines), new=new, before=before)
    if kind == ABOUT:
        new = _about_without(file, removal) if removal.everywhere else file
        return None if new == file else _Part(rows=0, new=new, before=before)
    return _Part(rows=0, new=None, before=before) if has_words(file, removal) else None


def _passed_over(path: Path, known: set[str], removal: Removal) -> Iterator[tuple[str, _Part]]:
    """Yield the members of a zip that no build reads, such as hidden ones, that have the words."""
    with zipfile.ZipFile(path) as opened:
        for info in opened.infolist():
            if info.is_dir() or info.filename in known:
                continue
            if has_words(Content(name=info.filename, content=opened.read(info)), removal):
                yield info.filename, _Part(rows=0, new=None, before="")


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


def _kind_of(member: Member) -> str:
    """Return the kind of a file; of one that can't be read or is no source, not recognised."""
    try:
        return kind_of(member) or OTHER
    except SourceError:
        return OTHER


def _zip_without(path: Path, parts: dict[str, _Part | None], removal: Removal) -> Content | None:
    """Return a zip with the members that are left; None if there are none."""
    written = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = parts.get(info.filename)
            if info.is_dir() or (part and part.new is None):
                continue
            name, content = info.filename, part.new.content if part and part.new else None
            if part and part.new:
                name = str(PurePosixPath(name).with_name(part.new.name))
            name = removal.redacted(name)
            if name in new.namelist():
                name = f"{len(new.namelist())} {name}"
            new.writestr(name, old.read(info) if content is None else content)
        empty = not new.namelist()
    return None if empty else Content(name=path.name, content=written.getvalue())
