"""The folder in which a server's tasks write their files, removed at the latest by the next one."""

import contextlib
import shutil
import tempfile
import time
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX, LOCK = "milltir-work-", "lock"
# NEW: seconds for which a folder is left alone, as its server may be about to lock it.
NEW = 60.0


def temporary_files() -> Path:
    """Return the system's folder of temporary files."""
    return Path(tempfile.gettempdir())


class WorkFolder:
    """A folder that only its owner can read, in the system's folder of temporary files."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=PREFIX))
        # Held while this server runs, so that another one doesn't take the folder for left behind.
        self._lock = FileLock(self.path / LOCK)
        self._lock.acquire(blocking=False)

    def of_task(self, number: str) -> Path:
        """Return the new folder of a task."""
        folder = self.path / number
        folder.mkdir(mode=0o700)
        return folder

    def remove(self) -> None:
        """Remove the folder with all files."""
        self._lock.release()
        shutil.rmtree(self.path, ignore_errors=True)


def remove_left_behind() -> int:
    """Remove the folders of servers that have ended, and return how many there were."""
    removed = 0
    for folder in temporary_files().glob(f"{PREFIX}*"):
        lock = FileLock(folder / LOCK)
        # One of another user can't be locked, and neither can that of a server that runs.
        with contextlib.suppress(OSError, Timeout):
            if time.time() - folder.stat().st_mtime < NEW or not (folder / LOCK).is_file():
                continue
            lock.acquire(blocking=False)
            lock.release()
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed
