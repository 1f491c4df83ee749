"""Servers that are started as processes: free ports, the first answer, CPU time and memory."""

import os
import socket
import subprocess
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 90
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, kw_only=True)
class Server:
    """The address of a server, and its process."""

    address: str
    process: int

    def cpu(self) -> float:
        """Return the seconds of CPU that the process has used so far."""
        after = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()
        return (int(after[11]) + int(after[12])) / TICKS

    def memory(self) -> int:
        """Return the bytes of memory that the process has."""
        return memory_of(self.process)


def memory_of(process: int) -> int:
    """Return the bytes of memory that a process has, its own or shared."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * PAGE


def free_ports(number: int) -> list[int]:
    """Return so many ports of this machine that nothing uses."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def free_port() -> int:
    """Return a port of this machine that nothing uses."""
    return free_ports(1)[0]


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers at an address.

    Raise RuntimeError if it ends before it does, or if it takes too long.
    """
    for _ in range(START_SECONDS * 5):
        if server.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            urllib.request.urlopen(address, timeout=1)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"no answer from {address} in {START_SECONDS} seconds")
