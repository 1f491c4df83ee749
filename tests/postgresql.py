"""A PostgreSQL server that the tests start."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs; Debian doesn't have it on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


@contextmanager
def running_postgresql() -> Iterator[str]:
    """Start a server in a folder of its own; its address until the end.

    The folder is not pytest's, whose parents only the user of the tests may enter; and the path of
    a socket must be short.
    """
    folder = programs()
    if folder is None:
        if os.environ.get("MILLTIR_BROWSER") == "required":
            pytest.fail("postgresql is not installed")
        pytest.skip("postgresql is not installed")
    with tempfile.TemporaryDirectory(prefix="milltir-postgresql-") as home:
        as_user: list[str] = []
        if os.geteuid() == 0:  # The server refuses to run as root.
            shutil.chown(home, "postgres")
            as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        with _server(folder, Path(home), as_user) as address:
            yield address


@contextmanager
def _server(folder: Path, home: Path, as_user: list[str]) -> Iterator[str]:
    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(folder / program), *arguments]
        subprocess.run(command, check=True, cwd=home, capture_output=True, timeout=120)

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    run("initdb", "-D", str(home / "db"), "-U", "milltir", "-A", "trust", "--no-sync")
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1"
    run("pg_ctl", "-D", str(home / "db"), "-w", "-l", str(home / "log"), "-o", options, "start")
    try:
        yield f"postgresql+psycopg://milltir@127.0.0.1:{port}/postgres"
    finally:
        run("pg_ctl", "-D", str(home / "db"), "-m", "immediate", "stop")
