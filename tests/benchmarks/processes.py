"""Run a command and watch the CPU time and the peak memory of each of its processes."""

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.measure import PROJECT

TICKS = os.sysconf("SC_CLK_TCK")
# SECONDS: between two looks at the processes.
SECONDS = 0.5


@dataclass(kw_only=True)
class Watched:
    """What a command took: by process its CPU seconds and its peak memory in megabytes."""

    wall: float = 0.0
    # load: the machine's mean load while it ran, other programs included.
    load: float = 0.0
    cpu: dict[int, float] = field(default_factory=dict)
    megabytes: dict[int, float] = field(default_factory=dict)

    @property
    def all_cpu(self) -> float:
        """Return the CPU seconds of all processes together."""
        return sum(self.cpu.values())

    @property
    def longest_cpu(self) -> float:
        """Return the CPU seconds of the process that took most of them."""
        return max(self.cpu.values())

    @property
    def most_megabytes(self) -> float:
        """Return the peak memory of the process that took most of it."""
        return max(self.megabytes.values())


def watch(command: Sequence[str], environment: dict[str, str]) -> Watched:
    """Run a command to its end; raise RuntimeError with its last words if it fails."""
    begun, seen, loads = time.monotonic(), Watched(), [os.getloadavg()[0]]
    process = subprocess.Popen(
        command, cwd=PROJECT, env={**os.environ, **environment}, stderr=subprocess.PIPE, text=True
    )
    while process.poll() is None:
        for one in _with_children(process.pid):
            _look(one, seen)
        loads.append(os.getloadavg()[0])
        time.sleep(SECONDS)
    if process.returncode:
        raise RuntimeError((process.stderr.read() if process.stderr else "")[-2000:])
    seen.wall, seen.load = time.monotonic() - begun, sum(loads) / len(loads)
    return seen


def _with_children(process: int) -> list[int]:
    """Return a process and all that it has begun."""
    found, parents = [process], _parents()
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def _parents() -> dict[int, int]:
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            after = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[int(folder.name)] = int(after[1])
    return found


def _look(process: int, seen: Watched) -> None:
    try:
        after = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return
    seen.cpu[process] = (int(after[11]) + int(after[12])) / TICKS
    if peak := [line for line in lines if line.startswith("VmHWM")]:
        seen.megabytes[process] = int(peak[0].split()[1]) / 1024
