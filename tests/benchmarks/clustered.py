"""Benchmark the tasks of a build in processes and on a cluster of two workers, one of them killed.

Only what runs on workers is timed: in a whole build the rest, which is one process, makes the loss
smaller.
"""

import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from data.executor import Executor, Serial
from data.executor.cluster import Cluster
from data.executor.processes import Processes
from data.files.archive import members_of
from data.police.plan import parse_all
from tests.benchmarks.measure import Comparison
from tests.benchmarks.national import Nation
from tests.benchmarks.report import Row
from tests.clusters import local_cluster

# LEAST: what loses one of two workers takes at most twice the undisturbed time.
LEAST, WORKERS = 0.5, 2
SERIAL, PROCESSES, CALM, KILLED = "one process", "processes", "undisturbed", "killed"
# What is known of each month, which has to be the same wherever it was parsed.
Found = list[tuple[object, ...]]


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Parse all months with each executor in turns, every time without a cache."""
    times: dict[str, list[float]] = {SERIAL: [], PROCESSES: [], CALM: [], KILLED: []}
    found: list[Found] = []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for name, taken in times.items():
                seconds, months = _parsed(name, nation, Path(folder))
                taken.append(seconds)
                found.append(months)
    same = all(one == found[0] for one in found)
    what = f"months parsed, {nation.rows:,} rows, by the clock"
    killed = Comparison(ours=times[KILLED], peer=times[CALM])
    return [
        _faster(f"{what}, a process a core", times[PROCESSES], times[SERIAL], same=same),
        _faster(f"{what}, a cluster of two workers", times[CALM], times[SERIAL], same=same),
        Row.of_times(
            f"{what}, one of two workers killed in the middle",
            CALM,
            LEAST,
            killed,
            equal=same,
            judged=nation.is_full,
        ),
    ]


def _faster(what: str, ours: list[float], serial: list[float], *, same: bool) -> Row:
    times = Comparison(ours=ours, peer=serial)
    return Row.of_times(what, SERIAL, None, times, equal=same)


def _parsed(name: str, nation: Nation, folder: Path) -> tuple[float, Found]:
    """Return the seconds, and what was found; KILLED loses its first worker half way."""
    cache = folder / "months"
    shutil.rmtree(cache, ignore_errors=True)
    months = sorted(path for path in nation.sources.iterdir() if path.is_dir())
    members = list(members_of(months))
    done: list[str] = []
    with ExitStack() as stack:
        executor: Executor = Processes(WORKERS) if name == PROCESSES else Serial()
        kill: Callable[[], None] = bool
        if name in (CALM, KILLED):
            running = stack.enter_context(local_cluster(folder / "cluster", WORKERS))
            executor = cluster = Cluster(running.address)
            _begin(cluster)
            kill = running.workers[0].kill if name == KILLED else kill
        stack.enter_context(executor)

        def step(file: str) -> None:
            done.append(file)
            if len(done) == len(members) // 2:
                kill()

        started = time.monotonic()
        parsed = parse_all(members, cache, executor, step)
        seconds = time.monotonic() - started
    files = [one.file for one in parsed]
    return seconds, [(one.key, one.read, one.usable, one.outcomes, one.sha256) for one in files]


def _begin(cluster: Cluster) -> None:
    """Wait for the workers, as their start is not timed."""
    list(cluster.map(int, range(WORKERS)))
    while len(cluster.workers()) < WORKERS:
        time.sleep(0.05)
