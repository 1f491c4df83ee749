"""Start the scheduler and the workers of a cluster, for builds with `--cluster`."""

import argparse
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from data.errors import NotInstalled
from data.settings import PROJECT, Settings

HOST, PORT = "127.0.0.1", 8786
# MEMORY: what a worker may have: a task needs 400 MB at most.
MEMORY = "1GB"


def add_commands(known: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands to a parser.

    Parameters
    ----------
    known
        The parser's commands.

    Examples
    --------
    >>> add_commands(argparse.ArgumentParser().add_subparsers())
    """
    scheduler = known.add_parser("scheduler", help="start the scheduler of a cluster")
    scheduler.add_argument("--host", default=HOST, help="the address at which it answers")
    scheduler.add_argument("--port", type=int, default=PORT)
    scheduler.set_defaults(command=_scheduler)
    worker = known.add_parser("worker", help="start workers of a cluster on this machine")
    worker.add_argument("address", help="of the scheduler, such as tcp://10.0.0.5:8786")
    worker.add_argument("--number", type=int, default=os.cpu_count() or 1, help="a core each")
    worker.add_argument("--memory", default=MEMORY, help="what each may have, such as 1GB")
    worker.set_defaults(command=_worker)


def _scheduler(options: argparse.Namespace, settings: Settings) -> int:
    del settings
    asked = ["--host", options.host, "--port", str(options.port), "--no-dashboard", "--no-show"]
    return _run("distributed.cli.dask_scheduler", asked)


def _worker(options: argparse.Namespace, settings: Settings) -> int:
    del settings
    asked = [options.address, "--nthreads", "1", "--nworkers", str(options.number)]
    asked += ["--memory-limit", options.memory, "--no-dashboard"]
    return _run("distributed.cli.dask_worker", asked)


def _run(module: str, arguments: Sequence[str]) -> int:
    """Run a program of dask.distributed that finds this program's modules, and return its code."""
    if find_spec("distributed") is None:
        raise NotInstalled
    path = os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH"))))
    command, environment = [sys.executable, "-m", module, *arguments], {**os.environ}
    environment["PYTHONPATH"] = path
    if os.name == "posix":
        # In place of this process, so that what ends it ends the program.
        sys.stdout.flush()
        os.execve(command[0], command, environment)
    return subprocess.run(command, env=environment, check=False).returncode
