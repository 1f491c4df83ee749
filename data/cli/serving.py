"""Serve the app, and say which version this is, on the command line."""

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

from data.errors import SourceError
from data.files.local_file import why_unreadable
from data.messages import Message
from data.program import program_version
from data.register.migration import latest_version
from data.release.manifest import FORMAT
from data.settings import PROJECT, Settings

PORT = 8501


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
    run = known.add_parser("run", help="serve the app")
    run.add_argument("--port", type=int, default=PORT, help=f"{PORT} by default")
    run.add_argument("--address", default="", help="another address than this machine's own")
    run.set_defaults(command=_run)
    version = known.add_parser("version", help="say which version this is")
    version.set_defaults(command=_version)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    """Serve the app until it is stopped; the server takes the place of this process."""
    command = [sys.executable, "-m", "streamlit", "run", "serve.py"]
    command += ["--server.port", str(options.port)]
    if options.address:
        command += ["--server.address", options.address]
    if settings.sign_in_file:
        command += ["--secrets.files", str(_readable(settings.sign_in_file))]
    # The server reads its configuration in the folder of the program.
    environment = {**os.environ, "MILLTIR_HOME": str(settings.home)}
    if os.name == "nt":
        return subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode
    os.chdir(PROJECT)
    os.execve(sys.executable, command, environment)


def _readable(file: Path) -> Path:
    """Return the file of the sign-in; raise SourceError if it can't be read."""
    try:
        file.open("rb").close()
    except OSError as fault:
        why = why_unreadable(fault)
        expected = Message("file_expected.sign_in")
        raise SourceError(file=file, expected=expected, found=why) from fault
    return file


def _version(options: argparse.Namespace, settings: Settings) -> None:
    del options, settings
    print(f"milltir {program_version()}")
    print(f"releases of format {FORMAT}, register of version {latest_version()}")
    print(f"Python {platform.python_version()} on {platform.platform()}")
