"""Reports the progress of a fetch: bytes, rate, time left and share done."""

import time
from collections.abc import Callable, Sequence

from data.fetch.model import Download

Progress = Callable[[float, str], None]
# Seconds between two reports.
BETWEEN = 0.1
# Seconds after which the rate is reliable.
SETTLED = 0.5


class FetchProgress:
    """The progress of all downloads of a fetch, made one after the other."""

    def __init__(self, wanted: Sequence[Download], progress: Progress) -> None:
        self._progress = progress
        self._total = sum(download.roughly for download in wanted) or 1
        self._done_before = 0
        self._current: Download | None = None
        self._share = 0.0
        self._started = self._reported = 0.0
        self._first_bytes: int | None = None

    def start(self, download: Download) -> None:
        """Begin the next download."""
        self._current, self._share, self._first_bytes = download, 0.0, None
        self._started, self._reported = time.monotonic(), 0.0
        self.report("asking")

    def update(self, done: int, total: int | None, share: float | None = None) -> None:
        """Report the bytes received; `share` is given if the bytes don't show it."""
        if self._first_bytes is None:
            self._first_bytes, self._started = done, time.monotonic()
        assert self._current is not None
        self._share = min(1.0, done / (total or self._current.roughly)) if share is None else share
        now = time.monotonic()
        if now - self._reported < BETWEEN and self._share < 1:
            return
        self._reported = now
        self.report(self._describe(done, total, now - self._started))

    def report(self, words: str) -> None:
        """Report a text about the current download."""
        assert self._current is not None
        share = (self._done_before + self._share * self._current.roughly) / self._total
        self._progress(share, f"{self._current.what}: {words}")

    def end(self, words: str) -> None:
        """End the current download."""
        self._share = 1.0
        self.report(words)
        assert self._current is not None
        self._done_before += self._current.roughly

    def _describe(self, done: int, total: int | None, seconds: float) -> str:
        words = format_bytes(done) + (f" of {format_bytes(total)}" if total else "")
        received = done - (self._first_bytes or 0)
        if seconds < SETTLED or not received:
            return words
        words += f", {format_bytes(received / seconds)}/s"
        if 0 < self._share < 1:
            # The rate is that of this run: bytes of an earlier run took no time in it.
            remaining = (1 - self._share) / self._share * done
            words += f", {_duration(remaining / (received / seconds))} left"
        return words


def format_bytes(count: float) -> str:
    """Return a number of bytes with a decimal unit.

    Parameters
    ----------
    count
        Number of bytes.

    Returns
    -------
    str
        Text with unit.

    Examples
    --------
    >>> format_bytes(1_700_000_000)
    '1.7 GB'
    """
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= scale:
            return f"{count / scale:.1f} {unit}"
    return f"{count:.0f} bytes"


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
