"""Opens a release and answers questions; nothing above it knows about files."""

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
from data.release.partner_incidents import PartnerIncidents, is_partner
from data.release.survey_totals import as_answers
from data.schema import BRITISH_GRID, CATEGORIES, COUNTY, FURTHER_LEVELS, LSOA, TABLES, WARD


class Store:
    """One release, read as it is asked for. Answers are the caller's own: copies or new tables."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._tables: dict[str, pd.DataFrame] = {}
        self._cubes: dict[str, Cube] = {}
        self._indexes: dict[str, pd.Index] = {}
        self._own: PartnerIncidents | None = None
        self.manifest = verify(folder)
        first, last = self.manifest.first_month, self.manifest.last_month
        self._months = tuple(months_between(first, last))

    def months(self) -> list[str]:
        """Every month from first to last, the missing ones included."""
        return list(self._months)

    def complete_months(self) -> list[str]:
        """The months that at least one of the area's police forces published whole."""
        missing = set(self.manifest.missing_months)
        return [month for month in self._months if month not in missing]

    def areas(self, level: str) -> gpd.GeoDataFrame:
        """The areas of a level, indexed by code, in metres."""
        areas = self._table("areas")
        return gpd.GeoDataFrame(areas[areas["level"] == level].set_index("area_code"))

    def ground(self) -> gpd.GeoDataFrame:
        """What is drawn under and over the areas."""
        return gpd.GeoDataFrame(self._table("ground"), crs=BRITISH_GRID)

    def groups(self) -> gpd.GeoDataFrame:
        """Community groups and services, with a point where they have one."""
        table = self._table("groups")
        if "audience_cy" not in table:  # A release from before there was one.
            table = table.assign(audience_cy=None)
        return gpd.GeoDataFrame(table, crs=BRITISH_GRID)

    def orders(self) -> gpd.GeoDataFrame:
        """Public spaces protection orders, with their areas in metres."""
        return gpd.GeoDataFrame(self._table("orders"), crs=BRITISH_GRID)

    def residents(self, level: str) -> pd.Series:
        """Residents by area code; an area without a figure is missing, not zero.

        Wards take the residents of the LSOAs that make them up, by the rule in `membership`.
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
        """All age bands together; where one of them is missing the sum would be too small."""
        bands = self._table("population").groupby("area_code")["residents"]
        whole = bands.count() == bands.count().max()
        residents: pd.Series = bands.sum().where(whole)
        return residents

    def membership(self) -> pd.DataFrame:
        """Which LSOAs, and what share of each, make up which ward, by which rule."""
        return self._table("membership").copy()

    def members(self, level: str) -> pd.DataFrame:
        """Which LSOAs, and what share of each, make up which area of a level larger than theirs."""
        if level == WARD:
            return self.membership().rename(columns={"ward_code": "area_code"})
        every = self._table("further_membership")
        return every[every["level"] == level].drop(columns="level").reset_index(drop=True)

    def levels(self) -> tuple[str, ...]:
        """The kinds of areas that there are figures of."""
        return self.manifest.levels

    def nowhere(self, level: str, months: Sequence[str], categories: Sequence[str]) -> int:
        """Return how many of the incidents are in no area of the level."""
        if is_partner(categories):
            return self.own_incidents().nowhere(categories[0], level, months)
        if level not in FURTHER_LEVELS or level not in self.levels():
            return 0
        asked = [CATEGORIES.index(category) for category in categories]
        outside = self._cube(OUTSIDE_OF + level)
        return int(outside.counts(asked, self._month_numbers(months)).astype(np.int64).sum())

    def counts(self, level: str, months: Sequence[str], categories: Sequence[str]) -> pd.Series:
        """Return incidents by area code over the months, zero where nothing was recorded.

        Police categories are added up; a partner category (`is_partner`) stands alone.
        """
        if is_partner(categories):
            codes = self._codes(level)
            return self.own_incidents().counts(categories[0], level, months, codes)
        asked = [CATEGORIES.index(category) for category in categories]
        found = self._cube(level).counts(asked, self._month_numbers(months))
        numbers = found.astype(np.int64)
        if level == COUNTY:
            numbers = numbers.sum(keepdims=True)
        return pd.Series(numbers, self._codes(level), name="incidents")

    def known_months(self, categories: Sequence[str]) -> list[str]:
        """Return the months for which there are figures of these categories somewhere."""
        if is_partner(categories):
            return self.own_incidents().months(categories[0], self.months())
        return self.complete_months()

    def observed(
        self, level: str, months: Sequence[str], categories: Sequence[str] = ()
    ) -> pd.Series:
        """Return by area code for how many of the months there are figures.

        Police figures exist where the area's police force published the whole month.
        """
        if is_partner(categories):
            known = set(self.known_months(categories))
            return pd.Series(sum(month in known for month in months), self._codes(level))
        numbers = self._cube(level).observed(self._month_numbers(months))
        if level == COUNTY:
            people = self.residents(WARD).fillna(0).to_numpy()
            numbers = np.array([np.average(numbers, weights=people) if people.any() else 0])
        return pd.Series(numbers, self._codes(level), name="months")

    def monthly(self, level: str, place: str, categories: Sequence[str]) -> pd.Series:
        """Return one area's incidents by month; a month without figures has no number."""
        if is_partner(categories):
            known = self.known_months(categories)
            by_month = {month: self.counts(level, [month], categories)[place] for month in known}
            return pd.Series(by_month, dtype=float).reindex(self.months())
        asked = [CATEGORIES.index(category) for category in categories]
        number = int(self._codes(level).get_indexer(pd.Index([place]))[0])
        return pd.Series(self._cube(level).monthly(number, asked), self.months())

    def published(self, level: str) -> pd.DataFrame:
        """A row a month, a column an area: whether its police force published it whole."""
        months = self.months()
        seen = [self._cube(level).observed([number]) > 0 for number in range(len(months))]
        return pd.DataFrame(np.array(seen), months, self._codes(level))

    def incidents_by_point(self, categories: Collection[str]) -> pd.DataFrame:
        """`point`, `month` and `incidents` of these categories, gaps not yet taken out."""
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
        """The county has no cube of its own: it is the sum of its wards."""
        level = WARD if level == COUNTY else level
        if level not in self._cubes:
            self._cubes[level] = Cube(self._folder, level)
        return self._cubes[level]

    def answers(self, question: str) -> pd.DataFrame:
        """What was said to one question: wave, mode, area_code, weight, answer, wording.

        Where no respondents were brought, from answers that came already totalled.
        """
        perceptions = self._table("perceptions")
        said = perceptions[perceptions["question"] == question]
        if said.empty:
            said = as_answers(self._table("survey_totals"), question)
        return said.reindex(columns=["wave", "mode", "area_code", "weight", "answer", "wording"])

    def local_incidents(self) -> pd.DataFrame:
        """The partnership's own incidents: month, date, hour, type and where; none is no table."""
        return self._table("local_incidents").copy()

    def own_incidents(self) -> PartnerIncidents:
        """The same as categories that can be counted."""
        if self._own is None:
            self._own = PartnerIncidents(self._table("local_incidents"))
        return self._own

    def codes(self, level: str) -> pd.Index:
        """The codes of a level's areas."""
        return self._codes(level).copy()

    def survey_totals(self) -> pd.DataFrame:
        """Survey answers that came already totalled: one row a wave, area, question and answer."""
        return self._table("survey_totals").copy()

    def table(self, name: str) -> pd.DataFrame:
        """A whole tidy table; where nothing was brought for it, its columns without a row."""
        return self._table(name).copy()

    def ward_of_postcode(self, typed: str) -> str | None:
        """The ward that a postcode lies in, however its letters and spaces were typed."""
        postcodes = self._table("postcodes")
        plain = postcodes["postcode"].map(_plain_postcode)
        found = postcodes.loc[plain == _plain_postcode(typed), "ward_code"]
        return None if found.empty else str(found.iloc[0])

    def example_postcode(self) -> str:
        """Any one of the table's postcodes."""
        return str(self._table("postcodes")["postcode"].iloc[0])

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
        read = gpd.read_parquet if "geometry" in TABLES[name].columns else pd.read_parquet
        try:
            return read(path)
        except (OSError, ValueError, pa.ArrowException) as fault:
            problem = Message("release.part_damaged", part=name)
            raise BrokenRelease(release=self._folder.name, problem=problem) from fault


def _plain_postcode(typed: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", typed.upper())
