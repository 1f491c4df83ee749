"""Opens zips safely: refuses damaged or encrypted ones, unsafe names and archive bombs."""

import io
import lzma
import re
import struct
import time
import zipfile
import zlib
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import IO

from data.errors import SourceError
from data.files.local_file import in_utf8
from data.files.zip_limits import DEFAULT_LIMITS, ArchiveLimits, Contents, enforce_limit
from data.messages import Message

DRIVE = re.compile(r"^[A-Za-z]:")
# READABLE: methods whose output can be limited piece by piece; BZIP2 writes gigabytes at once.
READABLE = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
ENCRYPTED = 0x1
# HEADER_BYTES: what comes before a member's content, at the least.
HEADER_BYTES = 30
MOST_OF_A_NAME = 60
# DAMAGE: what zipfile raises at a damaged zip; a lost start gives a negative position (ValueError).
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, KeyError, NotImplementedError, OSError, OverflowError, RuntimeError, ValueError),
)


class Zip:
    """A zip that is opened on first use, also after it was sent to another process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened: zipfile.ZipFile | None = None

    def __reduce__(self) -> tuple[type["Zip"], tuple[Path]]:
        return Zip, (self.path,)

    def get(self) -> zipfile.ZipFile:
        if self._opened is None:
            self._opened = open_zip(self.path, in_utf8(str(self.path)))
        return self._opened


class Bounded(io.RawIOBase):
    """Stream of a zip member that raises SourceError on damage, or beyond the size or the time.

    The size is the one that the zip states; the time is what expanding takes, without its reader.
    """

    def __init__(
        self, stream: IO[bytes], shown: str, most: int, seconds: float = DEFAULT_LIMITS.seconds
    ) -> None:
        self._stream, self._shown, self._left = stream, shown, most
        self._seconds, self._taken = seconds, 0.0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        before = time.perf_counter()
        try:
            chunk = self._stream.read(len(buffer))
        except DAMAGE as fault:
            raise damaged(self._shown) from fault
        self._taken += time.perf_counter() - before
        if self._taken > self._seconds:
            expected = Message("limit.seconds", most=int(self._seconds))
            raise SourceError(file=self._shown, expected=expected, found=Message("zip.slow"))
        self._left -= len(chunk)
        if self._left < 0:
            raise SourceError(
                file=self._shown,
                expected=Message("zip.sized"),
                found=Message("zip.more_than_said"),
            )
        buffer[: len(chunk)] = chunk
        return len(chunk)

    def close(self) -> None:
        self._stream.close()
        super().close()


def open_zip(
    file: Path | IO[bytes], shown: str, limits: ArchiveLimits = DEFAULT_LIMITS
) -> zipfile.ZipFile:
    """Open a zip; a list of contents that is too long is not read.

    Parameters
    ----------
    file
        Path or stream of the zip.
    shown
        Its name for messages.
    limits
        The largest number of members.

    Returns
    -------
    zipfile.ZipFile
        The open zip.

    Raises
    ------
    SourceError
        If it is no zip, cut off or damaged, or has too many members.

    Examples
    --------
    >>> open_zip(io.BytesIO(b"text"), "a.zip")
    Traceback (most recent call last):
    data.errors.SourceError: a.zip, ...
    """
    stream = file.open("rb") if isinstance(file, Path) else file
    try:
        contents = Contents(stream, shown, limits)
        opened = zipfile.ZipFile(contents)
        contents.listed = True
        return opened
    except zipfile.BadZipFile as fault:
        stream.seek(0)
        start = stream.read(4)
        other = Message("zip.other") if start else Message("found.empty_file")
        found = Message("zip.cut_off") if start.startswith(b"PK") else other
        raise SourceError(file=shown, expected=Message("zip.whole"), found=found) from fault
    except DAMAGE as fault:
        raise damaged(shown) from fault


def check_zip(opened: zipfile.ZipFile, shown: str, limits: ArchiveLimits) -> None:
    """Raise if the list of contents is too large or has an unsafe, repeated or encrypted member.

    Parameters
    ----------
    opened
        The open zip.
    shown
        Its name for messages.
    limits
        The largest numbers and sizes.

    Raises
    ------
    SourceError
        With the first member that is refused.

    Examples
    --------
    >>> check_zip(zipfile.ZipFile(io.BytesIO(), "w"), "a.zip", DEFAULT_LIMITS)
    """
    infos = [info for info in opened.infolist() if not is_folder(info)]
    expanded = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    enforce_limit(shown, "limit.files", len(infos), limits.members)
    enforce_limit(shown, "limit.bytes", expanded, limits.total_bytes)
    if expanded > limits.total_ratio_from_bytes:
        enforce_limit(shown, "limit.ratio", expanded // max(packed, 1), limits.ratio)
    _check_apart(opened.infolist(), shown)
    names: set[str] = set()
    for info in infos:
        _check_member(info, shown, limits)
        if info.filename in names:
            raise refusal_error(shown, info, Message("zip.once"), Message("zip.twice"))
        names.add(info.filename)


def _check_member(info: zipfile.ZipInfo, shown: str, limits: ArchiveLimits) -> None:
    name = info.orig_filename
    climbs = ".." in name.split("/") or not PurePosixPath(name).name
    if climbs or name.startswith("/") or DRIVE.match(name) or set("\\\0") & set(name):
        raise refusal_error(shown, info, Message("zip.inside"), Message("zip.climbs"))
    if info.flag_bits & ENCRYPTED:
        raise refusal_error(shown, info, Message("zip.no_password"), Message("zip.encrypted"))
    if info.compress_type not in READABLE:
        found = Message("zip.method", method=info.compress_type)
        raise refusal_error(shown, info, Message("zip.ordinary"), found)
    enforce_limit(f"{shown}: {name}", "limit.bytes", info.file_size, limits.member_bytes)
    ratio = info.file_size // max(info.compress_size, 1)
    if info.file_size > limits.ratio_from_bytes:
        enforce_limit(f"{shown}: {name}", "limit.ratio", ratio, limits.ratio)


def _check_apart(infos: Sequence[zipfile.ZipInfo], shown: str) -> None:
    """Raise if two members share bytes of the file, so that each expands the same ones again."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise refusal_error(shown, info, Message("zip.apart"), Message("zip.overlaps"))
        end = info.header_offset + HEADER_BYTES + info.compress_size


def is_folder(info: zipfile.ZipInfo) -> bool:
    """Return whether a member is a folder.

    Parameters
    ----------
    info
        The member.

    Returns
    -------
    bool
        Whether its name ends with a slash.

    Examples
    --------
    >>> is_folder(zipfile.ZipInfo("2025-06/"))
    True
    """
    # ZipInfo.is_dir() fails on a name that begins with a zero byte.
    return info.orig_filename.endswith("/")


def refusal_error(shown: str, info: zipfile.ZipInfo, expected: str, found: str) -> SourceError:
    """Return the error for a member that is refused.

    Parameters
    ----------
    shown
        The zip's name for messages.
    info
        The member.
    expected, found
        Messages.

    Returns
    -------
    SourceError
        The error, to be raised by the caller.

    Examples
    --------
    >>> info = zipfile.ZipInfo("../a.csv")
    >>> refusal_error("a.zip", info, "plain names", "another").facts["file"]
    'a.zip'
    """
    where = Message("where.member", name=plain_last_part(info.orig_filename))
    return SourceError(file=shown, where=where, expected=expected, found=found)


def plain_last_part(name: str) -> str:
    r"""Return the file name of a member without folders and unprintable characters.

    Parameters
    ----------
    name
        Name of the member, with any slashes.

    Returns
    -------
    str
        At most 60 characters.

    Examples
    --------
    >>> plain_last_part(r"..\secret/a.csv")
    'a.csv'
    """
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    return "".join(letter for letter in last if letter.isprintable())[:MOST_OF_A_NAME]


def damaged(shown: str) -> SourceError:
    """Return the error for a zip that can't be read.

    Parameters
    ----------
    shown
        Its name for messages.

    Returns
    -------
    SourceError
        The error, to be raised by the caller.

    Examples
    --------
    >>> damaged("a.zip").facts["file"]
    'a.zip'
    """
    return SourceError(file=shown, expected=Message("zip.undamaged"), found=Message("zip.damaged"))
