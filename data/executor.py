"""How a build's monthly functions are run: one after another, until a cluster takes them."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


class Executor(Protocol):
    """Runs a plain function over tasks and yields the results in the order of the tasks.

    The function takes one task and touches nothing that another task does, so that it may run
    anywhere, and again after a worker was lost.
    """

    def map(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[Result]: ...


class Serial:
    """In this process, one task at a time: memory holds one month whatever the number of them."""

    def map(self, function: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """The built-in map."""
        return map(function, tasks)
