"""Tasks of the tests, which workers import."""

import os
import time
from pathlib import Path

from data.errors import SourceError

MEGABYTE = 1 << 20


def double(number: int) -> int:
    return 2 * number


def end_once(marker: Path) -> str:
    """Return the name after the first process that ran this has ended in the middle of it."""
    if not marker.exists():
        marker.touch()
        os._exit(9)
    return marker.name


def end_always(name: str) -> None:
    del name
    os._exit(9)


def refuse(name: str) -> None:
    raise SourceError(file=name, expected="rows", found="none")


def fill_memory(megabytes: int) -> int:
    """Take the memory bit by bit, so that the keeper of a worker sees it."""
    taken = []
    for _ in range(0, megabytes, 20):
        taken.append(bytearray(os.urandom(MEGABYTE) * 20))
        time.sleep(0.05)
    return len(taken)


def need_too_much(number: int) -> bytes:
    del number
    raise MemoryError


def wait_for(file: Path) -> bool:
    """Return when the file is there."""
    while not file.exists():
        time.sleep(0.02)
    return True
