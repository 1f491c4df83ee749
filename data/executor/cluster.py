"""Runs tasks on the workers of a dask.distributed cluster, on this machine or others."""

import logging
import os
import secrets
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from data.errors import (
    NoScheduler,
    NotInstalled,
    NoWorkers,
    OutOfMemory,
    SchedulerLost,
    TasksLost,
    UnfitWorker,
)
from data.executor.fitness import MARK, fault_of_worker, needs, run_task
from data.executor.interface import Closing, Result, Task, name_of
from data.executor.processes import ALLOWED_FAILURES
from data.executor.sent_code import allow_failures

# CONNECTED: seconds in which a scheduler must answer. AGAIN: seconds between looks at a cluster
# that is silent. WORKERS: seconds in which the first worker must come, or one in place of all.
CONNECTED, AGAIN, WORKERS = 10, 1, 60
# OUT_OF_MEMORY: the event by which the process that watches a worker says that it ended it for
# its memory.
OUT_OF_MEMORY = "worker-restart-memory"


class Cluster(Closing):
    """Runs the tasks on every worker of a scheduler; a lost worker costs time and nothing else."""

    def __init__(
        self, address: str, *, allowed_failures: int = ALLOWED_FAILURES, seconds: float = WORKERS
    ) -> None:
        self.address = address
        self._allowed = allowed_failures
        self._seconds = seconds
        self._client: Any = None
        # The workers that were ended for their memory, by address.
        self._too_large: dict[str, int] = {}

    def map(
        self,
        function: Callable[[Task], Result],
        tasks: Iterable[Task],
        *,
        reads: Sequence[Path] = (),
        writes: Path | None = None,
    ) -> Iterator[Result]:
        """Yield the results in the order of the tasks.

        Raise an ExecutorError if no scheduler or worker answers, if a worker lacks the paths or the
        version, or if a task ends worker after worker.
        """
        given = list(tasks)
        if not given:
            return
        client = self._connected()
        with _marked(writes) as mark:
            needed = needs([path.absolute() for path in reads], mark)
            self._require_workers(0, len(given))
            self._require_fit(needed)
            run = partial(run_task, function, needed, secrets.token_hex(8))
            futures = client.map(run, given, pure=False, retries=0)
            try:
                for done, task in enumerate(given):
                    yield self._result(futures[done], task, done, len(given))
                    futures[done] = None  # So that the cluster forgets it.
            finally:
                with suppress(Exception):
                    client.cancel([future for future in futures if future])

    def close(self) -> None:
        """End the connection; the cluster goes on."""
        client, self._client = self._client, None
        if client:
            with suppress(Exception):
                client.close(timeout=AGAIN)

    def _connected(self) -> Any:
        if self._client is not None:
            return self._client
        try:
            from distributed import Client
        except ImportError as fault:
            raise NotInstalled from fault
        # What it would say of lost connections is in our messages.
        for name in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            with warnings.catch_warnings():
                # Other versions of packages: fitness.py looks at those that matter.
                warnings.simplefilter("ignore")
                client = Client(
                    self.address, timeout=min(CONNECTED, self._seconds), set_as_default=False
                )
        except (OSError, ValueError, TypeError, ImportError) as fault:
            found = "nothing that answers" if isinstance(fault, OSError) else str(fault)
            raise NoScheduler(address=self.address, found=found) from fault
        client.subscribe_topic(OUT_OF_MEMORY, self._note_memory)
        client.run_on_scheduler(allow_failures(self._allowed))
        self._client = client
        return client

    def _note_memory(self, event: tuple[float, dict[str, Any]]) -> None:
        worker = str(event[1]["worker"])
        self._too_large[worker] = self._too_large.get(worker, 0) + 1

    def workers(self) -> dict[str, Any]:
        """Return what the scheduler knows of each worker, by address."""
        found: dict[str, Any] = self._client.scheduler_info(n_workers=-1)["workers"]
        return found

    def _require_workers(self, done: int, of: int) -> None:
        """Wait for a worker; raise NoWorkers if none comes."""
        begun = time.monotonic()
        while not self.workers():
            if self._client.status != "running":
                raise SchedulerLost(address=self.address, done=done, of=of)
            if time.monotonic() - begun > self._seconds:
                seconds = round(self._seconds)
                raise NoWorkers(address=self.address, seconds=seconds, done=done, of=of)
            time.sleep(0.1)

    def _require_fit(self, needed: dict[str, Any]) -> None:
        """Raise UnfitWorker for the first worker, by address, that lacks something."""
        of_workers = self._client.run(fault_of_worker, needed, on_error="return")
        for worker, fault in sorted(of_workers.items()):
            if isinstance(fault, OSError):
                continue  # It has ended since.
            if isinstance(fault, Exception):
                # Its program has not even the function that was to say which version it is.
                expected, found = f"Milltir {needed['milltir']}", f"another program ({fault!r})"
                raise UnfitWorker(worker=worker, expected=expected, found=found)
            if fault:
                raise UnfitWorker(worker=worker, **fault)

    def _result(self, future: Any, task: object, done: int, of: int) -> Any:
        from distributed.scheduler import KilledWorker

        while True:
            try:
                return future.result(timeout=AGAIN)
            except KilledWorker as fault:
                raise self._lost(fault, task) from fault
            except TimeoutError:
                # distributed raises it too where no connection is.
                if self._client.status != "running":
                    raise SchedulerLost(address=self.address, done=done, of=of) from None
                self._require_workers(done, of)
            except (CancelledError, OSError) as fault:
                if future.status == "error":
                    raise  # The task's own.
                raise SchedulerLost(address=self.address, done=done, of=of) from fault

    def _lost(self, fault: Any, task: object) -> OutOfMemory | TasksLost:
        worker = fault.last_worker
        if self._too_large:
            limit = f"{worker.memory_limit / 1e6:,.0f} MB"
            return OutOfMemory(worker=worker.address, task=name_of(task), limit=limit)
        times = fault.allowed_failures + 1
        return TasksLost(worker=f"Worker {worker.address}", task=name_of(task), times=times)


@contextmanager
def _marked(folder: Path | None) -> Iterator[Path | None]:
    """Yield a new file in the folder, by which workers recognise it."""
    if folder is None:
        yield None
        return
    folder.mkdir(parents=True, exist_ok=True)
    mark = folder.absolute() / f"{MARK}{os.getpid()}-{secrets.token_hex(8)}"
    mark.touch()
    try:
        yield mark
    finally:
        # Also the trials of workers that were lost in the middle of their check.
        for file in list(mark.parent.glob(f"{mark.name}*")):
            with suppress(OSError):
                file.unlink()
