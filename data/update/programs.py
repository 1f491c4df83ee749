"""Run the programs of the layers above: what an update makes of a release is theirs to say.

They are run as commands, because `data` imports nothing of the layers above it.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from data.errors import ProgramFailed
from data.settings import PROJECT, Settings

# LAST_LINES: the lines of what a program printed last that its error shows.
LAST_LINES = 3


def run_program(
    module: str, arguments: Sequence[str], settings: Settings, *, folder: Path = PROJECT
) -> str:
    """Run `python -m MODULE ARGUMENTS` and return what it printed.

    Parameters
    ----------
    module
        The module, such as "components.packs".
    arguments
        Its arguments.
    settings
        The installation's paths: the program reads the same home.
    folder
        The folder that paths among the arguments are relative to.

    Returns
    -------
    str
        Its standard output. Its standard error goes where that of this process goes.

    Raises
    ------
    ProgramFailed
        If it ends with another exit code than 0; with the last lines of its standard error.

    Examples
    --------
    >>> run_program("components.news", ["changes"], load_settings())  # doctest: +SKIP
    """
    environment = {
        **os.environ,
        "MILLTIR_HOME": str(settings.home),
        "PYTHONPATH": os.pathsep.join(filter(None, (str(PROJECT), os.environ.get("PYTHONPATH")))),
    }
    ended = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=folder,
        check=False,
    )
    if ended.returncode:
        lines = (ended.stderr or ended.stdout).strip().splitlines()[-LAST_LINES:]
        program = " ".join((module, *arguments))
        raise ProgramFailed(program=program, code=ended.returncode, problem=" ".join(lines))
    sys.stderr.write(ended.stderr)
    return ended.stdout
