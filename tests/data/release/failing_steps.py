"""Lets one file operation fail, or ends the process before it."""

import builtins
import errno
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

OPERATIONS = ("replace", "rename", "unlink", "fsync", "mkdir", "rmdir", "chmod")
KILLED = 9


class Step:
    """Counts file operations, and does something instead of the one with a number."""

    def __init__(self, number: int, instead: Callable[[str], None]) -> None:
        self.number, self.instead = number, instead
        self.seen: list[str] = []

    def wrapped(self, name: str, operation: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            writes = name != "open" or any(letter in str(arguments[1:2]) for letter in "wax+")
            if writes and ".lock" not in str(arguments[:1]):
                self.seen.append(name)
                if len(self.seen) == self.number:
                    self.instead(name)
            return operation(*arguments, **options)

        return call


@contextmanager
def at_step(number: int, instead: Callable[[str], None]) -> Iterator[Step]:
    """Call `instead` before the file operation of this number; 0 counts them only."""
    step = Step(number, instead)
    patches = [patch.object(os, name, step.wrapped(name, getattr(os, name))) for name in OPERATIONS]
    patches.append(patch.object(io, "open", step.wrapped("open", builtins.open)))
    # shutil asks os for its functions by name, and checks that they are the ones it knows.
    patches.append(patch.object(shutil, "_use_fd_functions", False))
    for one in patches:
        one.start()
    try:
        yield step
    finally:
        for one in reversed(patches):
            one.stop()


def fail(name: str) -> None:
    raise OSError(errno.ENOSPC, f"no room for {name}")


def operations_of(act: Callable[[], object]) -> int:
    """Return the number of file operations of an act, which is done."""
    with at_step(0, fail) as step:
        act()
    return len(step.seen)


def killed_before(number: int, act: Callable[[], object]) -> bool:
    """Do the act in a process that is killed before an operation; return whether it was."""
    child = os.fork()
    if not child:
        try:
            with at_step(number, lambda name: os._exit(KILLED)):
                act()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == KILLED


@contextmanager
def full_disk() -> Iterator[None]:
    """Let every write fail: files and folders can be renamed and deleted, and nothing is added."""

    real = io.open

    def no_room(path: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if any(letter in mode for letter in "wax+") and ".lock" not in str(path):
            fail("open")
        return real(path, mode, *arguments, **options)

    with patch.object(io, "open", no_room):
        yield
