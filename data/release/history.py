"""The releases that were current, in order: which one is served, and which ones may be instead.

A release that the list doesn't name is never served. `history_file` reads and writes it.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

# How a release became current.
BUILT, ACCEPTED = "built", "accepted"
# UNDONE: an undo left the release that was current; REDONE: a second undo took that back.
UNDONE, REDONE = "undone", "redone"
# CHOSEN: somebody chose it among the releases on the disk.
CHOSEN = "chosen"
# MOST: the number of entries in the file; older ones are of releases that were deleted long ago.
MOST = 100


@dataclass(frozen=True, kw_only=True)
class Served:
    """A release that became current."""

    release: str
    # When, in UTC; empty in homes of older versions.
    at: str
    how: str
    # The upload that was accepted with it.
    upload: str = ""


@dataclass(frozen=True)
class History:
    """The releases that became current, the latest last."""

    entries: tuple[Served, ...] = ()

    @property
    def current(self) -> str:
        """The current release; empty if there is none."""
        return self.entries[-1].release if self.entries else ""

    @cached_property
    def previous(self) -> str:
        """The release that an undo makes current; empty if there is none."""
        others = (e.release for e in reversed(self.entries) if e.release != self.current)
        return next(others, "")

    @property
    def undone(self) -> bool:
        """Whether the last act was an undo, which the next undo takes back."""
        return bool(self.entries) and self.entries[-1].how == UNDONE

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Releases that an undo left and that didn't become current again."""
        left, current = set[str](), ""
        for entry in self.entries:
            if entry.how == UNDONE:
                left.add(current)
            left.discard(entry.release)
            current = entry.release
        return frozenset(left)

    @cached_property
    def serviceable(self) -> tuple[str, ...]:
        """The releases that may be served: the current one first, then the one before it, ..."""
        names = dict.fromkeys(entry.release for entry in reversed(self.entries))
        return tuple(name for name in names if name not in self.withdrawn)

    def accepted(self, upload: str) -> Served | None:
        """Return the entry of an upload that was accepted, or None."""
        return next((e for e in reversed(self.entries) if e.upload == upload), None)

    def with_release(self, release: str, how: str, upload: str = "") -> "History":
        """Return the history after a release has become current."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        added = Served(release=release, at=now, how=how, upload=upload)
        return History((*self.entries, added)[-MOST:])
