"""The app on a local server of its own, whose look-ups of other hosts are written down."""

import http.client
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from data.release.manifest import Manifest
from data.settings import Settings
from tests.conftest import PROJECT
from tests.servers import free_port, wait_for

# Run by Python at its start: every look-up of a host is written down, and outside hosts fail late.
SITECUSTOMIZE = """
import os, socket, time
found = socket.getaddrinfo
def recorded(host, *rest, **named):
    if host not in (None, "localhost", "127.0.0.1", "::1", b"localhost"):
        with open(os.environ["LOOK_UPS"], "a") as file:
            file.write(f"{host}\\\\n")
        time.sleep(0.5)
        raise socket.gaierror("no outside hosts in a test")
    return found(host, *rest, **named)
socket.getaddrinfo = recorded
"""


@dataclass
class Server:
    port: int
    process: int
    log: Path
    _look_ups: Path

    def look_ups(self) -> list[str]:
        """Return the hosts other than this machine that were looked up."""
        return self._look_ups.read_text().splitlines() if self._look_ups.exists() else []

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(
            method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")

    def token(self) -> str:
        """Return what Streamlit wants to see in cookie and header of an upload."""
        with urllib.request.urlopen(f"http://localhost:{self.port}/_stcore/health") as answer:
            found = re.search("_streamlit_xsrf=([^;]+)", answer.headers["set-cookie"])
        assert found
        return found.group(1)


Serve = Callable[..., Server]


@pytest.fixture(scope="module")
def serve(
    sample_manifest: Manifest, sample_settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Serve]:
    """A function that serves the sample county with variables, and so many file handles."""
    servers: list[subprocess.Popen[bytes]] = []

    def started(*options: str, handles: int = 0, **variables: str) -> Server:
        folder = tmp_path_factory.mktemp("server")
        (folder / "sitecustomize.py").write_text(SITECUSTOMIZE)
        port = free_port()
        environment = {name: v for name, v in os.environ.items() if "proxy" not in name.lower()}
        environment |= {
            "MILLTIR_HOME": str(sample_settings.home),
            "PYTHONPATH": str(folder),
            "LOOK_UPS": str(folder / "look-ups"),
            **variables,
        }
        command = [sys.executable, "-m", "streamlit", "run", "serve.py"]
        command += ["--server.port", str(port), *options]
        if handles:
            command = ["prlimit", f"--nofile={handles}", *command]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, cwd=PROJECT, env=environment, stderr=log)
        servers.append(process)
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", process)
        return Server(port, process.pid, folder / "log", folder / "look-ups")

    yield started
    for process in servers:
        process.terminate()
        process.wait(20)
