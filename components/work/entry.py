"""A task as the pool knows it."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from components.work.model import OVER, Call, Outcome, Owner, Progress, Stage, Status
from components.work.worker import STOP, progress_in, remove_brought
from components.work.worker_process import WorkerProcess

NOTHING_YET = Outcome()
# WhenOver: called with what has become of a task, whether anybody looks or not.
WhenOver = Callable[[Stage], None]


@dataclass(kw_only=True, eq=False)
class Entry:
    """A task: whose it is, what was asked for, and what has become of it."""

    number: str
    owner: Owner
    asked: object
    call: Call
    # Seconds that it has to stop by itself.
    grace: float
    when_over: WhenOver | None
    stage: Stage = Stage.WAITING
    outcome: Outcome = NOTHING_YET
    worker: WorkerProcess | None = None
    is_stopping: bool = False
    ended: float = 0.0
    # When its session was first found to be gone; 0 while it is there.
    gone: float = 0.0

    @property
    def is_over(self) -> bool:
        return self.stage in OVER

    def status(self, before: int) -> Status:
        """Return what its viewer is told, with how many tasks are begun before it."""
        running = self.stage is Stage.RUNNING
        return Status(
            stage=self.stage,
            asked=self.asked,
            before=before,
            progress=progress_in(self.call.folder)[0] if running else Progress(),
            value=self.outcome.value,
            error=self.outcome.error,
            is_stopping=running and self.is_stopping,
        )

    def finish(self, outcome: Outcome) -> None:
        """Note what came of it; files that came with it are of no more use."""
        failed = outcome.error or outcome.fault
        self.stage = Stage.FAILED if failed else Stage.DONE
        if outcome.stopped or self.is_stopping:
            self.stage = Stage.STOPPED
        self.outcome, self.ended, self.worker = outcome, time.monotonic(), None
        remove_brought(self.call.folder)
        if outcome.fault and not self.is_stopping:
            logging.getLogger("milltir").error("a task failed: %s", outcome.fault)

    def tell(self) -> None:
        """Call `when_over`; what goes wrong there is for the log."""
        try:
            if self.when_over:
                self.when_over(self.stage)
        except Exception as fault:
            logging.getLogger("milltir").error("after a task", exc_info=fault)

    def ask_to_stop(self, end: Callable[["Entry"], None]) -> None:
        """Tell a running task to stop; `end` is called with it once it has had its time."""
        self.is_stopping = True
        (self.call.folder / STOP).touch()
        timer = threading.Timer(self.grace, end, args=(self,))
        timer.daemon = True
        timer.start()

    def end_process(self) -> None:
        """End the process that runs it."""
        process = progress_in(self.call.folder)[1]
        if self.stage is Stage.RUNNING and self.worker and process:
            self.worker.end(process)
