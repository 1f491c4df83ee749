"""Whether a worker on another machine has what the tasks need: versions, files, one cache."""

import os
import platform
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from data.errors import OutOfMemory, SourceError, UnfitWorker
from data.executor.interface import Result, Task, name_of
from data.program import version_with_code

# MARK: how the file begins that the build writes into the cache, so that workers find the same one.
MARK = ".cluster-"
# The needs that the workers of this process were found to meet.
MET: set[str] = set()


def needs(reads: list[Path], mark: Path | None) -> dict[str, Any]:
    """Return what every worker must have, as plain values that any version can read.

    Parameters
    ----------
    reads
        Files and folders that the tasks read.
    mark
        A file in the folder that they write to, whose name no other build has.

    Returns
    -------
    dict
        Versions of Python and Milltir, and paths.

    Examples
    --------
    >>> needs([], None)["reads"]
    []
    """
    return {
        "python": python_version(),
        "milltir": version_with_code(),
        "reads": [str(path) for path in reads],
        "mark": str(mark) if mark else "",
    }


def python_version() -> str:
    """Return the version of Python without its last number, which changes no result.

    Returns
    -------
    str
        Two numbers.

    Examples
    --------
    >>> python_version().count(".")
    1
    """
    return ".".join(platform.python_version_tuple()[:2])


def fault_of_worker(needed: Mapping[str, Any]) -> dict[str, str]:
    """Return what this process lacks. Runs on a worker.

    Parameters
    ----------
    needed
        From `needs`, of the machine of the build.

    Returns
    -------
    dict
        `expected` and `found`; empty if it lacks nothing.

    Examples
    --------
    >>> fault_of_worker(needs([Path("no-such-folder")], None))["found"]
    'nothing there'
    """
    versions = (("Python", "python", python_version()), ("Milltir", "milltir", version_with_code()))
    for name, key, found in versions:
        if needed[key] != found:
            return {"expected": f"{name} {needed[key]}", "found": f"{name} {found}"}
    for path in map(Path, needed["reads"]):
        if not is_there(path):
            return {"expected": f"the files of {path}", "found": "nothing there"}
        if not os.access(path, os.R_OK):
            return {"expected": f"the files of {path}", "found": "no right to read them"}
    return _fault_of_cache(Path(needed["mark"])) if needed["mark"] else {}


def _fault_of_cache(mark: Path) -> dict[str, str]:
    expected = f"the folder {mark.parent} of the machine that builds, to write to"
    try:
        if not is_there(mark.parent):
            return {"expected": expected, "found": "nothing there"}
        if not is_there(mark):
            return {"expected": expected, "found": "another folder of that name"}
        trial = mark.with_name(f"{mark.name}-{platform.node()}-{os.getpid()}")
        trial.touch()
        trial.unlink()
    except OSError as fault:
        return {"expected": expected, "found": str(fault.strerror or fault)}
    return {}


def is_there(path: Path) -> bool:
    """Return whether this machine has a path.

    Parameters
    ----------
    path
        An absolute path.

    Returns
    -------
    bool
        False also if it may not be looked at.

    Examples
    --------
    >>> is_there(Path("/no-such-folder"))
    False
    """
    try:
        return path.exists()
    except OSError:
        return False


def run_task(
    function: Callable[[Task], Result], needed: Mapping[str, Any], build: str, task: Task
) -> Result:
    """Run a task on a worker, which is checked before its first one of a build.

    Parameters
    ----------
    function
        The function of the task.
    needed
        What the worker must have.
    build
        A name that no other run has.
    task
        The task.

    Returns
    -------
    Result
        What the function returns.

    Raises
    ------
    UnfitWorker
        If the worker lacks something.
    OutOfMemory
        If the task needs more memory than the process may have.

    Examples
    --------
    >>> run_task(len, needs([], None), "a", "four")
    4
    """
    if build not in MET:
        require_fit(needed)
        MET.add(build)
    try:
        return function(task)
    except MemoryError as fault:
        limit = "what its process may have"
        raise OutOfMemory(worker=worker_name(), task=name_of(task), limit=limit) from fault
    except (OSError, SourceError):
        # What was there at the check may have gone since, as where a folder is mounted no more.
        require_fit(needed)
        raise


def require_fit(needed: Mapping[str, Any]) -> None:
    """Raise UnfitWorker if this worker lacks something.

    Parameters
    ----------
    needed
        From `needs`.

    Examples
    --------
    >>> require_fit(needs([], None))
    """
    if fault := fault_of_worker(needed):
        raise UnfitWorker(worker=worker_name(), **fault)


def worker_name() -> str:
    """Return the address of the worker that runs this, or the name of its machine.

    Returns
    -------
    str
        Such as "tcp://10.0.0.7:40123 on build-2".

    Examples
    --------
    >>> worker_name() == platform.node()
    True
    """
    with suppress(ImportError, ValueError):
        from distributed import get_worker

        return f"{get_worker().address} on {platform.node()}"
    return platform.node()
