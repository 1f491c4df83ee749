"""The largest archive that is read, and what refuses a list of contents that is too long."""

import io
from dataclasses import dataclass
from typing import IO

from data.errors import SourceError
from data.messages import Message

ENTRY = b"PK\x01\x02"
# MOST_OF_AN_ENTRY: the bytes of an entry in the list of contents with a very long name.
MOST_OF_AN_ENTRY = 600


@dataclass(frozen=True, kw_only=True)
class ArchiveLimits:
    """The largest archive that is read; the defaults are many times a full police.uk archive."""

    members: int = 20_000
    member_bytes: int = 4 << 30
    total_bytes: int = 64 << 30
    # Expanded size in compressed sizes: 8 for police.uk, up to 30 for tables of codes.
    ratio: int = 100
    # Smaller members may exceed `ratio`: a short file of equal lines compresses that well.
    ratio_from_bytes: int = 16 << 20
    # The same for all members together.
    total_ratio_from_bytes: int = 64 << 20
    # For expanding one member.
    seconds: float = 600


DEFAULT_LIMITS = ArchiveLimits()


class Contents(io.RawIOBase):
    """A zip's file that refuses to return a list of contents with too many entries.

    `zipfile` reads the list at once and then makes an object of each entry; the number that the
    zip states may be false.
    """

    def __init__(self, stream: IO[bytes], shown: str, limits: ArchiveLimits) -> None:
        self._stream, self._shown, self._most = stream, shown, limits.members
        # Whether the list has been read: members are limited by their own sizes.
        self.listed = False

    def read(self, size: int = -1) -> bytes:
        if self.listed:
            return self._stream.read(size)
        if size > self._most * MOST_OF_AN_ENTRY:
            least = size // MOST_OF_AN_ENTRY
            enforce_limit(self._shown, "limit.files", least, self._most)
        content = self._stream.read(size)
        enforce_limit(self._shown, "limit.files", content.count(ENTRY), self._most)
        return content

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._stream.close()
        super().close()


def enforce_limit(shown: str, limit: str, found: int, most: int) -> None:
    """Raise if a number exceeds its limit.

    Parameters
    ----------
    shown
        The file's name for messages.
    limit
        Key of the message that states the limit.
    found
        The number found.
    most
        The largest number allowed.

    Raises
    ------
    SourceError
        If `found` is larger than `most`.

    Examples
    --------
    >>> enforce_limit("a.zip", "limit.files", 3, 20_000)
    """
    if found > most:
        came = f"{found:,}" if limit.startswith("limit.files") else Message("limit.bomb", n=found)
        raise SourceError(file=shown, expected=Message(limit, most=most), found=came)
