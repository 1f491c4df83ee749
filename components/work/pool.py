"""The tasks of a server: which wait, which run, and whose files there are."""

import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from components.work.entry import Entry, WhenOver
from components.work.folders import WorkFolder, temporary_files
from components.work.model import Call, Content, Outcome, Owner, Stage, Status
from components.work.worker import RESULT, run, write_brought
from components.work.worker_process import WorkerProcess
from data.errors import AccessDenied, TooMuchWork, WorkGone
from data.files.durable import remove_folder, storage_errors

# The most tasks that wait, of all sessions, and the most of one session that aren't over.
MOST_WAITING, MOST_OF_ONE = 12, 3
# Seconds: that a task has to stop by itself; that its file is there; after which a process without
# a task ends; that a session can be gone before its tasks are stopped, as a browser may come back.
GRACE, FILE_SECONDS, IDLE, GONE = 2.0, 3600.0, 300.0, 120.0


class Pool:
    """Runs tasks in at most so many processes; without any, in the one that asks, at once."""

    def __init__(self, workers: int = 0, *, most_waiting: int = MOST_WAITING) -> None:
        self._workers, self._most_waiting = workers, most_waiting
        self._folder: WorkFolder | None = None
        self._entries: dict[str, Entry] = {}
        self._waiting: deque[Entry] = deque()
        self._processes: list[WorkerProcess] = []
        self._free = 0
        self._changed = threading.Condition()
        self._is_ended = False

    def submit(
        self,
        function: Callable[..., Any],
        arguments: Mapping[str, Any],
        *,
        owner: Owner,
        asked: object = None,
        brought: Sequence[Content] = (),
        grace: float = GRACE,
        when_over: WhenOver | None = None,
    ) -> str:
        """Take on a task and return its number.

        `brought` are files that it reads (`Report.brought`), which need not be sent to its process.
        Its process is ended if it doesn't stop by itself within `grace` seconds of being told to.
        Raise TooMuchWork if too many tasks wait, StorageFull or NotWritable if it can have no
        folder.
        """
        number = secrets.token_hex(16)
        with self._changed:
            self._require_place(owner)
            with storage_errors(temporary_files()):
                self._folder = self._folder or WorkFolder()
                folder = self._folder.of_task(number)
                write_brought(folder, brought)
            call = Call(function=function, arguments=arguments, folder=folder)
            entry = Entry(
                number=number,
                owner=owner,
                asked=asked,
                call=call,
                grace=grace,
                when_over=when_over,
            )
            self._entries[number] = entry
            if self._workers:
                self._waiting.append(entry)
                self._call_worker()
                return number
        self._finish(entry, run(call))
        return number

    def status(self, number: str, owner: Owner) -> Status | None:
        """Return what has become of a task; None if it is gone, or is not the owner's."""
        with self._changed:
            entry = self._entries.get(number)
            if entry is None or entry.owner != owner:
                return None
            before = self._waiting.index(entry) if entry in self._waiting else 0
            return entry.status(before)

    def wait(self, number: str, seconds: float) -> None:
        """Wait until a task is over, but no longer than so many seconds."""
        with self._changed:
            entry = self._entries.get(number)
            if entry is not None:
                self._changed.wait_for(lambda: entry.is_over, seconds)

    def content(self, number: str, owner: Owner) -> bytes:
        """Return the file of a task that is done.

        Raise AccessDenied for anybody but its owner, WorkGone if it isn't there any more.
        """
        with self._changed:
            entry = self._entries.get(number)
        if entry is None or entry.stage is not Stage.DONE:
            raise WorkGone()
        if entry.owner != owner:
            raise AccessDenied(what="file", audience=owner.viewer.scope)
        try:
            return (entry.call.folder / RESULT).read_bytes()
        except FileNotFoundError:
            raise WorkGone() from None

    def stop(self, number: str, owner: Owner) -> None:
        """Stop a task: at its next report, or by the end of its process soon after."""
        with self._changed:
            entry = self._entries.get(number)
            if entry is not None and entry.owner == owner:
                self._stop(entry)

    def forget(self, number: str, owner: Owner) -> None:
        """Stop a task and remove its file."""
        with self._changed:
            entry = self._entries.get(number)
            if entry is not None and entry.owner == owner:
                self._forget(entry)

    def sweep(self, is_there: Callable[[str], bool]) -> None:
        """Remove files after an hour, and stop and remove what sessions asked that have ended."""
        now = time.monotonic()
        with self._changed:
            for entry in list(self._entries.values()):
                there = is_there(entry.owner.session)
                entry.gone = 0.0 if there else entry.gone or now
                old = entry.is_over and now - entry.ended > FILE_SECONDS
                if old or (entry.gone and now - entry.gone > GONE):
                    self._forget(entry)

    def forget_all(self) -> None:
        """Stop every task and remove every file."""
        with self._changed:
            for entry in list(self._entries.values()):
                self._forget(entry)

    def end(self) -> None:
        """Stop every task, end the processes and remove all files."""
        with self._changed:
            self._is_ended = True
            for entry in list(self._entries.values()):
                self._stop(entry)
                self._end_process(entry)
            self._changed.notify_all()
            processes, folder, self._folder = self._processes, self._folder, None
        for worker in processes:
            worker.let_go(wait=True)
        if folder:
            folder.remove()

    def _require_place(self, owner: Owner) -> None:
        of_one = [one for one in self._entries.values() if one.owner.session == owner.session]
        unfinished = sum(not one.is_over for one in of_one)
        if len(self._waiting) >= self._most_waiting or unfinished >= MOST_OF_ONE:
            raise TooMuchWork(waiting=len(self._waiting))

    def _call_worker(self) -> None:
        """Let a worker take the task that was added; begin another one if all are at work."""
        if self._free < len(self._waiting) and len(self._processes) < self._workers:
            worker = WorkerProcess()
            self._processes.append(worker)
            threading.Thread(target=self._serve, args=(worker,), daemon=True).start()
        self._changed.notify_all()

    def _serve(self, worker: WorkerProcess) -> None:
        """Run tasks in a process, one after another, until the pool ends."""
        while True:
            with self._changed:
                self._free += 1
                while not self._waiting and not self._is_ended:
                    if not self._changed.wait(IDLE):
                        worker.let_go()
                self._free -= 1
                if self._is_ended:
                    return
                entry = self._waiting.popleft()
                entry.stage, entry.worker = Stage.RUNNING, worker
            self._finish(entry, worker.run(entry.call))

    def _finish(self, entry: Entry, outcome: Outcome) -> None:
        with self._changed:
            entry.finish(outcome)
            self._changed.notify_all()
            if entry.number not in self._entries:
                remove_folder(entry.call.folder)
        # It may wait for a lock, and others must not wait for that.
        if self._workers:
            threading.Thread(target=entry.tell).start()
        else:
            entry.tell()

    def _stop(self, entry: Entry) -> None:
        if entry.stage is Stage.WAITING:
            self._waiting.remove(entry)
            self._finish(entry, Outcome(stopped=True))
        elif entry.stage is Stage.RUNNING:
            entry.ask_to_stop(self._end_process)

    def _end_process(self, entry: Entry) -> None:
        """End the process of a task that has not stopped by itself."""
        with self._changed:
            entry.end_process()

    def _forget(self, entry: Entry) -> None:
        self._stop(entry)
        self._entries.pop(entry.number, None)
        if entry.is_over:
            remove_folder(entry.call.folder)
