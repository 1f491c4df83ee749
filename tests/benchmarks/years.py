"""Benchmark fifteen years of all England and Wales: 90 million rows, in processes of 1 GB at most.

The counts are checked against a count of the files by other means (`count_of_years.py`).
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from data.release.current import current_release
from data.release.store import Store
from data.schema import CATEGORIES, LSOA
from data.settings import load_settings
from data.sources.authorities import ENGLAND_AND_WALES
from tests.benchmarks.count_of_years import count_files
from tests.benchmarks.measure import PROJECT, middle
from tests.benchmarks.national import YEARS, Nation, prepare
from tests.benchmarks.processes import Watched, watch
from tests.benchmarks.report import Row

MEGABYTES = 1024
# GIGABYTES: what files, cache and release take together, with a margin.
GIGABYTES = 45
SERIAL, PROCESSES = "serial", "processes"


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Build once in processes, and again with every month in the cache; check every count."""
    del rounds
    if not nation.is_full:
        return []
    if shutil.disk_usage(nation.folder).free < GIGABYTES * 1e9:
        return [_fact("fifteen years of England and Wales", f"no {GIGABYTES} GB free: not built")]
    years = prepare(nation.folder, YEARS)
    try:
        with tempfile.TemporaryDirectory(dir=nation.folder) as home:
            return of_years(years, Path(home))
    finally:
        shutil.rmtree(years.sources.parent)


def of_years(years: Nation, home: Path) -> list[Row]:
    """Return the rows of the report; the files of the years are there."""
    first = built(years, home, PROCESSES)
    again = built(years, home, SERIAL)
    store = store_of(home)
    expected = count_files(years)
    wrong = different_counts(store, expected)
    what = f"build of {years.rows:,} rows"
    return [
        _fact(f"{what}, a process a core", told(first)),
        _fact(f"{what} again, one process, every month in the cache", told(again)),
        Row.of_memory(f"{what}: the largest process", first.most_megabytes, MEGABYTES),
        Row.of_memory(f"{what} again: its process", again.most_megabytes, MEGABYTES),
        Row(
            what=f"{what}: LSOAs, months and categories counted otherwise by the peer",
            against="polars + sjoin, file by file",
            demand="0",
            ours=f"{wrong:,}",
            peer=f"{expected.sum():,} incidents",
            ratio="",
            met=wrong == 0,
        ),
        Row.of_fact(f"{what}: any period of any categories, every LSOA", answers(store, expected)),
    ]


def built(years: Nation, home: Path, executor: str) -> Watched:
    """Build the release as an operator does, with a low priority."""
    command = ["nice", "-n", "10", sys.executable, "-m", "data", "build", "--again", "--yes"]
    command += ["--executor", executor, "--area", ENGLAND_AND_WALES, str(years.sources)]
    return watch(command, {"MILLTIR_HOME": str(home), "PYTHONPATH": str(PROJECT)})


def told(seen: Watched) -> str:
    """Return time and speed-up in a line: of CPU, as others share the machine."""
    several = len([cpu for cpu in seen.cpu.values() if cpu > seen.all_cpu / 20])
    return (
        f"{seen.all_cpu:.0f} s CPU in {several} processes, the longest {seen.longest_cpu:.0f} s; "
        f"{seen.wall:.0f} s by the clock at a load of {seen.load:.0f}"
    )


def store_of(home: Path) -> Store:
    """Return the current release."""
    settings = load_settings({"MILLTIR_HOME": str(home)})
    return Store(settings.releases / current_release(settings))


def different_counts(store: Store, expected: np.ndarray) -> int:
    """Return how many cells [category, month, LSOA] of the cube are not the expected ones."""
    wrong = 0
    for number, category in enumerate(CATEGORIES):
        for month, name in enumerate(store.months()):
            counts = store.counts(LSOA, [name], [category]).to_numpy()
            wrong += int(np.count_nonzero(counts != expected[number, month]))
    return wrong


def answers(store: Store, expected: np.ndarray) -> float:
    """Return the time of an answer; fail where a sum over a period is not the expected one."""
    rng, months, times = np.random.default_rng(6), store.months(), []
    for _ in range(25):
        first, last = sorted(rng.integers(0, len(months), 2))
        kinds = sorted(rng.choice(len(CATEGORIES), 3, replace=False))
        started = time.perf_counter()
        counts = store.counts(LSOA, months[first : last + 1], [CATEGORIES[n] for n in kinds])
        times.append(time.perf_counter() - started)
        wanted = expected[kinds, first : last + 1].sum(axis=(0, 1), dtype=np.int64)
        assert np.array_equal(counts.to_numpy(), wanted), "an answer differs from the count"
    return middle(times)


def _fact(what: str, ours: str) -> Row:
    return Row(what=what, against="", demand="", ours=ours, peer="", ratio="", met=None)
