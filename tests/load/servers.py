"""Servers under load, started with one process a core."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager

from tests.conftest import PROJECT
from tests.servers import Server, free_port, wait_for


@contextmanager
def started(script: str, number: int = 1, options: Sequence[str] = ()) -> Iterator[list[Server]]:
    """Serve a script in so many processes, each on a free port, until the end."""
    with ExitStack() as stack:
        yield [stack.enter_context(_one(script, options)) for _ in range(number)]


@contextmanager
def _one(script: str, options: Sequence[str]) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    server = subprocess.Popen([*command, *options], cwd=PROJECT, env=environment)
    try:
        address = f"http://localhost:{port}"
        wait_for(f"{address}/_stcore/health", server)
        yield Server(process=server.pid, address=address)
    finally:
        server.terminate()
        server.wait(20)
