"""Benchmark a whole build against pandas and geopandas.sjoin.

"Whole" means without any cache: shapes, points, months. The peer writes the same four tables of
counts, without a report of the rows left out. A second build of ours uses the months and points
that the first one cached.
"""

import io
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from data.build.pipeline import build_release
from data.geometry.projection import metres
from data.police.street_file import CATEGORY_OF
from data.release.current import current_release
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import BRITISH_GRID, CATEGORIES
from data.settings import load_settings
from data.sources.authorities import ENGLAND_AND_WALES
from tests.benchmarks.measure import Cost, alternate_jobs, middle, run_job
from tests.benchmarks.national import Nation
from tests.benchmarks.report import Row

DEMAND, YEAR_MEGABYTES = 3.0, 1024


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Compare the whole build, a build with a full cache, and the memory for a year."""
    sources = nation.sources
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        again: list[Cost] = []

        def fresh() -> Cost:
            shutil.rmtree(home / "once", ignore_errors=True)
            first = run_job(ours, sources, home / "once")
            again.append(run_job(ours, sources, home / "once"))
            return first

        mine, theirs = alternate_jobs(fresh, lambda: run_job(peer, sources, home), rounds)
        store = _store(home / "once")
        same, asked = same_counts(store, home), _seconds_to_ask(store)
    what = f"whole rebuild, {nation.rows:,} rows"
    found = [
        Row.of_jobs(
            what, "pandas + sjoin", DEMAND, mine, theirs, equal=same, judged=nation.is_full
        ),
        Row.of_jobs(f"{what}, points and months cached", "pandas + sjoin", None, again, theirs),
        Row.of_fact("Store.counts on that release, every LSOA, 3 categories", asked),
    ]
    if nation.is_full:
        most = max(cost.megabytes for cost in mine)
        found.append(Row.of_memory("a year of England and Wales", most, YEAR_MEGABYTES))
    return found


def ours(sources: str, home: str) -> Callable[[], int]:
    """Return the build of `python -m data build`, which returns the number of incidents used."""
    settings = load_settings({"MILLTIR_HOME": home})
    return lambda: _used(build_release([Path(sources)], settings, area=ENGLAND_AND_WALES))


def peer(sources: str, home: str) -> Callable[[], int]:
    """Return the peer: rows joined to LSOA and ward, counted, and written as Parquet."""
    return lambda: _plain_build(Path(sources), Path(home))


def _plain_build(folder: Path, target: Path) -> int:
    files = sorted(folder.rglob("*-street.csv"))
    every = [pd.read_csv(file).assign(file=number) for number, file in enumerate(files)]
    rows = pd.concat(every, ignore_index=True).dropna(subset=["Longitude", "Latitude"])
    x, y = metres(rows["Longitude"].to_numpy(), rows["Latitude"].to_numpy())
    placed = gpd.GeoDataFrame(rows, geometry=gpd.points_from_xy(x, y, crs=BRITISH_GRID))
    for layer, code in (("lsoas", "LSOA21CD"), ("wards", "WD25CD")):
        areas = gpd.read_file(io.BytesIO((folder / f"{layer}.gpkg").read_bytes()))
        joined = gpd.sjoin(placed, areas[[code, "geometry"]].sort_values(code))
        placed[code] = joined.loc[~joined.index.duplicated(), code]
    # A Crime ID counts once, in its last file; there where it has a place in the area.
    placed["inside"] = placed["LSOA21CD"].notna() & placed["WD25CD"].notna()
    placed = placed.sort_values(["file", "inside"], kind="stable")
    placed = placed[placed["Crime ID"].isna() | ~placed.duplicated("Crime ID", keep="last")]
    placed = placed[placed["inside"]]
    tables = {
        "lsoa": ["LSOA21CD", "Crime type", "Month"],
        "ward": ["WD25CD", "Crime type", "Month"],
        "points": ["Longitude", "Latitude", "Crime type", "Month"],
        "outcomes": ["WD25CD", "Crime type", "Month", "Last outcome category"],
    }
    for name, columns in tables.items():
        counted = placed.groupby(columns).size().rename("incidents").reset_index()
        counted.to_parquet(target / f"peer-{name}.parquet")
    return len(placed)


def same_counts(store: Store, target: Path) -> bool:
    """Return whether all counts by LSOA, category and month are the peer's."""
    theirs = pd.read_parquet(target / "peer-lsoa.parquet")
    theirs["Crime type"] = theirs["Crime type"].map(CATEGORY_OF)
    by_kind = theirs.set_index(["Crime type", "Month", "LSOA21CD"])["incidents"].sort_index()
    for category in CATEGORIES:
        for month in store.months():
            our_counts = store.counts("lsoa", [month], [category])
            their_counts = by_kind.loc[category, month].reindex(our_counts.index).fillna(0)
            if not np.array_equal(our_counts.to_numpy(), their_counts.to_numpy(dtype=np.int64)):
                return False
    return True


def _used(manifest: Manifest) -> int:
    return sum(account.used for account in manifest.files if account.kind == "police")


def _store(home: Path) -> Store:
    return Store(home / "releases" / current_release(load_settings({"MILLTIR_HOME": str(home)})))


def _seconds_to_ask(store: Store) -> float:
    """Return the time that a page waits for a query."""
    months, kinds = store.months(), CATEGORIES[2:5]
    times = []
    for _ in range(9):
        started = time.perf_counter()
        store.counts("lsoa", months, kinds)
        times.append(time.perf_counter() - started)
    return middle(times)
