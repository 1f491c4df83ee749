"""Interface for running the monthly tasks of a build.

`Serial` runs them in this process. The interface exists so that a cluster (dask.distributed) can
run the same functions.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Executor(Protocol):
    """Runs a function over tasks and yields the results in the order of the tasks.

    The function takes one task and shares no state with others, so that it can run on any worker
    and be repeated after a worker was lost.
    """

    def map(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[Result]: ...


class Serial:
    """Runs one task at a time, so that memory holds one month at most."""

    def map(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield the results one after another."""
        return map(function, tasks)
