"""Opens a release and answers questions; nothing above it knows about files."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from data.errors import BrokenRelease, NoRelease
from data.manifest import MANIFEST, Manifest, read_manifest
from data.schema import BRITISH_GRID, LSOA, TABLES, WARD
from data.settings import Settings
from data.sources.police_uk import months_between

GEO_TABLES = {"areas", "groups", "orders", "ground"}


class Store:
    """One release, read as it is asked for. Answers are the caller's own: copies or new tables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str, pd.DataFrame] = {}
        self.manifest = verify(folder)

    def months(self) -> list[str]:
        """Every month from first to last, the missing ones included."""
        return list(months_between(self.manifest.first_month, self.manifest.last_month))

    def complete_months(self) -> list[str]:
        """The months that the police really published."""
        missing = set(self.manifest.missing_months)
        return [month for month in self.months() if month not in missing]

    def areas(self, level: str) -> gpd.GeoDataFrame:
        """The areas of a level, indexed by code, in metres."""
        areas = self._table("areas")
        return gpd.GeoDataFrame(areas[areas["level"] == level].set_index("area_code"))

    def ground(self) -> gpd.GeoDataFrame:
        """What is drawn under and over the areas."""
        return gpd.GeoDataFrame(self._table("ground"), crs=BRITISH_GRID)

    def residents(self, level: str) -> pd.Series:
        """Residents by area code; an area without a figure is missing, not zero."""
        population = self._table("population").groupby("area_code")["residents"].sum()
        areas = self._table("areas").set_index("area_code")
        if level != LSOA:
            ward_of = areas.loc[areas["level"] == LSOA, "parent_code"]
            population = population.groupby(ward_of).sum()
        if level not in (LSOA, WARD):
            population = population.groupby(areas["parent_code"]).sum()
        codes = areas.index[areas["level"] == level]
        return population.reindex(codes).rename("residents")

    def counts(self, level: str, months: Sequence[str], categories: Sequence[str]) -> pd.Series:
        """Recorded incidents by area code over the months, zero where nothing was recorded."""
        counts = self._table("counts")
        asked = (
            (counts["level"] == level)
            & counts["month"].isin(months)
            & counts["category"].isin(categories)
        )
        totals = counts[asked].groupby("area_code")["incidents"].sum()
        areas = self._table("areas")
        codes = areas.loc[areas["level"] == level, "area_code"]
        return totals.reindex(codes, fill_value=0).astype("int64").rename("incidents")

    def answers(self, question: str) -> pd.DataFrame:
        """What respondents said to one question: wave, mode, area_code, weight, answer."""
        perceptions = self._table("perceptions")
        columns = ["wave", "mode", "area_code", "weight", "answer"]
        return perceptions.loc[perceptions["question"] == question, columns]

    def ward_of_postcode(self, typed: str) -> str | None:
        """The ward that a postcode lies in, however its letters and spaces were typed."""
        postcodes = self._table("postcodes")
        plain = postcodes["postcode"].map(_plain_postcode)
        found = postcodes.loc[plain == _plain_postcode(typed), "ward_code"]
        return None if found.empty else str(found.iloc[0])

    def rows_left_out(self) -> pd.DataFrame:
        """Every row left out of any file: where it stood, why, and what it held."""
        return self._table("left_out").copy()

    def _table(self, name: str) -> pd.DataFrame:
        if name not in self._tables:
            self._tables[name] = self._read(name)
        return self._tables[name]

    def _read(self, name: str) -> pd.DataFrame:
        if name not in self.manifest.tables:
            return pd.DataFrame(columns=list(TABLES[name].columns))
        path = self._folder / f"{name}.parquet"
        try:
            return gpd.read_parquet(path) if name in GEO_TABLES else pd.read_parquet(path)
        except (OSError, ValueError, pa.ArrowException) as fault:
            problem = f"its table “{name}” is damaged"
            raise BrokenRelease(release=self._folder.name, problem=problem) from fault


def verify(folder: Path) -> Manifest:
    """The manifest of a release whose every table is there to the byte; else BrokenRelease."""
    manifest = read_manifest(folder)
    for name, table in manifest.tables.items():
        try:
            content = (folder / f"{name}.parquet").read_bytes()
        except OSError as fault:
            problem = f"its table “{name}” is missing"
            raise BrokenRelease(release=folder.name, problem=problem) from fault
        if hashlib.sha256(content).hexdigest() != table["sha256"]:
            raise BrokenRelease(release=folder.name, problem=f"its table “{name}” is damaged")
    return manifest


def current_release(settings: Settings) -> str:
    """The name of the release to serve; NoRelease where none was ever built."""
    try:
        return settings.current.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        if any(settings.releases.glob(f"*/{MANIFEST}")):
            return ""
        raise NoRelease(folder=settings.home) from fault


def open_store(settings: Settings) -> tuple[Store, BrokenRelease | None]:
    """The current release; where it is broken, the newest that isn't, and what was wrong."""
    name = current_release(settings)
    try:
        return Store(settings.releases / (name or "no release")), None
    except BrokenRelease as broken:
        for folder in _newest_first(settings):
            try:
                return Store(folder), broken
            except BrokenRelease:
                continue
        raise


def _newest_first(settings: Settings) -> list[Path]:
    written = settings.releases.glob(f"*/{MANIFEST}")
    manifests = sorted(written, key=lambda path: path.stat().st_mtime, reverse=True)
    return [m.parent for m in manifests if not m.parent.name.startswith(".")]


def _plain_postcode(typed: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", typed.upper())
