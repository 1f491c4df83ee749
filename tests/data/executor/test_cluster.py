"""Builds on a real cluster: a scheduler and workers, each a process of its own on this machine."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.build.pipeline import build_release
from data.errors import (
    NoScheduler,
    NotInstalled,
    NoWorkers,
    OutOfMemory,
    SchedulerLost,
    SourceError,
    TasksLost,
    UnfitWorker,
)
from data.executor import Serial
from data.executor.cluster import Cluster
from data.executor.fitness import MARK
from data.files.archive import Member, members_of
from data.police.plan import Parsing, parse_all
from tests.clusters import LocalProcesses, local_cluster
from tests.conftest import copy_sources, settings_in
from tests.data.executor import tasks
from tests.servers import free_port

# MONTHS: so many of the sample county, so that workers are lost in the middle of them.
MONTHS = 12
# NO_REPEAT: a scheduler that gives no task to a second worker after its first was lost.
NO_REPEAT = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalProcesses]:
    """A cluster of two workers that no test harms."""
    with local_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


@pytest.fixture
def months(sample_sources: Path) -> list[Member]:
    every = [one for one in members_of([sample_sources / "police"]) if "street" in one.name]
    return every[-MONTHS:]


def facts(parsed: list[Parsing]) -> list[tuple[object, ...]]:
    return [
        (one.file.key, one.file.read, one.file.usable, one.file.outcomes, one.file.sha256)
        for one in parsed
    ]


def entries(folder: Path) -> dict[str, int]:
    """Return when each entry of the cache was written."""
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*.month")}


def test_results_and_errors_come_from_the_workers(cluster: LocalProcesses, tmp_path: Path) -> None:
    with Cluster(cluster.address) as executor:
        results = executor.map(tasks.double, range(40), reads=[tmp_path], writes=tmp_path)
        assert list(results) == [2 * number for number in range(40)]
        assert not list(tmp_path.glob(f"{MARK}*")), "the mark of the build is left"
        with pytest.raises(SourceError, match=r"a.csv, the file as a whole: expected rows"):
            list(executor.map(tasks.refuse, ["a.csv"]))
        with pytest.raises(OutOfMemory, match=r"Worker tcp://.*: expected memory enough for 7"):
            list(executor.map(tasks.need_too_much, [7]))
        assert list(executor.map(tasks.double, [4])) == [8]


def test_a_build_with_a_killed_worker_is_the_same_release(
    sample_sources: Path, tmp_path: Path
) -> None:
    months = sorted(one.name for one in (sample_sources / "police").iterdir())[-MONTHS:]
    sources = copy_sources(sample_sources, tmp_path / "sources", months, "source.json")
    wanted = build_release([sources], settings_in(tmp_path / "serial"))

    def kill(share: float, what: str) -> None:
        if "street" in what and len(entries(tmp_path / "home")) > 4:
            running.workers[0].kill()

    with local_cluster(tmp_path / "cluster") as running, Cluster(running.address) as executor:
        manifest = build_release(
            [sources], settings_in(tmp_path / "home"), executor=executor, progress=kill
        )
        assert running.workers[0].wait(10), "the worker was not killed"
    assert manifest.release == wanted.release
    assert manifest.files == wanted.files


def test_a_lost_scheduler_is_told_and_the_next_one_goes_on(
    cluster: LocalProcesses, months: list[Member], tmp_path: Path
) -> None:
    done: list[str] = []

    def step(name: str) -> None:
        done.append(name)
        if len(done) == 3:
            running.scheduler.kill()

    with (
        local_cluster(tmp_path / "first", 1) as running,
        Cluster(running.address) as executor,
        pytest.raises(SchedulerLost) as lost,
    ):
        parse_all(months, tmp_path / "months", executor, step)
    assert f"of {len(months)} tasks are done" in str(lost.value)
    assert f"--cluster {running.address}: the scheduler does not answer" in str(lost.value)
    before = entries(tmp_path / "months")
    assert len(before) >= 3
    with Cluster(cluster.address) as executor:
        parsed = parse_all(months, tmp_path / "months", executor, lambda name: None)
    after = entries(tmp_path / "months")
    assert before.items() <= after.items(), "a month that was parsed was parsed again"
    serial = parse_all(months, tmp_path / "serial", Serial(), lambda name: None)
    assert facts(parsed) == facts(serial)


# Of each worker what its preload changes in it, and what its message has to say.
FITNESS = "import data.executor.fitness as fitness\n"
UNFIT = {
    "another Python": (
        FITNESS + "fitness.python_version = lambda: '3.10'",
        "expected Python 3.*, but found Python 3.10",
    ),
    "another Milltir": (
        FITNESS + "fitness.version_with_code = lambda: '0.0.9 (0123456789)'",
        "expected Milltir .*, but found Milltir 0.0.9 .0123456789.",
    ),
    "no Milltir": (
        "import sys\nsys.modules['data.executor.fitness'] = None",
        "expected Milltir .*, but found another program .*ModuleNotFoundError",
    ),
    "no files": (
        FITNESS + "fitness.is_there = lambda path: 'police' not in str(path)",
        "expected the files of .*/police, but found nothing there",
    ),
    "another cache": (
        FITNESS + "fitness.is_there = lambda path: '.cluster-' not in str(path)",
        "expected the folder .*/cache of the machine that builds, to write to, but found another",
    ),
}


def test_an_unfit_worker_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    reads, writes = tmp_path / "police", tmp_path / "cache"
    reads.mkdir()
    with local_cluster(tmp_path / "cluster", 0) as running, Cluster(running.address) as executor:
        for name, (preload, words) in UNFIT.items():
            worker = running.add_worker("--preload", preload)
            with pytest.raises(UnfitWorker, match=rf"Worker tcp://127.*{words}"):
                list(executor.map(tasks.double, [1], reads=[reads], writes=writes))
            worker.kill()
            worker.wait()
            until_gone(executor, name)
        running.add_worker()
        assert list(executor.map(tasks.double, [1], reads=[reads], writes=writes)) == [2]


def until_gone(executor: Cluster, name: str) -> None:
    begun = time.monotonic()
    while executor.workers():
        assert time.monotonic() - begun < 30, name
        time.sleep(0.02)


@pytest.mark.slow
def test_a_worker_that_joins_unfit_runs_no_task(tmp_path: Path) -> None:
    """The workers are checked at the beginning; one that comes later, with its first task."""

    def join(results: Iterator[int]) -> None:
        next(results)
        running.add_worker("--preload", UNFIT["another Milltir"][0])
        while len(executor.workers()) < 2:
            time.sleep(0.02)
        (tmp_path / "go").touch()
        list(results)

    with local_cluster(tmp_path / "cluster", 1) as running, Cluster(running.address) as executor:
        waited = [tmp_path, *[tmp_path / "go"] * 20]
        with pytest.raises(UnfitWorker, match=r"but found Milltir 0.0.9"):
            join(executor.map(tasks.wait_for, waited))


def test_a_worker_without_enough_memory_is_named_with_its_limit(tmp_path: Path) -> None:
    with (
        local_cluster(tmp_path / "cluster", 0, NO_REPEAT) as running,
        Cluster(running.address, allowed_failures=0) as executor,
    ):
        running.add_worker("--memory-limit", "300MB", keeper=True)
        words = r"Worker tcp://127.*: expected memory enough for 900, but found that 300 MB are not"
        with pytest.raises(OutOfMemory, match=words):
            list(executor.map(tasks.fill_memory, [900]))


@pytest.mark.slow
def test_a_task_that_ends_its_workers_is_named(tmp_path: Path) -> None:
    with (
        local_cluster(tmp_path / "cluster", 1, NO_REPEAT) as running,
        Cluster(running.address, allowed_failures=0) as executor,
        pytest.raises(TasksLost, match=r"the result of a-street.csv, but found that 1 processes"),
    ):
        list(executor.map(tasks.end_always, ["a-street.csv"]))


def test_without_scheduler_or_workers_the_message_says_how_to_start_them(tmp_path: Path) -> None:
    nowhere = f"tcp://127.0.0.1:{free_port()}"
    with (
        pytest.raises(
            NoScheduler, match=r"found nothing that answers. Start one with: python -m data sch"
        ),
        Cluster(nowhere, seconds=0.2) as executor,
    ):
        list(executor.map(tasks.double, [1]))
    with (
        local_cluster(tmp_path / "cluster", 0) as running,
        pytest.raises(
            NoWorkers, match=r"Start workers on each machine with: python -m data worker tcp://"
        ),
        Cluster(running.address, seconds=0.5) as executor,
    ):
        list(executor.map(tasks.double, [1]))


def test_without_the_package_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with (
        pytest.raises(NotInstalled, match=r"pip install --require-hashes -r requirements/cluster"),
        Cluster("tcp://127.0.0.1:8786") as executor,
    ):
        list(executor.map(tasks.double, [1]))
