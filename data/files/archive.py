"""Lists the files in folders and zips as one stream, without unpacking anything to disk."""

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from data.errors import SourceError
from data.files.local_file import in_utf8, open_local, why_unreadable
from data.files.safe_zip import (
    DAMAGE,
    Bounded,
    Zip,
    check_zip,
    damaged,
    is_folder,
    open_zip,
    refusal_error,
)
from data.files.zip_limits import DEFAULT_LIMITS, ArchiveLimits, enforce_limit
from data.messages import Message

__all__ = ["DEFAULT_LIMITS", "ArchiveLimits", "Member", "check_zip", "members_of", "open_zip"]
CHUNK = 1 << 20
# LONGEST_SHOWN: the characters of a path in a message.
LONGEST_SHOWN = 300


@dataclass(frozen=True, kw_only=True)
class Member:
    """One file; `name` is its path inside the folder or zip, with slashes."""

    name: str
    path_shown: str
    size: int
    # The file on disk: the file itself, or the zip that contains it.
    container: Path
    _zip: Zip | None = field(default=None, repr=False, compare=False)
    # Index in the zip's list of contents, because a name can occur twice.
    _at: int = field(default=-1, repr=False)

    def open(self) -> io.BufferedReader:
        """Return the bytes as a stream; raise SourceError beyond the stated size."""
        if self._zip is None:
            return open_local(self.container)
        try:
            opened = self._zip.get()
            stream = opened.open(opened.infolist()[self._at])
        except DAMAGE as fault:
            raise damaged(self.path_shown) from fault
        return io.BufferedReader(Bounded(stream, self.path_shown, self.size), CHUNK)

    def read_bytes(self) -> bytes:
        """Return all bytes."""
        with self.open() as stream:
            return stream.read()

    def sha256(self) -> str:
        """Return the SHA-256 digest, read in pieces."""
        with self.open() as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def members_of(
    paths: Sequence[Path],
    *,
    limits: ArchiveLimits = DEFAULT_LIMITS,
    faults: list[SourceError] | None = None,
) -> Iterator[Member]:
    """Yield every file in the paths, sorted by name; a zip is checked before its first member.

    Hidden files and the `__MACOSX` folders of Apple's zips are skipped.

    Parameters
    ----------
    paths
        Files, folders and zips.
    limits
        Limits for each zip and for all together.
    faults
        A list that collects the errors of unusable zips; by default they are raised.

    Yields
    ------
    Member
        One file.

    Raises
    ------
    SourceError
        If a path doesn't exist, or a zip is refused and `faults` is None.

    Examples
    --------
    >>> [member.name for member in members_of([Path(__file__)])]
    ['archive.py']
    """
    seen, expanded = 0, 0
    for path in sorted(set(paths)):
        for on_disk, name in files_in(path):
            zipped = on_disk.suffix.lower() == ".zip"
            try:
                members = _zip_members(on_disk, limits) if zipped else [_plain(on_disk, name)]
            except SourceError as fault:
                if faults is None:
                    raise
                faults.append(fault)
                continue
            seen += len(members)
            expanded += sum(member.size for member in members) if zipped else 0
            enforce_limit(str(on_disk), "limit.files_in_all", seen, limits.members)
            enforce_limit(str(on_disk), "limit.bytes_in_all", expanded, limits.total_bytes)
            yield from members


def absolute(members: Sequence[Member]) -> list[Member]:
    """Return the members with absolute paths, for processes with another working folder.

    Parameters
    ----------
    members
        Members of files, folders and zips.

    Returns
    -------
    list[Member]
        In the same order; those of a zip share it, opened once.

    Examples
    --------
    >>> [member.container.is_absolute() for member in absolute(list(members_of([Path(__file__)])))]
    [True]
    """
    zips: dict[Path, Zip] = {}
    found = []
    for member in members:
        if not member.container.is_absolute():
            path = member.container.absolute()
            zipped = zips.setdefault(path, Zip(path)) if member._zip else None
            member = replace(member, container=path, _zip=zipped)
        found.append(member)
    return found


def files_in(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files in a path, hidden ones excluded, without opening zips.

    Parameters
    ----------
    path
        A file or a folder.

    Yields
    ------
    tuple[Path, str]
        The file on disk, and its path inside the folder with slashes.

    Raises
    ------
    SourceError
        If the path doesn't exist.

    Examples
    --------
    >>> [name for _, name in files_in(Path(__file__))]
    ['archive.py']
    """
    try:
        if path.is_file():
            yield path, in_utf8(path.name)
            return
        if path.is_dir():
            for below in sorted(path.rglob("*")):
                inside = below.relative_to(path)
                if below.is_file() and not _is_skipped(inside.parts):
                    yield below, in_utf8(inside.as_posix())
            return
        found = Message("found.nothing_there")
    except OSError as fault:  # A path that is too long, or a folder that can't be looked into.
        found = why_unreadable(fault)
    shown = in_utf8(str(path))[:LONGEST_SHOWN]
    raise SourceError(file=shown, expected=Message("file_expected.any"), found=found)


def _plain(path: Path, name: str) -> Member:
    shown = in_utf8(str(path))
    try:
        size = path.stat().st_size
    except OSError:  # It was deleted a moment ago; to open it is refused.
        size = 1
    return Member(name=name, path_shown=shown, size=size, container=path)


def _zip_members(path: Path, limits: ArchiveLimits) -> list[Member]:
    opened, shown = Zip(path), in_utf8(str(path))
    check_zip(opened.get(), shown, limits)
    members = []
    for at, info in enumerate(opened.get().infolist()):
        name = PurePosixPath(info.filename)
        if is_folder(info) or _is_skipped(name.parts):
            continue
        if name.suffix.lower() == ".zip":
            raise refusal_error(shown, info, Message("zip.data_files"), Message("zip.nested"))
        members.append(
            Member(
                name=str(name),
                path_shown=f"{shown}: {name}",
                size=info.file_size,
                container=path,
                _zip=opened,
                _at=at,
            )
        )
    return sorted(members, key=lambda member: member.name)


def _is_skipped(parts: Sequence[str]) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)
