"""A file that is still coming: name.part, and beside it of which version it is a part."""

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
    """Holds what has come so far; whatever happens, it says truly of what it is a part."""

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

    def headers_to_go_on(self) -> dict[str, str]:
        """Ask for the rest, if it is still the same file; nothing where that can't be said."""
        tag = _strong_tag(self.version) if self.size else None
        return {"Range": f"bytes={self.size}-", "If-Range": tag} if tag else {}

    def goes_on_with(self, reply: Reply) -> bool:
        """Whether an answer is the rest of this very version; some services only say so."""
        said = CONTENT_RANGE.fullmatch(reply.headers.get("Content-Range") or "")
        came, version = version_of(reply, self._address), self.version
        if not said or not version or int(said[1]) != self.size:
            return False
        total = None if said[2] == "*" else int(said[2])
        return (
            (came.etag is None or came.etag == version.etag)
            and (came.last_modified is None or came.last_modified == version.last_modified)
            and (total is None or version.total is None or total == version.total)
        )

    def start_over(self, version: Version) -> None:
        """Forget what has come, and begin with another version."""
        self.drop()
        self.path.touch()
        self._beside.write_text(json.dumps(asdict(version)), encoding="utf-8")
        self.version = version

    def take(self, pieces: Iterator[bytes]) -> Iterator[int]:
        """Add what comes, and say after each piece how much there is."""
        # Without a buffer, so that what came before an interruption is on the disk.
        with self.path.open("ab", buffering=0) as file:
            for piece in pieces:
                rest = memoryview(piece)
                while rest:
                    rest = rest[file.write(rest) :]
                yield file.tell()

    def keep(self) -> None:
        """It is whole and checked: give it its name, in one step."""
        with self.path.open("rb+") as file:
            os.fsync(file.fileno())
        self.path.replace(self._target)
        self.drop()

    def drop(self) -> None:
        """Nothing of it is of use."""
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
    """What an answer with the whole file says of its version."""
    return Version(
        address=address,
        etag=reply.headers.get("ETag"),
        last_modified=reply.headers.get("Last-Modified"),
        total=reply.length,
    )


def _strong_tag(version: Version | None) -> str | None:
    """What may stand in If-Range: an ETag that promises the same bytes, or else the date."""
    if version and version.etag and not version.etag.startswith("W/"):
        return version.etag
    return version.last_modified if version else None
