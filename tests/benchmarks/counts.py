"""Benchmark counting police CSVs against pandas.read_csv and groupby.

Both end with counts by area, by point and by outcome, with each Crime ID once. The points are
located already (that is another row of the table): ours looks each row up among them, the peer
takes the LSOA that the file states (also for the few points in the sea).
"""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.executor import Serial
from data.files.archive import members_of
from data.load_report.report import LoadReport
from data.police.ingest import ingest_police
from data.police.writing.workspace import Workspace
from data.sources.authorities import ENGLAND_AND_WALES, find_authorities
from data.sources.boundaries import Boundaries
from data.sources.lsoa_vintages import Vintages
from tests.benchmarks.measure import Cost, alternate_jobs, run_job
from tests.benchmarks.national import Nation, lsoas, wards
from tests.benchmarks.report import Row

DEMAND, MEGABYTES = 1.6, 400
NEEDED = ["Crime ID", "Month", "Longitude", "Latitude", "LSOA code", "Crime type"]
NEEDED += ["Last outcome category"]


def rows(nation: Nation, rounds: int) -> list[Row]:
    """Compare the speed, and the memory for half of the months and for all of them."""
    with tempfile.TemporaryDirectory() as folder:
        home, areas = Path(folder), Path(folder) / "areas.parquet"
        _areas().to_parquet(areas)
        half, every = len(nation.months) // 2, len(nation.months)
        run_job(ours, nation.sources, home, areas, every)

        def fresh(months: int) -> Cost:
            shutil.rmtree(home / "kept" / "months", ignore_errors=True)
            return run_job(ours, nation.sources, home, areas, months)

        fewer = fresh(half)
        mine, theirs = alternate_jobs(
            lambda: fresh(every), lambda: run_job(peer, nation.sources, every), rounds
        )
    most = max(cost.megabytes for cost in mine)
    what = f"memory of it, {half} and {every} months ({fewer.megabytes:.0f} MB for the fewer)"
    speed = f"CSV -> release counts, {nation.rows:,} rows"
    return [
        Row.of_jobs(speed, "read_csv + groupby", DEMAND, mine, theirs, judged=nation.is_full),
        Row.of_memory(what, most, MEGABYTES),
    ]


def ours(sources: str, home: str, areas: str, months: str) -> Callable[[], int]:
    """Return the police part of a build, which returns the number of incidents, also at sea."""
    table = gpd.read_parquet(areas)
    area = find_authorities(ENGLAND_AND_WALES, _authorities(table), None)
    boundaries = Boundaries(area=area, areas=table, membership=pd.DataFrame())
    release = Path(home) / "release"
    release.mkdir(exist_ok=True)
    work = Workspace(
        release=release, parse_cache=Path(home) / "kept", boundaries_digest="benchmark"
    )

    def count() -> int:
        report = LoadReport(release)
        members = list(members_of(_months(sources, months)))
        ingest_police(
            members, boundaries, Vintages(), work, report, Serial(), lambda share, what: None
        )
        report.close()
        assert all(account.reconciles for account in report.files)
        return sum(account.read for account in report.files)

    return count


def peer(sources: str, months: str) -> Callable[[], int]:
    """Return the shortest equivalent in pandas."""

    def count() -> int:
        files = sorted(x for folder in _months(sources, months) for x in folder.glob("*.csv"))
        table = pd.concat([pd.read_csv(x, usecols=NEEDED) for x in files], ignore_index=True)
        read = len(table)
        table = table.dropna(subset=["Longitude", "Latitude"])
        table = table[table["Crime ID"].isna() | ~table.duplicated("Crime ID", keep="last")]
        table.groupby(["Crime type", "Month", "LSOA code"]).size()
        table.groupby(["Longitude", "Latitude", "Month", "Crime type"]).size()
        table.groupby(["LSOA code", "Month", "Crime type", "Last outcome category"]).size()
        return read

    return count


def _months(sources: str, months: str) -> list[Path]:
    return sorted(x for x in Path(sources).iterdir() if x.is_dir())[: int(months)]


def _areas() -> gpd.GeoDataFrame:
    """Return both levels in the order of a release."""
    small = lsoas()
    large = wards(small).rename(columns={"ward_code": "area_code"})
    columns = ["area_code", "authority_code", "geometry"]
    parents = small["ward_code"]
    both = [
        small[columns].assign(level="lsoa", parent_code=parents),
        large[columns].assign(level="ward", parent_code=None),
    ]
    areas = gpd.GeoDataFrame(pd.concat(both, ignore_index=True))
    return areas.sort_values(["level", "authority_code", "area_code"], ignore_index=True)


def _authorities(areas: gpd.GeoDataFrame) -> pd.DataFrame:
    codes = areas["authority_code"].drop_duplicates()
    return pd.DataFrame({"code": codes, "name_en": codes, "name_cy": codes})
