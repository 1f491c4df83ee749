"""Runs tasks in several processes of this machine."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from itertools import islice
from multiprocessing import connection, parent_process
from pathlib import Path
from typing import Any

from data.errors import OutOfMemory, TasksLost
from data.executor.interface import Closing, Result, Task, name_of

# WAITING: tasks given to the pool for each process, so that none waits for the next.
WAITING = 8
# ALLOWED_FAILURES: how often processes may end before their tasks do, after which it isn't chance.
ALLOWED_FAILURES = 10


class Processes(Closing):
    """Runs a task in each of several processes; the tasks of a process that ended run again."""

    def __init__(self, number: int = 0, *, allowed_failures: int = ALLOWED_FAILURES) -> None:
        self.number = number or _cores()
        self._allowed = allowed_failures
        self._pool: ProcessPoolExecutor | None = None

    def map(
        self,
        function: Callable[[Task], Result],
        tasks: Iterable[Task],
        *,
        reads: Sequence[Path] = (),
        writes: Path | None = None,
    ) -> Iterator[Result]:
        """Yield the results in the order of the tasks; raise TasksLost if processes go on ending.

        Processes of this machine see all of its files.
        """
        del reads, writes
        left, lost = iter(tasks), 0
        # The futures of tasks that were given away, oldest first. None: to be given away again.
        given: deque[tuple[Task, Future[Result] | None]] = deque()
        while True:
            given += [(task, None) for task in islice(left, self.number * WAITING - len(given))]
            if not given:
                return
            try:
                given = deque((task, of or self._submit(function, task)) for task, of in given)
                result = given[0][1].result()  # type: ignore[union-attr]
            except BrokenExecutor as fault:
                # All tasks of all its processes are lost, but those that had ended.
                self.close()
                lost += 1
                if lost > self._allowed:
                    task = name_of(given[0][0])
                    raise TasksLost(task=task, times=lost, worker="This machine") from fault
                given = deque((task, of if _is_done(of) else None) for task, of in given)
                continue
            except MemoryError as fault:
                task, limit = name_of(given[0][0]), "what this machine has"
                raise OutOfMemory(worker="of this machine", task=task, limit=limit) from fault
            given.popleft()
            yield result

    def close(self) -> None:
        """End the processes."""
        pool, self._pool = self._pool, None
        if pool:
            pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, function: Callable[[Task], Result], task: Task) -> Future[Result]:
        if self._pool is None:
            # Never a copy of this process, whose memory and threads are its own.
            methods = multiprocessing.get_all_start_methods()
            method = "forkserver" if "forkserver" in methods else "spawn"
            context: Any = multiprocessing.get_context(method)
            if method == "forkserver":
                context.set_forkserver_preload([function.__module__])
            self._pool = ProcessPoolExecutor(self.number, mp_context=context, initializer=_begin)
        return self._pool.submit(function, task)


def _is_done(of: Future[Result] | None) -> bool:
    return bool(of and of.done() and not isinstance(of.exception(), BrokenExecutor))


def _cores() -> int:
    """Return how many cores this process may use."""
    with suppress(AttributeError):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _begin() -> None:
    """Prepare a process: the keyboard stops only the build, with which its processes end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)
