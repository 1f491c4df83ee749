"""Writes a file that browsers load, and the same file compressed beside it."""

import gzip
import os
from pathlib import Path

# PACKED: the ending of the compressed file.
PACKED = ".gz"
# LEVEL: higher levels take three times as long for half a percent.
LEVEL = 6


def write_published(file: Path, content: bytes) -> None:
    """Write a file and its compressed copy, each completely or not at all.

    Parameters
    ----------
    file
        The file; its name changes with its content.
    content
        The content.

    Examples
    --------
    >>> write_published(Path("browser/scripts/1/deck.js"), script)  # doctest: +SKIP
    """
    _write(file.with_name(file.name + PACKED), gzip.compress(content, LEVEL, mtime=0))
    _write(file, content)


def _write(file: Path, content: bytes) -> None:
    """Write a draft and rename it: two processes may write the same file."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(file)
