"""What is sent to the scheduler with its code, as the scheduler need not have this program."""

from collections.abc import Callable
from typing import Any


def allow_failures(number: int) -> Callable[[Any], None]:
    """Return a function that raises how many workers a task may lose.

    Parameters
    ----------
    number
        The number; a scheduler that allows more stays as it is.

    Returns
    -------
    callable
        A function for `run_on_scheduler` of dask.distributed, which gives it the scheduler.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> scheduler = SimpleNamespace(allowed_failures=3)
    >>> allow_failures(10)(scheduler)
    >>> scheduler.allowed_failures
    10
    """

    # A function inside another is sent with its code, and one of a module by its name.
    def allow(dask_scheduler: Any) -> None:
        dask_scheduler.allowed_failures = max(number, dask_scheduler.allowed_failures)

    return allow
