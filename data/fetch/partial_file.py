"""An unfinished download: `name.part`, and beside it the version of the file it belongs to."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from data.fetch.record import Version
from data.fetch.reply import Reply

CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


class PartialFile:
    """The bytes received so far of one version of a file."""

    def __init__(self, target: Path, address: str) -> None:
        self.path = target.with_name(target.name + ".part")
        self._target, self._address = target, address
        self._beside = self.path.with_name(self.path.name + ".json")
        self.version = self._read_version()

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.version and self.path.exists() else 0

    @property
    def is_whole(self) -> bool:
        return bool(self.version and self.version.total and self.size == self.version.total)

    def resume_headers(self) -> dict[str, str]:
        """Return headers that ask for the rest, or none if the version can't be identified."""
        tag = _strong_tag(self.version) if self.size else None
        return {"Range": f"bytes={self.size}-", "If-Range": tag} if tag else {}

    def continues_with(self, reply: Reply) -> bool:
        """Return whether a partial reply is the rest of this version of the file."""
        match = CONTENT_RANGE.fullmatch(reply.headers.get("Content-Range") or "")
        came, version = version_of(reply, self._address), self.version
        if not match or not version or int(match[1]) != self.size:
            return False
        total = None if match[2] == "*" else int(match[2])
        return (
            (came.etag is None or came.etag == version.etag)
            and (came.last_modified is None or came.last_modified == version.last_modified)
            and (total is None or version.total is None or total == version.total)
        )

    def start_over(self, version: Version) -> None:
        """Delete what has come and begin with another version."""
        self.delete()
        self.path.touch()
        self._beside.write_text(json.dumps(asdict(version)), encoding="utf-8")
        self.version = version

    def append(self, pieces: Iterator[bytes]) -> Iterator[int]:
        """Append the pieces to the file and yield its size after each."""
        # Unbuffered, so that everything received before an interruption is on the disk.
        with self.path.open("ab", buffering=0) as file:
            for piece in pieces:
                rest = memoryview(piece)
                while rest:
                    rest = rest[file.write(rest) :]
                yield file.tell()

    def commit(self) -> None:
        """Rename the complete, checked file to its final name."""
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        self.path.replace(self._target)
        self.delete()

    def delete(self) -> None:
        """Delete the file and its version."""
        self.path.unlink(missing_ok=True)
        self._beside.unlink(missing_ok=True)
        self.version = None

    def _read_version(self) -> Version | None:
        try:
            version = Version(**json.loads(self._beside.read_text(encoding="utf-8")))
        except (FileNotFoundError, ValueError, TypeError):
            return None
        return version if version.address == self._address else None


def version_of(reply: Reply, address: str) -> Version:
    """Return the version of a file from the headers of a complete reply.

    Parameters
    ----------
    reply
        A reply with the whole file.
    address
        The address that was asked.

    Returns
    -------
    Version
        ETag, date and size, as far as the service states them.

    Examples
    --------
    >>> from email.message import Message
    >>> version_of(Reply(200, Message(), None), "https://x/a.zip").etag is None
    True
    """
    return Version(
        address=address,
        etag=reply.headers.get("ETag"),
        last_modified=reply.headers.get("Last-Modified"),
        total=reply.length,
    )


def _strong_tag(version: Version | None) -> str | None:
    """Return the value for If-Range: a strong ETag, or else the date."""
    if version and version.etag and not version.etag.startswith("W/"):
        return version.etag
    return version.last_modified if version else None
