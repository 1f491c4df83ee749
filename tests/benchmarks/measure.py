"""Measure our code and a peer in turns: long jobs by CPU time, kernels by wall time.

Kernels of a fraction of a millisecond are measured by both, as other programs of a busy machine
take their time by the clock, and a peer of several threads takes more CPU time than time.
"""

import importlib
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
STATUS = Path("/proc/self/status")
LARGE_PIECE = 1 << 16


@dataclass(frozen=True, kw_only=True)
class Cost:
    """The CPU time, memory and result of one run of a long job."""

    seconds: float
    megabytes: float
    answer: Any


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The seconds of our code and of the peer in each round."""

    ours: list[float]
    peer: list[float]

    @property
    def ratios(self) -> list[float]:
        """Return how many times faster our code was in each round."""
        return [peer / ours for ours, peer in zip(self.ours, self.peer, strict=True)]


def run_job(function: Callable[..., Any], *arguments: object) -> Cost:
    """Run the job that a function returns in a new process, without counting its preparation."""
    task = json.dumps([function.__module__, function.__name__, [str(a) for a in arguments]])
    command = [sys.executable, "-m", __name__, task]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{function.__name__} failed:\n{done.stderr[-2000:]}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def alternate_jobs(
    ours: Callable[[], Cost], peer: Callable[[], Cost], rounds: int
) -> tuple[list[Cost], list[Cost]]:
    """Run both in turns and return the results of each."""
    pairs = [(ours(), peer()) for _ in range(rounds)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def compared(ours: Sequence[Cost], peer: Sequence[Cost]) -> Comparison:
    """Return the comparison of two jobs by CPU seconds."""
    return Comparison(ours=[cost.seconds for cost in ours], peer=[cost.seconds for cost in peer])


def alternate_kernels(
    ours: Callable[[], object],
    peers: Sequence[Callable[[], object]],
    *,
    rounds: int,
    calls: int = 1,
) -> Comparison:
    """Compare our mean time of many calls with that of the fastest peer, by round."""
    mine, best = [], []
    for _ in range(rounds):
        mine.append(_seconds(ours, calls))
        best.append(min(_seconds(peer, 1) for peer in peers))
    return Comparison(ours=mine, peer=best)


def alternate_clocks(
    ours: Callable[[], object],
    peers: Sequence[Callable[[], object]],
    *,
    rounds: int,
    calls: int = 1,
) -> tuple[Comparison, Comparison]:
    """Compare as `alternate_kernels`, by wall time and by CPU time; each has its fastest peer."""
    mine, best = [], []
    for _ in range(rounds):
        mine.append(_on_both_clocks(ours, calls))
        of_peers = [_on_both_clocks(peer, 1) for peer in peers]
        best.append([min(seconds) for seconds in zip(*of_peers, strict=True)])
    wall, cpu = (
        Comparison(ours=list(a), peer=list(b))
        for a, b in zip(zip(*mine, strict=True), zip(*best, strict=True), strict=True)
    )
    return wall, cpu


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return float(median(values))


def _seconds(kernel: Callable[[], object], calls: int) -> float:
    started = time.perf_counter()
    for _ in range(calls):
        kernel()
    return (time.perf_counter() - started) / calls


def _on_both_clocks(kernel: Callable[[], object], calls: int) -> tuple[float, float]:
    """Return the seconds of a call by the clock, and of CPU of all threads of this process."""

    def settled() -> None:
        for _ in range(calls):
            kernel()
        # The C library puts in order what was freed when the next large piece is asked for: here,
        # so that it is in the time of those who freed it.
        bytearray(LARGE_PIECE)

    used = time.process_time()
    seconds = _seconds(settled, 1) / calls
    return seconds, (time.process_time() - used) / calls


def _peak_megabytes() -> float:
    """Return the peak memory of this process; getrusage also includes its parent's."""
    if STATUS.exists():
        line = next(x for x in STATUS.read_text().splitlines() if x.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _main(task: str) -> None:
    module, name, arguments = json.loads(task)
    work = getattr(importlib.import_module(module), name)(*arguments)
    started = time.process_time()
    answer = work()
    seconds = time.process_time() - started
    print(json.dumps({"seconds": seconds, "megabytes": _peak_megabytes(), "answer": answer}))


if __name__ == "__main__":
    _main(sys.argv[1])
