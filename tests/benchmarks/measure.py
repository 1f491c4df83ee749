"""Ours and a peer, alternated in one run: long jobs by CPU time, kernels by wall time."""

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


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one run of a long job took, and what it answered."""

    seconds: float
    megabytes: float
    answer: Any


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The seconds of each round, ours and the peer's, round by round beside each other."""

    ours: list[float]
    peer: list[float]

    @property
    def ratios(self) -> list[float]:
        """How many times faster ours was in each round."""
        return [peer / ours for ours, peer in zip(self.ours, self.peer, strict=True)]


def run_job(function: Callable[..., Any], *arguments: object) -> Cost:
    """Run what a module's function prepares, in a process of its own; preparing is not counted."""
    task = json.dumps([function.__module__, function.__name__, [str(a) for a in arguments]])
    command = [sys.executable, "-m", __name__, task]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{function.__name__} failed:\n{done.stderr[-2000:]}")
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def alternate_jobs(
    ours: Callable[[], Cost], peer: Callable[[], Cost], rounds: int
) -> tuple[list[Cost], list[Cost]]:
    """One after the other, as many times as asked."""
    pairs = [(ours(), peer()) for _ in range(rounds)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def compared(ours: Sequence[Cost], peer: Sequence[Cost]) -> Comparison:
    """Two alternated jobs by their CPU seconds."""
    return Comparison(ours=[cost.seconds for cost in ours], peer=[cost.seconds for cost in peer])


def alternate_kernels(
    ours: Callable[[], object],
    peers: Sequence[Callable[[], object]],
    *,
    rounds: int,
    calls: int = 1,
) -> Comparison:
    """Rounds of ours (the mean of so many calls) and of each peer, of which the best counts."""
    mine, best = [], []
    for _ in range(rounds):
        mine.append(_seconds(ours, calls))
        best.append(min(_seconds(peer, 1) for peer in peers))
    return Comparison(ours=mine, peer=best)


def middle(values: Sequence[float]) -> float:
    """The median."""
    return float(median(values))


def _seconds(kernel: Callable[[], object], calls: int) -> float:
    started = time.perf_counter()
    for _ in range(calls):
        kernel()
    return (time.perf_counter() - started) / calls


def _peak_megabytes() -> float:
    """The peak of this process alone: getrusage also remembers the one that started it."""
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
