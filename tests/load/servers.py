"""Servers under load: started with one process a core, and their CPU time and memory."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
START_SECONDS = 90


@dataclass(frozen=True, kw_only=True)
class Server:
    """One process of the app."""

    process: int
    address: str

    def cpu(self) -> float:
        """Return the seconds of CPU that it has used so far."""
        after = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(after[11]) + int(after[12])) / TICKS

    def memory(self) -> int:
        """Return the bytes of memory that are its own or shared."""
        return int(Path(f"/proc/{self.process}/statm").read_text().split()[1]) * PAGE


@contextmanager
def started(script: str, number: int = 1, options: Sequence[str] = ()) -> Iterator[list[Server]]:
    """Serve a script in so many processes, each on a free port, until the end."""
    with ExitStack() as stack:
        yield [stack.enter_context(_one(script, options)) for _ in range(number)]


@contextmanager
def _one(script: str, options: Sequence[str]) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    environment = os.environ | {"PYTHONPATH": str(PROJECT)}
    server = subprocess.Popen([*command, *options], cwd=PROJECT, env=environment)
    try:
        address = f"http://localhost:{port}"
        _wait_for(f"{address}/_stcore/health", server)
        yield Server(process=server.pid, address=address)
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(START_SECONDS * 5):
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            urllib.request.urlopen(address, timeout=1)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"no answer from {address} in {START_SECONDS} seconds")
