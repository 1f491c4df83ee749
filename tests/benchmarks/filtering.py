"""Benchmark filtered counts of every area against DuckDB in memory and polars.

Fifteen years of 36,000 areas. The peers hold the same counts as a table of (category, month, area,
incidents) without the zeros, in that order, so that both can skip other rows. A warm query is for
another year each time; a cold one opens the release's arrays first, which the peers have in memory.
"""

import itertools
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from data.release.cube import Cube, CubeWriter, write_observed
from data.schema import CATEGORIES
from tests.benchmarks.measure import alternate_kernels
from tests.benchmarks.national import AREAS, PARTNERSHIP, WALES, Nation
from tests.benchmarks.report import Row
from tests.benchmarks.streets import SHARES

MONTHS, ASKED, KINDS, IN_A_MONTH = 180, 12, (2, 5, 12), 500_000
EVERYWHERE = slice(0, AREAS)
BY_AREA = "SELECT area, sum(incidents) FROM counts WHERE month BETWEEN ? AND ?"
BY_AREA += f" AND category IN {KINDS} AND area BETWEEN ? AND ? GROUP BY area"
CASES = (
    ("England and Wales, filter -> values, warm", EVERYWHERE, 200.0),
    ("Wales, warm", WALES, 50.0),
    ("one partnership, warm", PARTNERSHIP, 30.0),
)
Ask = Callable[[int], object]


@dataclass(frozen=True, kw_only=True)
class Peers:
    """The same counts in the memory of both peers."""

    duck: duckdb.DuckDBPyConnection
    frame: pl.DataFrame

    def duckdb(self, first: int, areas: slice) -> dict[str, np.ndarray]:
        """Return the counts by one SQL statement."""
        asked = [first, first + ASKED - 1, areas.start, areas.stop - 1]
        return self.duck.execute(BY_AREA, asked).fetchnumpy()

    def polars(self, first: int, areas: slice) -> pl.DataFrame:
        """Return the counts by one lazy query."""
        wanted = pl.col("category").is_in(KINDS)
        wanted &= pl.col("month").is_between(first, first + ASKED - 1)
        wanted &= pl.col("area").is_between(areas.start, areas.stop - 1)
        asked = self.frame.lazy().filter(wanted).group_by("area")
        return asked.agg(pl.col("incidents").sum()).collect()


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Compare England and Wales cold and warm, then Wales and one partnership."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        peers = _write(path)
        cube = Cube(path, "lsoa")

        def cold(first: int) -> np.ndarray:
            return _ours(Cube(path, "lsoa"), first, EVERYWHERE)

        what = "England and Wales, filter -> values, cold"
        found = [_row(what, 50.0, cold, peers, EVERYWHERE, rounds, calls=1)]
        for what, areas, needed in CASES:

            def warm(first: int, areas: slice = areas) -> np.ndarray:
                return _ours(cube, first, areas)

            found.append(_row(what, needed, warm, peers, areas, rounds, calls=50))
    return found


def _ours(cube: Cube, first: int, areas: slice) -> np.ndarray:
    return cube.counts(KINDS, range(first, first + ASKED), areas=areas)


def _row(
    what: str, needed: float, ours: Ask, peers: Peers, areas: slice, rounds: int, calls: int
) -> Row:
    starts = itertools.cycle(range(0, MONTHS - ASKED, 7))
    equal = all(_equal(np.asarray(ours(first)), peers, first, areas) for first in (0, 91, 168))
    times = alternate_kernels(
        lambda: ours(next(starts)),
        [lambda: peers.duckdb(next(starts), areas), lambda: peers.polars(next(starts), areas)],
        rounds=rounds,
        calls=calls,
    )
    return Row.of_times(what, "best of DuckDB, polars", needed, times, equal=equal)


def _equal(ours: np.ndarray, peers: Peers, first: int, areas: slice) -> bool:
    sql, lazy = peers.duckdb(first, areas), peers.polars(first, areas)
    answers = [list(sql.values()), [lazy["area"].to_numpy(), lazy["incidents"].to_numpy()]]
    for area, incidents in answers:
        theirs = np.zeros(AREAS, dtype=np.int64)
        theirs[np.asarray(area, dtype=int)] = incidents
        if not np.array_equal(ours, theirs[areas]):
            return False
    return True


def _write(folder: Path) -> Peers:
    """Write the cube, and fill both peers with its counts."""
    rng = np.random.default_rng(5)
    writer = CubeWriter(folder, "lsoa", categories=len(CATEGORIES), months=MONTHS, areas=AREAS)
    busy = rng.gamma(2.0, size=AREAS)
    by_area, by_kind = busy / busy.sum(), np.array(SHARES) / sum(SHARES)
    for month in range(MONTHS):
        area = rng.choice(AREAS, IN_A_MONTH, p=by_area)
        writer.add(month, rng.choice(len(CATEGORIES), IN_A_MONTH, p=by_kind), area)
    writer.close()
    write_observed(folder, "lsoa", np.ones((MONTHS, AREAS), dtype=bool))
    monthly = np.diff(np.load(folder / "prefix-lsoa.npy", mmap_mode="r"), axis=1)
    category, month, area = np.nonzero(monthly)
    frame = pl.DataFrame(
        {
            "category": category.astype(np.uint8),
            "month": month.astype(np.uint8),
            "area": area.astype(np.uint16),
            "incidents": monthly[category, month, area],
        }
    )
    duck = duckdb.connect()
    duck.register("source", frame.to_arrow())
    duck.execute("CREATE TABLE counts AS SELECT * FROM source")
    duck.unregister("source")
    return Peers(duck=duck, frame=frame)
