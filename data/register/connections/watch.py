"""Whether another process or thread has changed a register in SQLite, without reading it."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Lock


class ChangeWatch:
    """A connection to a SQLite file that stays open and only asks whether the file has changed."""

    def __init__(self, path: Path, connect: Callable[[], sqlite3.Connection | None]) -> None:
        self._path, self._connect = path, connect
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        # The device and the number of the file that the connection has open.
        self._of: tuple[int, int] | None = None

    def mark(self) -> tuple[int, ...] | None:
        """Return a mark that is another one after every change of the register.

        Returns
        -------
        tuple of int or None
            None if this can't be told: there is no file, it can't be read or is on a disk where
            none can write, or this is Windows, where no file that is open can be replaced by a
            restored one.

        Examples
        --------
        >>> ChangeWatch(Path("none.sqlite"), lambda: sqlite3.connect("none.sqlite")).mark() is None
        True
        """
        if os.name == "nt":
            return None
        with self._lock:
            try:
                of = self._path.stat()
                if self._of != (of.st_dev, of.st_ino):
                    self._open(of)
                if self._connection is None:
                    return None
                (version,) = self._connection.execute("PRAGMA data_version").fetchone()
            except (OSError, sqlite3.Error):
                self._close()
                return None
            return (of.st_dev, of.st_ino, version)

    def _open(self, of: os.stat_result) -> None:
        self._close()
        self._connection = self._connect()
        if self._connection is not None:
            self._of = (of.st_dev, of.st_ino)

    def _close(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = self._of = None
