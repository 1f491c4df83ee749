"""Files of a cache, each of which ends with the digest of its content.

A disk can lose the end of a file, or change a bit of it, without an error. The digest tells.
"""

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path

DIGEST = "sha256"
# The number of bytes that the digest takes at the end of a file.
DIGEST_SIZE = hashlib.new(DIGEST).digest_size
# The ending of a file that is still being written.
DRAFT = ".draft"
# The number of bytes that are read at once.
AT_A_TIME = 1 << 18


@contextmanager
def synced_file(path: Path) -> Iterator[BufferedRandom]:
    """Open a draft for writing, which becomes the file at the end, complete or not at all.

    Parameters
    ----------
    path
        The file; its folder is made if needed.

    Yields
    ------
    file
        The draft, which is on the disk (fsync) before it gets the file's name.

    Examples
    --------
    >>> with synced_file(Path("index.json")) as file:  # doctest: +SKIP
    ...     file.write(b"{}")
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # With a name of its own, because two workers may write the same file.
    draft = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}{DRAFT}")
    try:
        with draft.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def digested_file(path: Path) -> Iterator[BufferedRandom]:
    """Open a draft for writing, as `synced_file` does, and add the digest at its end.

    Parameters
    ----------
    path
        The file.

    Yields
    ------
    file
        The draft, for the content.

    Examples
    --------
    >>> with digested_file(Path("2025-06.month")) as file:  # doctest: +SKIP
    ...     file.write(b"content")
    """
    with synced_file(path) as file:
        yield file
        file.seek(0)
        digest = hashlib.file_digest(file, DIGEST).digest()
        file.seek(0, os.SEEK_END)
        file.write(digest)


def is_intact(path: Path) -> bool:
    """Return whether a file ends with the digest of its content.

    Parameters
    ----------
    path
        A file that `digested_file` wrote.

    Returns
    -------
    bool
        False if it is damaged, or can't be read.

    Examples
    --------
    >>> is_intact(Path("no-such-file"))
    False
    """
    digest, buffer = hashlib.new(DIGEST), memoryview(bytearray(AT_A_TIME))
    try:
        with path.open("rb", buffering=0) as file:
            left = os.fstat(file.fileno()).st_size - DIGEST_SIZE
            while left > 0 and (read := file.readinto(buffer[:left])):
                digest.update(buffer[:read])
                left -= read
            return left == 0 and file.read() == digest.digest()
    except OSError:
        return False


def read_digested(path: Path) -> bytes | None:
    """Return the content of a file without its digest.

    Parameters
    ----------
    path
        A file that `digested_file` wrote.

    Returns
    -------
    bytes or None
        None if the file is damaged, or can't be read.

    Examples
    --------
    >>> read_digested(Path("no-such-file")) is None
    True
    """
    try:
        content = path.read_bytes()
    except OSError:
        return None
    content, stated = content[:-DIGEST_SIZE], content[-DIGEST_SIZE:]
    return content if hashlib.new(DIGEST, content).digest() == stated else None
