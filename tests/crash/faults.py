"""Makes one file operation of this process fail, or ends the process before it.

An audit hook sees every file that Python opens for writing, renames, creates or deletes; calls of
fsync are counted too. What libraries write past Python is met by kills at random times, and by a
limit on the size of files, which looks to them like a full disk.
"""

import errno
import os
import resource
import signal
import sys
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    *("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.symlink"),
    *("os.truncate", "os.chmod"),
}


class Kind(StrEnum):
    """What happens."""

    NONE = "none"
    # A file operation fails, as on a full disk.
    FULL = "full disk"
    # The process ends before a file operation.
    KILL = "kill"
    # No file can become larger than a number of bytes.
    LIMIT = "size limit"
    # The process is killed after a time.
    TIME = "kill at random"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault, and when it comes: at which file operation, at how many bytes or milliseconds."""

    kind: Kind = Kind.NONE
    at: int = 0


class Injector:
    """Counts file operations, and lets one of them fail; a process has one at most."""

    def __init__(self, fault: Fault) -> None:
        self._fault, self._is_active, self.seen = fault, False, 0

    def __enter__(self) -> "Injector":
        if self._fault.kind is Kind.LIMIT:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (self._fault.at, resource.RLIM_INFINITY))
        sync = os.fsync

        def counted_sync(opened: Any) -> None:
            self._next()
            sync(opened)

        os.fsync = counted_sync
        sys.addaudithook(self._watch)
        self._is_active = True
        return self

    def __exit__(self, *error: object) -> None:
        self._is_active = False

    def _watch(self, event: str, args: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and _is_write(*args)):
            self._next()

    def _next(self) -> None:
        if not self._is_active:
            return
        self.seen += 1
        if self.seen != self._fault.at:
            return
        if self._fault.kind is Kind.KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        if self._fault.kind is Kind.FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _is_write(path: object, mode: str | None, flags: int) -> bool:
    if isinstance(path, str | bytes) and os.fsdecode(path).startswith("/dev/"):
        return False
    return bool(flags & WRITING)
