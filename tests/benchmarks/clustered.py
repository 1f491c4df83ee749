"""Benchmark a build in processes and on a cluster of two workers, one of which is killed."""

import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from data.build.pipeline import build_release
from data.executor import Executor, Serial
from data.executor.cluster import Cluster
from data.executor.processes import Processes
from data.release.manifest import Manifest
from data.settings import load_settings
from data.sources.authorities import ENGLAND_AND_WALES
from tests.benchmarks.measure import Comparison
from tests.benchmarks.national import Nation
from tests.benchmarks.report import Row
from tests.clusters import local_cluster

# LEAST: a build that loses one of two workers takes at most twice the undisturbed time.
LEAST = 0.5
WORKERS = 2


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Build with each executor in turns, every time without a cache; compare the releases."""
    times: dict[str, list[float]] = {"serial": [], "processes": [], "calm": [], "killed": []}
    releases = set()
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for name, taken in times.items():
                seconds, release = _built(name, nation, Path(folder))
                taken.append(seconds)
                releases.add(release)
    same, what = len(releases) == 1, f"whole rebuild by the clock, {nation.rows:,} rows"
    killed = Comparison(ours=times["killed"], peer=times["calm"])
    return [
        _faster(f"{what}, a process a core", times["processes"], times["serial"], same=same),
        _faster(f"{what}, a cluster of two workers", times["calm"], times["serial"], same=same),
        Row.of_times(
            f"{what}, one of two workers killed in the middle",
            "undisturbed",
            LEAST,
            killed,
            equal=same,
            judged=nation.is_full,
        ),
    ]


def _faster(what: str, ours: list[float], serial: list[float], *, same: bool) -> Row:
    times = Comparison(ours=ours, peer=serial)
    return Row.of_times(what, "one process", None, times, equal=same)


def _built(name: str, nation: Nation, folder: Path) -> tuple[float, str]:
    """Return the seconds of a build and its release; "killed" loses its first worker."""
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    with ExitStack() as stack:
        executor: Executor = Processes() if name == "processes" else Serial()
        progress: Callable[[float, str], None] = lambda share, what: None  # noqa: E731
        if name in ("calm", "killed"):
            running = stack.enter_context(local_cluster(folder / "cluster", WORKERS))
            cluster = Cluster(running.address)
            executor = cluster
            # The cluster is there before a build begins: its start is not timed.
            list(cluster.map(_nothing, range(WORKERS)))
            while len(cluster.workers()) < WORKERS:
                time.sleep(0.05)
            if name == "killed":
                progress = _killing(running.workers[0].kill, home, nation)
        stack.enter_context(executor)
        started = time.monotonic()
        manifest = _build(nation, home, executor, progress)
        return time.monotonic() - started, manifest.release


def _killing(kill: Callable[[], None], home: Path, nation: Nation) -> Callable[[float, str], None]:
    """Return what kills a worker as soon as half of the months are parsed."""
    half = sum(1 for _ in nation.sources.glob("*/*.csv")) // 2

    def look(share: float, what: str) -> None:
        if sum(1 for _ in home.rglob("*.month")) >= half:
            kill()

    return look


def _build(
    nation: Nation, home: Path, executor: Executor, progress: Callable[[float, str], None]
) -> Manifest:
    settings = load_settings({"MILLTIR_HOME": str(home)})
    return build_release(
        [nation.sources], settings, area=ENGLAND_AND_WALES, executor=executor, progress=progress
    )


def _nothing(number: int) -> int:
    return number
