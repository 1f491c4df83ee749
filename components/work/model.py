"""The model of heavy work: what is called, how far it is, and what came of it. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from data.access.viewer import Viewer
from data.errors import MilltirError

# Content: of a file that comes with a task.
Content = bytes | memoryview


class Stage(StrEnum):
    """What has become of a task."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


OVER = frozenset((Stage.DONE, Stage.FAILED, Stage.STOPPED))


class Stopped(BaseException):
    """The task was stopped; what it has made so far is not used."""


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose task it is: a session and who looked in it. Nobody else gets its file."""

    session: str
    viewer: Viewer


@dataclass(frozen=True, kw_only=True)
class Call:
    """A function of a module, with arguments that can be sent to another process.

    It is called with a `Report` first.
    """

    function: Callable[..., Any]
    arguments: Mapping[str, Any] = field(default_factory=dict)
    # Of this task alone.
    folder: Path = Path()


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of a call: a value, an error for the viewer, or a fault of our own."""

    value: Any = None
    error: MilltirError | None = None
    # The traceback of a fault, for the log.
    fault: str = ""
    stopped: bool = False


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a task is, and the seconds that the rest takes; 0 if that can't be told."""

    done: float = 0.0
    of: float = 1.0
    left: float = 0.0

    @property
    def share(self) -> float:
        """Return the share that is done, from 0 to 1."""
        return min(max(self.done / self.of, 0.0), 1.0) if self.of else 0.0


@dataclass(frozen=True, kw_only=True)
class Status:
    """What a viewer is told of a task."""

    stage: Stage
    # What was asked for.
    asked: object
    # How many other tasks are begun before it.
    before: int = 0
    progress: Progress = Progress()
    value: Any = None
    error: MilltirError | None = None
    # Whether it was told to stop, and hasn't yet.
    is_stopping: bool = False

    @property
    def is_over(self) -> bool:
        return self.stage in OVER
