"""Says how a fetch goes: bytes, rate, time left, and the share of the whole."""

import time
from collections.abc import Callable, Sequence

from data.fetch.model import Download

Progress = Callable[[float, str], None]
BETWEEN = 0.1
"""Seconds: nobody reads faster, and a terminal draws slower."""
SETTLED = 0.5
"""Seconds after which a rate means something."""


class FetchProgress:
    """Of all downloads of a fetch, one after the other."""

    def __init__(self, wanted: Sequence[Download], progress: Progress) -> None:
        self._progress = progress
        self._all = sum(download.roughly for download in wanted) or 1
        self._before = 0
        self._current: Download | None = None
        self._share = 0.0
        self._started = self._said = 0.0
        self._first: int | None = None

    def start(self, download: Download) -> None:
        """The next download begins."""
        self._current, self._share, self._first = download, 0.0, None
        self._started, self._said = time.monotonic(), 0.0
        self.say("asking")

    def at(self, done: int, total: int | None, share: float | None = None) -> None:
        """So many bytes are there, of so many; `share` where bytes don't tell it."""
        if self._first is None:
            self._first, self._started = done, time.monotonic()
        assert self._current is not None
        self._share = min(1.0, done / (total or self._current.roughly)) if share is None else share
        now = time.monotonic()
        if now - self._said < BETWEEN and self._share < 1:
            return
        self._said = now
        self.say(self._words(done, total, now - self._started))

    def say(self, words: str) -> None:
        """Something else about the current download."""
        assert self._current is not None
        share = (self._before + self._share * self._current.roughly) / self._all
        self._progress(share, f"{self._current.what}: {words}")

    def end(self, words: str) -> None:
        """The current download is there."""
        self._share = 1.0
        self.say(words)
        assert self._current is not None
        self._before += self._current.roughly

    def _words(self, done: int, total: int | None, seconds: float) -> str:
        words = format_bytes(done) + (f" of {format_bytes(total)}" if total else "")
        brought = done - (self._first or 0)
        if seconds < SETTLED or not brought:
            return words
        words += f", {format_bytes(brought / seconds)}/s"
        if 0 < self._share < 1:
            # Of this run alone: what came in an earlier one took none of these seconds.
            rest = (1 - self._share) / self._share * done
            words += f", {_duration(rest / (brought / seconds))} left"
        return words


def format_bytes(count: float) -> str:
    """Bytes, as people say them."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= scale:
            return f"{count / scale:.1f} {unit}"
    return f"{count:.0f} bytes"


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
