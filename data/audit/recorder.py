"""Records entries in the background, so that no page waits for the database."""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from threading import Condition, Thread

from data.audit.entry import Entry

# MOST: the entries that wait for a database which is out of reach. AT_ONCE: of one transaction.
MOST, AT_ONCE = 10_000, 500
# GATHER: the seconds in which entries are gathered for one transaction. LONGEST: the longest pause
# between two attempts at a database that is out of reach. END: the longest wait at the end.
GATHER, LONGEST, END = 0.5, 30.0, 5.0


class Recorder:
    """Entries that wait, and the thread that writes them.

    If the database is out of reach they wait until it is back. When too many wait, the oldest are
    lost, and counted.
    """

    def __init__(
        self, store: Callable[[Sequence[Entry]], None], *, most: int = MOST, gather: float = GATHER
    ) -> None:
        self._store, self._most, self._gather = store, most, gather
        self._waiting: deque[Entry] = deque()
        self._turn = Condition()
        self._ending = False
        # The entries that were lost, and whether the last attempt failed.
        self.lost = 0
        self.out_of_reach = False
        self._thread = Thread(target=self._run, name="audit", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """The number of entries that aren't written yet."""
        return len(self._waiting)

    def record(self, entry: Entry) -> None:
        """Add an entry, which is written within a second; never waits for the database."""
        with self._turn:
            self._waiting.append(entry)
            self._bound()
            self._turn.notify()

    def end(self, longest: float = END) -> None:
        """Write what waits and end; give up after some seconds if the database is out of reach."""
        with self._turn:
            self._ending = True
            self._turn.notify()
        self._thread.join(longest)
        if left := self.waiting:
            logging.getLogger("milltir").error("the audit: %s entries were not written", left)

    def _bound(self) -> None:
        while len(self._waiting) > self._most:
            self._waiting.popleft()
            self.lost += 1

    def _run(self) -> None:
        pause = self._gather
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._waiting or self._ending)
                if not self._ending:
                    self._turn.wait_for(lambda: self._ending, timeout=pause)
                batch = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
            if not batch:
                return
            if self._written(batch):
                pause = self._gather
            elif self._ending:
                return
            else:
                pause = min(2 * pause, LONGEST)

    def _written(self, batch: list[Entry]) -> bool:
        """Write entries; put them back where they were if that fails."""
        log = logging.getLogger("milltir")
        try:
            self._store(batch)
        except Exception as error:
            with self._turn:
                self._waiting.extendleft(reversed(batch))
                before = self.lost
                self._bound()
            if not self.out_of_reach or self.lost != before:
                log.error("the audit can't be written (%s lost so far): %s", self.lost, error)
            self.out_of_reach = True
            return False
        if self.out_of_reach:
            log.warning("the audit is written again; %s entries were lost", self.lost)
        self.out_of_reach = False
        return True
