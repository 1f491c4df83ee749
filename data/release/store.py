"""Answers questions about a release from its tables and count cubes."""

import re
from collections.abc import Collection, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa

from data.errors import BrokenRelease
from data.messages import Message
from data.months import months_between
from data.release.checksum import verify
from data.release.cube import OUTSIDE_OF, Cube
from data.release.partner_incidents import PartnerIncidents
from data.release.survey_totals import as_answers
from data.schema import BRITISH_GRID, CATEGORIES, COUNTY, FURTHER_LEVELS, LSOA, TABLES, WARD

GEO_TABLES = {"areas", "groups", "orders", "ground"}


class Store:
    """One release, read on demand. Results are copies or new tables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str, pd.DataFrame] = {}
        self._cubes: dict[str, Cube] = {}
        self._indexes: dict[str, pd.Index] = {}
        self._partner_incidents: PartnerIncidents | None = None
        self.manifest = verify(folder)
        first, last = self.manifest.first_month, self.manifest.last_month
        self._months = tuple(months_between(first, last))

    def months(self) -> list[str]:
        """Return every month from first to last, missing ones included."""
        return list(self._months)

    def complete_months(self) -> list[str]:
        """Return the months that at least one of the area's forces published completely."""
        missing = set(self.manifest.missing_months)
        return [month for month in self._months if month not in missing]

    def areas(self, level: str) -> gpd.GeoDataFrame:
        """Return the areas of a level, indexed by code, in EPSG:27700."""
        areas = self._table("areas")
        return gpd.GeoDataFrame(areas[areas["level"] == level].set_index("area_code"))

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

    def residents(self, level: str) -> pd.Series:
        """Return residents by area code; missing (not zero) if an area has no figure.

        Larger areas add up the residents of their LSOAs, by the shares in `members`.
        """
        by_lsoa = self._residents_of_lsoas()
        codes = self._codes(level)
        if level == LSOA:
            return by_lsoa.reindex(codes).rename("residents")
        members = self.members(WARD if level == COUNTY else level)
        parts = members["lsoa_code"].map(by_lsoa) * members["share"]
        by_area = parts.groupby(members["area_code"]).agg(lambda part: part.sum(skipna=False))
        if level != COUNTY:
            return by_area.reindex(codes).rename("residents")
        return pd.Series(by_area.sum(skipna=False), codes, name="residents")

    def _residents_of_lsoas(self) -> pd.Series:
        """Return residents of all age bands, missing for an LSOA that lacks an age band."""
        bands = self._table("population").groupby("area_code")["residents"]
        whole = bands.count() == bands.count().max()
        residents: pd.Series = bands.sum().where(whole)
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

    def nowhere(self, level: str, months: Sequence[str], categories: Sequence[str]) -> int:
        """Return the number of incidents in no area of a level that may leave ground uncovered."""
        if level not in FURTHER_LEVELS or level not in self.levels():
            return 0
        chosen = [CATEGORIES.index(category) for category in categories]
        outside = self._cube(OUTSIDE_OF + level)
        return int(outside.counts(chosen, self._month_numbers(months)).astype(np.int64).sum())

    def counts(self, level: str, months: Sequence[str], categories: Sequence[str]) -> pd.Series:
        """Return incidents by area code over the months, zero if none was recorded."""
        chosen = [CATEGORIES.index(category) for category in categories]
        numbers = self._cube(level).counts(chosen, self._month_numbers(months)).astype(np.int64)
        if level == COUNTY:
            numbers = numbers.sum(keepdims=True)
        return pd.Series(numbers, self._codes(level), name="incidents")

    def observed(self, level: str, months: Sequence[str]) -> pd.Series:
        """Return in how many of the months each area's police force published completely."""
        numbers = self._cube(level).observed(self._month_numbers(months))
        if level == COUNTY:
            people = self.residents(WARD).fillna(0).to_numpy()
            numbers = np.array([np.average(numbers, weights=people) if people.any() else 0])
        return pd.Series(numbers, self._codes(level), name="months")

    def monthly(self, level: str, place: str, categories: Sequence[str]) -> pd.Series:
        """Return one area's incidents by month, missing for months not published."""
        chosen = [CATEGORIES.index(category) for category in categories]
        number = int(self._codes(level).get_indexer(pd.Index([place]))[0])
        return pd.Series(self._cube(level).monthly(number, chosen), self.months())

    def published(self, level: str) -> pd.DataFrame:
        """Return a table of months by areas: whether the police force published completely."""
        months = self.months()
        seen = [self._cube(level).observed([number]) > 0 for number in range(len(months))]
        return pd.DataFrame(np.array(seen), months, self._codes(level))

    def incidents_by_point(self, categories: Collection[str]) -> pd.DataFrame:
        """Return `point`, `month` and `incidents` of the categories, gaps included."""
        counts = self._table("point_counts")
        wanted = counts[counts["category"].isin(list(categories))]
        return wanted.groupby(["point", "month"])["incidents"].sum().reset_index()

    def _month_numbers(self, months: Sequence[str]) -> list[int]:
        number_of = {month: number for number, month in enumerate(self.months())}
        return sorted(number_of[month] for month in months)

    def _codes(self, level: str) -> pd.Index:
        if level not in self._indexes:
            areas = self._table("areas")
            codes = [str(code) for code in areas.loc[areas["level"] == level, "area_code"]]
            self._indexes[level] = pd.Index(codes, name="area_code")
        return self._indexes[level]

    def _cube(self, level: str) -> Cube:
        """Return the cube of a level. The county is the sum of its wards."""
        level = WARD if level == COUNTY else level
        if level not in self._cubes:
            self._cubes[level] = Cube(self._folder, level)
        return self._cubes[level]

    def answers(self, question: str) -> pd.DataFrame:
        """Return the answers to a question: wave, mode, area_code, weight, answer, wording.

        Survey totals are used if there are no answers of respondents.
        """
        perceptions = self._table("perceptions")
        answers = perceptions[perceptions["question"] == question]
        if answers.empty:
            answers = as_answers(self._table("survey_totals"), question)
        return answers.reindex(columns=["wave", "mode", "area_code", "weight", "answer", "wording"])

    def local_incidents(self) -> pd.DataFrame:
        """Return the partners' own incidents: month, date, hour, type and location."""
        return self._table("local_incidents").copy()

    def own_incidents(self) -> PartnerIncidents:
        """Return the partners' own incidents as categories that can be counted."""
        if self._partner_incidents is None:
            self._partner_incidents = PartnerIncidents(self._table("local_incidents"))
        return self._partner_incidents

    def codes(self, level: str) -> pd.Index:
        """Return the codes of a level's areas."""
        return self._codes(level).copy()

    def survey_totals(self) -> pd.DataFrame:
        """Return survey totals: one row per wave, area, question and answer."""
        return self._table("survey_totals").copy()

    def table(self, name: str) -> pd.DataFrame:
        """Return a copy of a table; without rows if the release doesn't have it."""
        return self._table(name).copy()

    def ward_of_postcode(self, typed: str) -> str | None:
        """Return the ward of a postcode, whatever its case and spaces."""
        postcodes = self._table("postcodes")
        plain = postcodes["postcode"].map(_plain_postcode)
        wards = postcodes.loc[plain == _plain_postcode(typed), "ward_code"]
        return None if wards.empty else str(wards.iloc[0])

    def example_postcode(self) -> str:
        """Return a postcode of the release."""
        return str(self._table("postcodes")["postcode"].iloc[0])

    def rows_left_out(self) -> pd.DataFrame:
        """Return every row left out of any file: line, reason and original record."""
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
            problem = Message("release.part_damaged", part=name)
            raise BrokenRelease(release=self._folder.name, problem=problem) from fault


def _plain_postcode(typed: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", typed.upper())
