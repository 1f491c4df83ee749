"""Benchmark filtered counts of every area against DuckDB and polars.

Fifteen years of 36,000 areas, some of which have more incidents than 16 bits hold. The peers have
the same counts as a table of (category, month, area, incidents) without the zeros, in that order,
so that both can skip other rows; polars has a table of each category. A query is for another year
each time.

Warm, the release's arrays are open and the peers have their tables in memory. Cold, ours opens the
release's arrays, and the peers read a Parquet file of these rows, uncompressed, as that is the
fastest; its pages are in the memory of the system, as those of our arrays. That ours is also faster
than peers with all of it in memory, is a row of its own.
"""

import itertools
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from data.release.counts.cube import Cube, CubeWriter, write_observed
from data.schema import CATEGORIES
from tests.benchmarks.measure import alternate_clocks
from tests.benchmarks.national import AREAS, PARTNERSHIP, WALES, Nation
from tests.benchmarks.report import Row
from tests.benchmarks.streets import SHARES

MONTHS, ASKED, KINDS, IN_A_MONTH = 180, 12, (2, 5, 12), 500_000
EVERYWHERE = slice(None)
BY_AREA = "SELECT area, sum(incidents) FROM {} WHERE month BETWEEN ? AND ?"
BY_AREA += f" AND category IN {KINDS} {{}} GROUP BY area"
# The rows of a group of DuckDB, of which it and polars skip those that have no row of a query.
ROWS_IN_GROUP = 122_880
# Every so many areas have as many incidents a month in each category as the busiest LSOAs.
BUSY_AREAS, IN_A_BUSY_MONTH = 3_000, 600
FILTER = "England and Wales, filter -> values"
IN_MEMORY = "best of DuckDB, polars in memory"
CASES = (
    (f"{FILTER}, warm", EVERYWHERE, 200.0),
    ("Wales, warm", WALES, 50.0),
    ("one partnership, warm", PARTNERSHIP, 30.0),
)
Ask = Callable[[int], np.ndarray]
# The areas and their incidents.
Answer = tuple[np.ndarray, np.ndarray]
AskPeer = Callable[[int, slice], Answer]


@dataclass(frozen=True, kw_only=True)
class Peers:
    """The same counts in the memory of both peers, and in a file."""

    duck: duckdb.DuckDBPyConnection
    frames: Mapping[int, pl.DataFrame]
    file: Path

    def in_memory(self) -> list[AskPeer]:
        """Return the queries of tables in memory."""
        return [partial(self._duckdb, "counts"), self._polars]

    def from_file(self) -> list[AskPeer]:
        """Return the queries of the file, which is opened anew each time."""
        return [partial(self._duckdb, f"'{self.file}'"), self._polars_from_file]

    def _duckdb(self, table: str, first: int, areas: slice) -> Answer:
        asked, some = [first, first + ASKED - 1], ""
        if areas != EVERYWHERE:
            asked, some = [*asked, areas.start, areas.stop - 1], "AND area BETWEEN ? AND ?"
        found = self.duck.execute(BY_AREA.format(table, some), asked).fetchnumpy()
        area, incidents = found.values()
        return area, incidents

    def _polars(self, first: int, areas: slice) -> Answer:
        wanted = _wanted(first, areas)
        return _by_area(pl.concat([self.frames[kind].lazy().filter(wanted) for kind in KINDS]))

    def _polars_from_file(self, first: int, areas: slice) -> Answer:
        wanted = pl.col("category").is_in(KINDS) & _wanted(first, areas)
        return _by_area(pl.scan_parquet(self.file).filter(wanted))


def _wanted(first: int, areas: slice) -> pl.Expr:
    wanted = pl.col("month").is_between(first, first + ASKED - 1)
    if areas == EVERYWHERE:
        return wanted
    return wanted & pl.col("area").is_between(areas.start, areas.stop - 1)


def _by_area(found: pl.LazyFrame) -> Answer:
    counted = found.group_by("area").agg(pl.col("incidents").sum()).collect()
    return counted["area"].to_numpy(), counted["incidents"].to_numpy()


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Compare England and Wales cold and warm, then Wales and one partnership."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        peers = _write(path)
        cube = Cube(path, "lsoa")
        # A server doesn't close a release after a question.
        opened: list[Cube] = []

        def cold(first: int) -> np.ndarray:
            opened.append(Cube(path, "lsoa"))
            return _ours(opened[-1], first, EVERYWHERE)

        found = []
        for against, asked in (
            ("best of DuckDB, polars from Parquet", peers.from_file()),
            (IN_MEMORY, peers.in_memory()),
        ):
            found.append(_row(f"{FILTER}, cold", against, 50.0, cold, asked, EVERYWHERE, rounds, 1))
        for what, areas, needed in CASES:

            def warm(first: int, areas: slice = areas) -> np.ndarray:
                return _ours(cube, first, areas)

            asked = peers.in_memory()
            found.append(_row(what, IN_MEMORY, needed, warm, asked, areas, rounds, 50))
    return found


def _ours(cube: Cube, first: int, areas: slice) -> np.ndarray:
    return cube.counts(KINDS, range(first, first + ASKED), areas=areas)


def _row(
    what: str,
    against: str,
    needed: float,
    ours: Ask,
    peers: Sequence[AskPeer],
    areas: slice,
    rounds: int,
    calls: int,
) -> Row:
    starts = itertools.cycle(range(0, MONTHS - ASKED, 7))
    equal = all(
        np.array_equal(ours(first), _in_order(peer(first, areas), areas))
        for first in (0, 91, 168)
        for peer in peers
    )
    wall, cpu = alternate_clocks(
        lambda: ours(next(starts)),
        [partial(lambda peer: peer(next(starts), areas), peer) for peer in peers],
        rounds=rounds,
        calls=calls,
    )
    return Row.of_clocks(what, against, needed, wall, cpu, equal=equal)


def _in_order(answer: Answer, areas: slice) -> np.ndarray:
    """Return the counts of a peer for every area, with zeros where it has no row."""
    area, incidents = answer
    counts = np.zeros(AREAS, dtype=np.int64)
    counts[np.asarray(area, dtype=int)] = incidents
    return counts[areas]


def _write(folder: Path) -> Peers:
    """Write the cube, and fill both peers with its counts."""
    rng = np.random.default_rng(5)
    writer = CubeWriter(folder, "lsoa", categories=len(CATEGORIES), months=MONTHS, areas=AREAS)
    busy = rng.gamma(2.0, size=AREAS)
    by_area, by_kind = busy / busy.sum(), np.array(SHARES) / sum(SHARES)
    for month in range(MONTHS):
        area = rng.choice(AREAS, IN_A_MONTH, p=by_area)
        writer.add(month, rng.choice(len(CATEGORIES), IN_A_MONTH, p=by_kind), area)
        busiest = np.arange(0, AREAS, BUSY_AREAS).repeat(IN_A_BUSY_MONTH)
        writer.add(month, np.arange(busiest.size) % len(CATEGORIES), busiest)
    writer.close()
    write_observed(folder, "lsoa", np.ones((MONTHS, AREAS), dtype=bool))
    # Of 16 bits, which a month's counts fit into, as those of no area are so many.
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
    file = folder / "counts.parquet"
    frame.write_parquet(file, compression="uncompressed", row_group_size=ROWS_IN_GROUP)
    duck = duckdb.connect()
    duck.register("source", frame.to_arrow())
    duck.execute("CREATE TABLE counts AS SELECT * FROM source")
    duck.unregister("source")
    frames = {kind: frame.filter(pl.col("category") == kind) for kind in KINDS}
    return Peers(duck=duck, frames=frames, file=file)
