"""The interface of all executors, and the one that runs tasks in this process."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Executor(Protocol):
    """Runs a function over tasks and yields the results in the order of the tasks.

    It is a context manager: at its end, processes and connections end too.
    """

    def map(
        self,
        function: Callable[[Task], Result],
        tasks: Iterable[Task],
        *,
        reads: Sequence[Path] = (),
        writes: Path | None = None,
    ) -> Iterator[Result]:
        """Yield the results. Every worker must see the paths of `reads`, and the same `writes`."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        where: TracebackType | None,
    ) -> None: ...


class Closing:
    """A context manager that calls `close` at its end."""

    def close(self) -> None:
        """End what was begun."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self.close()


class Serial(Closing):
    """Runs one task at a time in this process, so that memory holds one task at most."""

    def map(
        self,
        function: Callable[[Task], Result],
        tasks: Iterable[Task],
        *,
        reads: Sequence[Path] = (),
        writes: Path | None = None,
    ) -> Iterator[Result]:
        """Yield the results one after another."""
        del reads, writes
        return map(function, tasks)


def name_of(task: object) -> str:
    """Return the name of a task for messages.

    Parameters
    ----------
    task
        A task, which may have its name as `shown`.

    Returns
    -------
    str
        At most a line.

    Examples
    --------
    >>> name_of(Path("2025-06-gwent-street.csv"))
    '2025-06-gwent-street.csv'
    """
    return str(getattr(task, "shown", task))[:200]
