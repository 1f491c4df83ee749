"""A cluster of dask.distributed on this machine: its scheduler and workers are processes alone."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
# MOST: seconds in which a process must begin, also on a busy machine.
MOST = 120
SCHEDULER, WORKER = "distributed.cli.dask_scheduler", "distributed.cli.dask_worker"


class LocalProcesses:
    """The scheduler and the workers of a cluster; `workers` are in the order of their start."""

    def __init__(self, folder: Path, environment: dict[str, str] | None = None) -> None:
        self.folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(PROJECT),
            "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false",
            **(environment or {}),
        }
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "scheduler.json"
        # A scheduler that was killed in this folder has left its own.
        self._file.unlink(missing_ok=True)
        asked = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show"]
        self.scheduler = self._run(SCHEDULER, *asked, "--scheduler-file", self._file)
        self.address = self._address()

    def add_worker(self, *arguments: str, keeper: bool = False) -> subprocess.Popen[bytes]:
        """Start a worker; one with a keeper (nanny) is started again when it has ended."""
        asked = ["--nthreads", "1", "--host", "127.0.0.1", "--no-dashboard"]
        asked += ["--local-directory", str(self.folder / "scratch")]
        asked += [] if keeper else ["--no-nanny", "--memory-limit", "0"]
        self.workers.append(self._run(WORKER, self.address, *asked, *arguments))
        return self.workers[-1]

    def end(self) -> None:
        """End all of them at once; what a keeper has started ends with its keeper."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _run(self, module: str, *arguments: object) -> subprocess.Popen[bytes]:
        with (self.folder / "log.txt").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *map(str, arguments)],
                cwd=self.folder,
                env=self._environment,
                stdout=log,
                stderr=log,
            )

    def _address(self) -> str:
        begun = time.monotonic()
        while time.monotonic() - begun < MOST:
            try:
                return str(json.loads(self._file.read_text())["address"])
            except (OSError, ValueError):
                time.sleep(0.05)
            if self.scheduler.poll() is not None:
                break
        raise RuntimeError((self.folder / "log.txt").read_text()[-2000:])


@contextmanager
def local_cluster(
    folder: Path, workers: int = 2, environment: dict[str, str] | None = None
) -> Iterator[LocalProcesses]:
    """Start a scheduler and so many workers, and end them."""
    cluster = LocalProcesses(folder, environment)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        cluster.end()
