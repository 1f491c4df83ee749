"""Finds the files in MILLTIR_HOME with removed rows, and replaces them by files without."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from data.erasure.file_parts import FilePart, known_kind, part_of, parts_passed_over
from data.erasure.removal import KINDS, Removal
from data.erasure.table_files import Content
from data.erasure.words import has_words
from data.errors import SourceError
from data.file_kinds import OTHER
from data.files.archive import Member, files_in, members_of
from data.files.durable import DRAFT, sync_names


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
    parts = {member.name: part_of(member, removal) for member in members}
    if path.suffix.lower() == ".zip":
        parts |= dict(parts_passed_over(path, set(parts), removal))
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
    own = path.suffix.lower() == ".zip" or all(
        known_kind(one) in (*KINDS, OTHER) for one in members
    )
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


def _zip_without(path: Path, parts: dict[str, FilePart | None], removal: Removal) -> Content | None:
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
