"""The members of files, folders and zips as one stream; nothing is ever unpacked to disk."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

from data.errors import SourceError

DRIVE = re.compile(r"^[A-Za-z]:")
READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
ENCRYPTED = 0x1
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError)
CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class ArchiveLimits:
    """How far an archive may expand; the defaults hold a full police.uk archive many times over."""

    members: int = 20_000
    member_bytes: int = 4 << 30
    total_bytes: int = 64 << 30
    ratio: int = 200
    ratio_from_bytes: int = 16 << 20
    """Below this a high ratio is harmless: a short file of equal lines compresses that well."""


DEFAULT_LIMITS = ArchiveLimits()


class _Zip:
    """A zip that is opened when first asked, and opened again in another process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened: zipfile.ZipFile | None = None

    def __reduce__(self) -> tuple[type["_Zip"], tuple[Path]]:
        return _Zip, (self.path,)

    def get(self) -> zipfile.ZipFile:
        if self._opened is None:
            self._opened = open_zip(self.path, str(self.path))
        return self._opened


@dataclass(frozen=True, kw_only=True)
class Member:
    """One file, wherever it lies; `name` is its path inside the folder or zip, with slashes."""

    name: str
    path_shown: str
    size: int
    container: Path
    """The file on disk that holds it: itself, or its zip."""
    _zip: _Zip | None = field(default=None, repr=False, compare=False)
    _at: int = field(default=-1, repr=False)
    """Its place in the zip's list: a name alone could be ambiguous."""

    def open(self) -> io.BufferedReader:
        """Its bytes as a stream, never more of them than it said it has."""
        if self._zip is None:
            return self.container.open("rb")
        try:
            opened = self._zip.get()
            stream = opened.open(opened.infolist()[self._at])
        except DAMAGE as fault:
            raise _damaged(self.path_shown, fault) from fault
        return io.BufferedReader(_Bounded(stream, self.path_shown, self.size), CHUNK)

    def read_bytes(self) -> bytes:
        """All its bytes at once, for files that are read whole."""
        with self.open() as stream:
            return stream.read()

    def sha256(self) -> str:
        """Its digest, without holding the whole of it."""
        digest = hashlib.sha256()
        with self.open() as stream:
            while chunk := stream.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()


class _Bounded(io.RawIOBase):
    """A zip member's stream that names the file when it is damaged, and stops a liar."""

    def __init__(self, stream: IO[bytes], shown: str, most: int) -> None:
        self._stream, self._shown, self._left = stream, shown, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            chunk = self._stream.read(len(buffer))
        except DAMAGE as fault:
            raise _damaged(self._shown, fault) from fault
        self._left -= len(chunk)
        if self._left < 0:
            raise SourceError(
                file=self._shown,
                expected="as many bytes as the zip says it holds",
                found="more: it may be a zip bomb",
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._stream.close()
        super().close()


def members_of(
    paths: Sequence[Path], *, limits: ArchiveLimits = DEFAULT_LIMITS
) -> Iterator[Member]:
    """Every file in the paths, in the order of their names; a zip is checked before its first.

    Hidden files and the `__MACOSX` folders that Apple's zips carry are passed over.
    """
    seen, expanded = 0, 0
    for path in sorted(set(paths)):
        for on_disk, name in _files(path):
            zipped = on_disk.suffix.lower() == ".zip"
            found = _zip_members(on_disk, limits) if zipped else [_plain(on_disk, name)]
            seen += len(found)
            expanded += sum(member.size for member in found) if zipped else 0
            _hold(str(on_disk), "files in all", seen, limits.members)
            _hold(str(on_disk), "expanded bytes in all", expanded, limits.total_bytes)
            yield from found


def open_zip(file: Path | IO[bytes], shown: str) -> zipfile.ZipFile:
    """The zip, or what is wrong with it."""
    try:
        return zipfile.ZipFile(file)
    except zipfile.BadZipFile as fault:
        if isinstance(file, Path):
            with file.open("rb") as stream:
                start = stream.read(4)
        else:
            file.seek(0)
            start = file.read(4)
        cut_off = "the start of one without its end: the download may have been cut off"
        other = f"a file that begins with {start!r}" if start else "an empty file"
        raise SourceError(
            file=shown,
            expected="a whole zip archive",
            found=cut_off if start.startswith(b"PK") else other,
        ) from fault
    except DAMAGE as fault:
        raise _damaged(shown, fault) from fault


def check_zip(opened: zipfile.ZipFile, shown: str, limits: ArchiveLimits) -> None:
    """Raise for anything in its list of contents that no honest file has."""
    infos = [info for info in opened.infolist() if not _is_folder(info)]
    _hold(shown, "files", len(infos), limits.members)
    _hold(shown, "expanded bytes", sum(info.file_size for info in infos), limits.total_bytes)
    names: set[str] = set()
    for info in infos:
        _check_member(info, shown, limits)
        if info.filename in names:
            raise _refused(shown, info, "each name once in a zip", "two files of this name")
        names.add(info.filename)


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if path.is_file():
        yield path, path.name
    elif path.is_dir():
        for below in sorted(path.rglob("*")):
            inside = below.relative_to(path)
            if below.is_file() and not _passed_over(inside.parts):
                yield below, inside.as_posix()
    else:
        raise SourceError(file=path, expected="a file, a folder or a zip", found="nothing there")


def _plain(path: Path, name: str) -> Member:
    return Member(name=name, path_shown=str(path), size=path.stat().st_size, container=path)


def _zip_members(path: Path, limits: ArchiveLimits) -> list[Member]:
    opened = _Zip(path)
    check_zip(opened.get(), str(path), limits)
    members = []
    for at, info in enumerate(opened.get().infolist()):
        name = PurePosixPath(info.filename)
        if _is_folder(info) or _passed_over(name.parts):
            continue
        if name.suffix.lower() == ".zip":
            found = "a zip inside the zip: unpack the outer one first"
            raise _refused(str(path), info, "data files", found)
        members.append(
            Member(
                name=str(name),
                path_shown=f"{path}: {name}",
                size=info.file_size,
                container=path,
                _zip=opened,
                _at=at,
            )
        )
    return sorted(members, key=lambda member: member.name)


def _check_member(info: zipfile.ZipInfo, shown: str, limits: ArchiveLimits) -> None:
    name = info.orig_filename
    climbs = ".." in name.split("/") or not PurePosixPath(name).name
    if climbs or name.startswith("/") or DRIVE.match(name) or set("\\\0") & set(name):
        raise _refused(shown, info, "names that stay inside the zip", "one that leads out of it")
    if info.flag_bits & ENCRYPTED:
        raise _refused(shown, info, "files without a password", "an encrypted one")
    if info.compress_type not in READABLE:
        found = f"method {info.compress_type}: zip it again in the ordinary way"
        raise _refused(shown, info, "an ordinary way of compressing", found)
    _hold(f"{shown}: {name}", "expanded bytes", info.file_size, limits.member_bytes)
    ratio = info.file_size // max(info.compress_size, 1)
    if info.file_size > limits.ratio_from_bytes:
        _hold(f"{shown}: {name}", "times its compressed size", ratio, limits.ratio)


def _is_folder(info: zipfile.ZipInfo) -> bool:
    # ZipInfo.is_dir() fails on a name that begins with a zero byte.
    return info.orig_filename.endswith("/")


def _hold(shown: str, what: str, found: int, most: int) -> None:
    if found > most:
        bomb = "" if what.startswith("files") else " (a zip bomb looks like this)"
        raise SourceError(file=shown, expected=f"at most {most:,} {what}", found=f"{found:,}{bomb}")


def _passed_over(parts: Sequence[str]) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _refused(shown: str, info: zipfile.ZipInfo, expected: str, found: str) -> SourceError:
    return SourceError(
        file=shown, where=f"member {info.orig_filename!r}", expected=expected, found=found
    )


def _damaged(shown: str, fault: BaseException) -> SourceError:
    return SourceError(file=shown, expected="an undamaged zip archive", found=str(fault))
