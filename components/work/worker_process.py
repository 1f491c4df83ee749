"""One process that runs tasks, replaced when it has ended, run many tasks, or is to end."""

import contextlib
import multiprocessing
import os
import signal
from concurrent.futures import BrokenExecutor, CancelledError, Future, ProcessPoolExecutor
from typing import Any

from components.work.model import Call, Outcome
from components.work.worker import OURS, begin, run_in_worker
from data.errors import WorkLost

# MOST_TASKS: after so many tasks a process ends, which gives back the memory that it needed.
MOST_TASKS = 20
# LOADED: the modules that a process needs for any task; they are loaded once for all of them.
LOADED = (
    "pages",
    "components.packs.working",
    "components.packs.document",
    "components.packs.slides",
    "components.packs.workbook",
    "components.slides.painter",
    "components.snapshot.dialog",
    "components.snapshot.render",
    "components.work.worker",
    "components.upload_page.working",
)


def start_method() -> str:
    """Return how processes are started: never as a copy of a server with threads."""
    return "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"


class WorkerProcess:
    """A worker process, or none before its first task.

    Each has an executor of its own: where one process of an executor ends, the tasks of all of its
    processes are lost.
    """

    def __init__(self) -> None:
        self._executor: ProcessPoolExecutor | None = None
        self._begun = 0
        # Whether its process was told to end, so that no other task is given to it.
        self.is_ending = False

    def run(self, call: Call) -> Outcome:
        """Run a task and return what came of it, also if the process ends before the task."""
        if self.is_ending or self._begun >= MOST_TASKS:
            self.let_go()
        try:
            return self._given(call).result()
        except CancelledError:
            return Outcome(stopped=True)
        except BrokenExecutor:
            self.let_go()
            return Outcome(error=WorkLost())
        except Exception as error:
            # What can't be sent to another process, or from it, and a process that can't begin.
            return Outcome(fault=repr(error))

    def _given(self, call: Call) -> Future[Outcome]:
        """Give a task to the process; to a new one if it has ended while it had none."""
        ours = {name: value for name, value in os.environ.items() if name.startswith(OURS)}
        self._begun += 1
        if self._executor is not None:
            with contextlib.suppress(BrokenExecutor):
                return self._executor.submit(run_in_worker, call, ours)
            self.let_go()
        self._executor = _executor()
        return self._executor.submit(run_in_worker, call, ours)

    def end(self, process: int) -> None:
        """End the process, whatever it does."""
        self.is_ending = True
        with contextlib.suppress(OSError):
            os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))

    def let_go(self, *, wait: bool = False) -> None:
        """Let the process end after its task; the next task gets a new one."""
        executor, self._executor = self._executor, None
        self._begun, self.is_ending = 0, False
        if executor:
            executor.shutdown(wait=wait, cancel_futures=True)


def _executor() -> ProcessPoolExecutor:
    context: Any = multiprocessing.get_context(start_method())
    if start_method() == "forkserver":
        context.set_forkserver_preload(list(LOADED))
    return ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=begin)
