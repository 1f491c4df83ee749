"""Reads the tables of a release, and answers questions about areas, residents and answers."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from copy import copy
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq

from data.file_kinds import PERCEPTIONS
from data.release import survey_answers
from data.release.checksum import ReleaseFiles
from data.release.point_counts import read_named_points, read_point_counts
from data.schema import BRITISH_GRID, COUNTY, LSOA, TABLES, WARD

# Rows left out that are read at once.
ROWS_AT_A_TIME = 65_536
# Areas whose shapes are read at once.
AREAS_AT_A_TIME = 2_048


class ReleaseTables:
    """The tables of one release, read on demand. Results are copies or new tables."""

    def __init__(self, folder: Path, files: ReleaseFiles | None = None) -> None:
        """Verify every file of the release; raise BrokenRelease if one is damaged."""
        self.files = files or ReleaseFiles(folder)
        self.files.verify()
        self.manifest = self.files.manifest
        self._tables: dict[str, pd.DataFrame] = {}
        self._areas: dict[str, gpd.GeoDataFrame] = {}
        self._indexes: dict[str, pd.Index] = {}
        self._tallies: dict[tuple[str, str], dict[str, int]] = {}
        self._residents: dict[str, pd.Series] = {}
        # Tables in place of the release's own, and the store that has only those of the release.
        self._entered: Mapping[str, pd.DataFrame] = {}
        self._without: ReleaseTables | None = None
        # Tables of which only some rows may be seen, in place of the release's own.
        self._narrowed: Mapping[str, pd.DataFrame] = {}

    def with_entered(self, tables: Mapping[str, pd.DataFrame]) -> Self:
        """Return the same release with tables that were entered by hand in place of its own."""
        other = copy(self)
        other._entered, other._without = tables, self
        rows = {name: {"rows": len(table)} for name, table in tables.items()}
        other.manifest = replace(self.manifest, tables={**self.manifest.tables, **rows})
        return other

    def areas(self, level: str) -> gpd.GeoDataFrame:
        """Return the areas of a level, indexed by code, in EPSG:27700."""
        if level not in self._areas:
            self._areas[level] = self._read_areas([("level", "==", level)])
        return self._areas[level].copy(deep=False)

    def area_parts(self, level: str) -> Iterator[gpd.GeoSeries]:
        """Yield the shapes of a level in parts, in the order of its codes, in EPSG:27700.

        They are read anew, so that memory never holds all shapes of a country.
        """
        columns = ["area_code", "level", "geometry"]
        with self._reading("areas") as path, pq.ParquetFile(path) as table:
            for batch in table.iter_batches(batch_size=AREAS_AT_A_TIME, columns=columns):
                part = batch.to_pandas()
                part = part[part["level"] == level]
                if len(part):
                    codes = pd.Index(part["area_code"].astype(str), name="area_code")
                    yield gpd.GeoSeries.from_wkb(
                        part["geometry"].to_numpy(), codes, crs=BRITISH_GRID
                    )

    def areas_of(self, codes: Iterable[str]) -> gpd.GeoDataFrame:
        """Return these areas of any level, indexed by code, in EPSG:27700.

        The shapes are read anew, so that one area of many costs no memory for the others.
        """
        return self._read_areas([("area_code", "in", sorted(set(codes)))])

    def area_names(self, level: str) -> pd.DataFrame:
        """Return the areas of a level without their shapes, indexed by code."""
        areas = self._named_areas
        return areas[areas["level"] == level]

    @cached_property
    def _named_areas(self) -> pd.DataFrame:
        """The areas of all levels: the shapes are by far the largest column, and seldom needed."""
        columns = [name for name in TABLES["areas"].columns if name != "geometry"]
        with self._reading("areas") as path:
            read = pd.read_parquet(path, columns=columns)
            return read.set_index("area_code")

    def _read_areas(self, only: list[tuple[str, str, Any]]) -> gpd.GeoDataFrame:
        with self._reading("areas") as path:
            read = gpd.read_parquet(path, filters=only)
            return gpd.GeoDataFrame(read.set_index("area_code"))

    def _counts_at_points(self, months: Collection[str]) -> pd.DataFrame:
        """Return `point`, `category` and `incidents` of the months; without rows if there are none.

        The table is the largest of a release and is read anew in each call.
        """
        if "point_counts" not in self.manifest.tables:
            return self._table("point_counts")[["point", "category", "incidents"]]
        with self._reading("point_counts") as path:
            return read_point_counts(path, months)

    def named_points(self) -> pd.DataFrame:
        """Return `point`, `name` and `ward_code` of every point of the police, read anew."""
        columns = ["point", "name", "ward_code"]
        if "points" not in self.manifest.tables:
            return self._table("points")[columns]
        with self._reading("points") as path:
            return read_named_points(path)

    def ground(self) -> gpd.GeoDataFrame:
        """Return the features of the basemap."""
        return gpd.GeoDataFrame(self._table("ground"), crs=BRITISH_GRID)

    def groups(self) -> gpd.GeoDataFrame:
        """Return community groups and services, with a point if they have one."""
        table = self._table("groups")
        if "audience_cy" not in table:  # Older releases don't have this column.
            table = table.assign(audience_cy=None)
        return gpd.GeoDataFrame(table, crs=BRITISH_GRID)

    def orders(self) -> gpd.GeoDataFrame:
        """Return public spaces protection orders, with their areas in EPSG:27700."""
        return gpd.GeoDataFrame(self._table("orders"), crs=BRITISH_GRID)

    def responses(self) -> pd.DataFrame:
        """Return what the partnership has done and does about problems."""
        return self.table("responses")

    def residents(self, level: str) -> pd.Series:
        """Return residents by area code; missing (not zero) if an area has no figure.

        Larger areas add up the residents of their LSOAs, by the shares in `members`.
        """
        if level not in self._residents:
            self._residents[level] = self._sum_residents(level).rename("residents")
        return self._residents[level].copy()

    def _sum_residents(self, level: str) -> pd.Series:
        by_lsoa, codes = self._residents_of_lsoas(), self._codes(level)
        if level == LSOA:
            return by_lsoa.reindex(codes)
        members = self.members(WARD if level == COUNTY else level)
        parts = members["lsoa_code"].map(by_lsoa).astype(float) * members["share"]
        known = parts.notna().groupby(members["area_code"]).all()
        by_area: pd.Series = parts.groupby(members["area_code"]).sum().where(known)
        if level != COUNTY:
            return by_area.reindex(codes)
        return pd.Series(by_area.sum(skipna=False), codes)

    def _residents_of_lsoas(self) -> pd.Series:
        """Return residents of all age bands, missing for an LSOA that lacks an age band."""
        bands = self._table("population").groupby("area_code")["residents"]
        whole = bands.count() == bands.count().max()
        residents: pd.Series = bands.sum().where(whole).astype(float)
        return residents

    def membership(self) -> pd.DataFrame:
        """Return which LSOAs, and what share of each, make up each ward, by which rule."""
        return self._table("membership").copy()

    def members(self, level: str) -> pd.DataFrame:
        """Return which LSOAs, and what share of each, make up each area of a larger level."""
        if level == WARD:
            return self.membership().rename(columns={"ward_code": "area_code"})
        every = self._table("further_membership")
        return every[every["level"] == level].drop(columns="level").reset_index(drop=True)

    def levels(self) -> tuple[str, ...]:
        """Return the levels of areas with figures."""
        return self.manifest.levels

    def _codes(self, level: str) -> pd.Index:
        if level not in self._indexes:
            codes = [str(code) for code in self.area_names(level).index]
            self._indexes[level] = pd.Index(codes, name="area_code")
        return self._indexes[level]

    def answers_of(self, questions: Collection[str], columns: Sequence[str]) -> pd.DataFrame:
        """Return columns of the answers of single respondents to some questions.

        Only they are read, because the answers to all questions may not fit into memory. They are
        never shown: figures of places are in the tables that the build has published
        (`data.disclosure`); only figures of all respondents together are made from these rows.
        """
        if PERCEPTIONS not in self.manifest.tables:
            return self._table(PERCEPTIONS)[list(columns)]
        with self._reading(PERCEPTIONS) as path:
            return survey_answers.answers_to(path, questions, columns)

    def tally(self, name: str, column: str) -> dict[str, int]:
        """Return how many rows of a table have each value of a column of text."""
        if name not in self.manifest.tables:
            return {}
        if name in self._narrowed:
            counts = self._narrowed[name][column].value_counts()
            return {str(value): int(n) for value, n in counts.items()}
        if (name, column) not in self._tallies:
            with self._reading(name) as path:
                self._tallies[name, column] = survey_answers.tally(path, column)
        return dict(self._tallies[name, column])

    def codes(self, level: str) -> pd.Index:
        """Return the codes of a level's areas."""
        return self._codes(level).copy()

    def table(self, name: str) -> pd.DataFrame:
        """Return a copy of a table; without rows if the release doesn't have it."""
        return self._table(name).copy(deep=False)

    def ward_of_postcode(self, typed: str) -> str | None:
        """Return the ward of a postcode, whatever its case and spaces."""
        postcodes = self._table("postcodes")
        plain = postcodes["postcode"].map(_plain_postcode)
        wards = postcodes.loc[plain == _plain_postcode(typed), "ward_code"]
        return None if wards.empty else str(wards.iloc[0])

    def point_of_postcode(self, typed: str) -> tuple[float, float] | None:
        """Return easting and northing of a postcode in metres; None if they aren't known."""
        postcodes = self._table("postcodes")
        if "x" not in postcodes:
            return None
        plain = postcodes["postcode"].map(_plain_postcode)
        found = postcodes.loc[plain == _plain_postcode(typed), ["x", "y"]].dropna()
        return None if found.empty else (float(found["x"].iloc[0]), float(found["y"].iloc[0]))

    def example_postcode(self) -> str:
        """Return a postcode of the release."""
        return str(self._table("postcodes")["postcode"].iloc[0])

    def rows_left_out(self, *, reasons: Collection[str] | None = None) -> pd.DataFrame:
        """Return the stored rows that were left out, of all reasons or of these."""
        return pd.concat(self.left_out_parts(reasons=reasons), ignore_index=True)

    def left_out_parts(
        self, *, files: Collection[str] | None = None, reasons: Collection[str] | None = None
    ) -> Iterator[pd.DataFrame]:
        """Yield the stored rows that were left out: file, line, reason and original record.

        They are read a part at a time, because there can be more of them than memory holds; there
        is at least one part. None means every file, or every reason.
        """
        found = False
        with self._reading("left_out") as path, pq.ParquetFile(path) as table:
            for batch in table.iter_batches(batch_size=ROWS_AT_A_TIME):
                part = _of_files_and_reasons(batch.to_pandas(), files, reasons)
                if len(part):
                    found = True
                    self.files.check("left_out.parquet")
                    yield part
            if not found:
                yield table.schema_arrow.empty_table().to_pandas()

    def _table(self, name: str) -> pd.DataFrame:
        if name in self._narrowed:
            return self._narrowed[name]
        if name in self._entered:
            return self._entered[name].copy(deep=False)
        if name not in self._tables:
            self._tables[name] = self._read(name)
        return self._tables[name]

    def _read(self, name: str) -> pd.DataFrame:
        if name not in self.manifest.tables:
            return pd.DataFrame(columns=list(TABLES[name].columns))
        read = gpd.read_parquet if "geometry" in TABLES[name].columns else pd.read_parquet
        with self._reading(name) as path:
            return read(path)

    def _reading(self, name: str) -> AbstractContextManager[Path]:
        return self.files.reading(f"{name}.parquet")


def _plain_postcode(typed: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", typed.upper())


def _of_files_and_reasons(
    rows: pd.DataFrame, files: Collection[str] | None, reasons: Collection[str] | None
) -> pd.DataFrame:
    for column, wanted in (("file", files), ("reason", reasons)):
        if wanted is not None:
            rows = rows[rows[column].isin(list(wanted))]
    return rows
