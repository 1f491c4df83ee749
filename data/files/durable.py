"""Writes that survive a power failure, and the disk's errors as Milltir's."""

import errno
import logging
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.errors import MilltirError, NotWritable, StorageFull
from data.messages import Message

WHY_NOT = {
    errno.EACCES: Message("disk.denied"),
    errno.EPERM: Message("disk.denied"),
    errno.EROFS: Message("disk.read_only"),
    errno.ENOTDIR: Message("disk.no_folder"),
    errno.EEXIST: Message("disk.no_folder"),
}
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DRAFT = ".new"
# REMOVED: how the name of a folder begins that is being deleted.
REMOVED = ".removed-"
OWNER_ONLY, ANYONE_ELSE = 0o700, 0o077


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Convert the operating system's disk errors to Milltir's errors.

    Parameters
    ----------
    folder
        The folder for messages.

    Yields
    ------
    None
        While the block runs.

    Raises
    ------
    StorageFull, NotWritable
        Instead of OSError.

    Examples
    --------
    >>> with storage_errors(Path("x")):
    ...     raise OSError(errno.ENOSPC, "full")
    Traceback (most recent call last):
    data.errors.StorageFull: ...
    """
    try:
        yield
    except (MilltirError, BrokenPipeError):  # The reader of the output has ended, not the disk.
        raise
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise StorageFull(folder=folder) from fault
        problem = WHY_NOT.get(fault.errno or 0) or str(fault.strerror)
        raise NotWritable(folder=fault.filename or folder, problem=problem) from fault


def write_draft(file: Path, content: str) -> Path:
    """Write the new content of a file beside it, with fsync.

    Parameters
    ----------
    file
        The file, which stays as it is.
    content
        Its new content.

    Returns
    -------
    Path
        The draft, which then replaces the file in one step.

    Examples
    --------
    >>> write_draft(Path("served.json"), "{}").replace("served.json")  # doctest: +SKIP
    """
    draft = file.with_name(file.name + DRAFT)
    with draft.open("w", encoding="utf-8") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    return draft


def replace_file(file: Path, content: str) -> None:
    """Replace a file in one atomic step: it has the old or the new content, whatever happens.

    Parameters
    ----------
    file
        The file.
    content
        Its new content.

    Examples
    --------
    >>> replace_file(Path("trial.json"), "{}")  # doctest: +SKIP
    """
    write_draft(file, content).replace(file)
    sync_names(file.parent)


def sync_files(folder: Path) -> None:
    """Call fsync on every file in a folder, and on the folder itself.

    Parameters
    ----------
    folder
        A release that isn't current yet: a power failure must not leave empty files in it.

    Examples
    --------
    >>> sync_files(Path("releases/.building-1"))  # doctest: +SKIP
    """
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    for inside in (*(path for path in folder.rglob("*") if path.is_dir()), folder):
        sync_names(inside)


def sync_names(folder: Path) -> None:
    """Call fsync on a folder, so that a power failure can't take back what was renamed in it.

    A file system that can't do this is no error: what was renamed is there, and stays whole.

    Parameters
    ----------
    folder
        The folder.

    Examples
    --------
    >>> sync_names(Path("."))
    """
    try:
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as fault:
        logging.getLogger("milltir").debug("fsync of %s: %s", folder, fault)


def make_private(folder: Path) -> None:
    """Make a folder that only its owner can read, if it isn't there.

    Parameters
    ----------
    folder
        The folder; one that is there is closed to others, where this user may do so.

    Examples
    --------
    >>> make_private(Path("uploads"))  # doctest: +SKIP
    """
    folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    close_to_others(folder)
    sync_names(folder.parent)


def close_to_others(*folders: Path) -> None:
    """Close folders that others may read, where this user may do so.

    A folder that other programs share, such as /tmp, stays as it is.

    Parameters
    ----------
    *folders
        Folders, which need not exist.

    Examples
    --------
    >>> close_to_others(Path("no-such-folder"))
    """
    for folder in folders:
        try:
            mode = folder.stat().st_mode
            if mode & ANYONE_ELSE and not mode & stat.S_ISVTX:
                folder.chmod(OWNER_ONLY)
        except OSError as fault:
            logging.getLogger("milltir").debug("%s can't be closed to others: %s", folder, fault)


def remove_folder(folder: Path) -> None:
    """Delete a folder: it is renamed first, so that no half of it is ever found by its name.

    Parameters
    ----------
    folder
        The folder; `remove_rest` deletes what a kill leaves of it.

    Examples
    --------
    >>> remove_folder(Path("releases/2025-06-1a2b3c4d5e"))  # doctest: +SKIP
    """
    gone = folder.with_name(f"{REMOVED}{folder.name}")
    shutil.rmtree(gone, ignore_errors=True)
    try:
        folder.rename(gone)
    except OSError:
        gone = folder
    shutil.rmtree(gone, ignore_errors=True)


def remove_rest(parent: Path) -> None:
    """Delete what is left of folders whose removal was interrupted.

    Parameters
    ----------
    parent
        The folder that they were in.

    Examples
    --------
    >>> remove_rest(Path("releases"))  # doctest: +SKIP
    """
    for gone in parent.glob(f"{REMOVED}*"):
        shutil.rmtree(gone, ignore_errors=True)
