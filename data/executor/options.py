"""The options of the command line that say where the tasks of a command run."""

import argparse

from data.executor.cluster import Cluster
from data.executor.interface import Executor, Serial
from data.executor.processes import Processes

SERIAL, PROCESSES = "serial", "processes"


def add_executor_options(command: argparse.ArgumentParser) -> None:
    """Add `--executor` and `--cluster` to a command.

    Parameters
    ----------
    command
        The command's parser.

    Examples
    --------
    >>> parser = argparse.ArgumentParser()
    >>> add_executor_options(parser)
    >>> parser.parse_args([]).executor
    'serial'
    """
    where = command.add_mutually_exclusive_group()
    where.add_argument(
        "--executor",
        choices=(SERIAL, PROCESSES),
        default=SERIAL,
        help="one task after another, or a process a core of this machine",
    )
    scheduler = "run the tasks on a cluster of dask.distributed: its scheduler's address"
    where.add_argument("--cluster", default="", metavar="ADDRESS", help=scheduler)


def executor_of(options: argparse.Namespace) -> Executor:
    """Return the executor that was asked for; the caller closes it.

    Parameters
    ----------
    options
        `executor` and `cluster`.

    Returns
    -------
    Executor
        Of one process if nothing was asked for.

    Examples
    --------
    >>> type(executor_of(argparse.Namespace(executor="serial", cluster=""))).__name__
    'Serial'
    """
    if options.cluster:
        return Cluster(options.cluster)
    return Processes() if options.executor == PROCESSES else Serial()
