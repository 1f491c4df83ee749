"""Answers questions about a release from its tables and count cubes."""

from collections.abc import Collection, Sequence
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
import pandas as pd

from data.file_kinds import LOCAL_INCIDENTS
from data.months import months_between
from data.release.checksum import ReleaseFiles
from data.release.counts.cube import OUTSIDE_OF, Cube
from data.release.coverage.recording_breaks import RecordingBreak, number_recordings
from data.release.partner_incidents import PartnerIncidents, is_partner
from data.release.partner_rows import rows_within, with_rows_within
from data.release.tables import ReleaseTables
from data.schema import CATEGORIES, COUNTY, FURTHER_LEVELS, LSOA, WARD


class Store(ReleaseTables):
    """One release: its tables, and the counts of its cubes."""

    def __init__(self, folder: Path, files: ReleaseFiles | None = None) -> None:
        super().__init__(folder, files)
        self._cubes: dict[str, Cube] = {}
        self._partner_incidents: PartnerIncidents | None = None
        # The authorities whose own incidents it has; None: of all.
        self._authorities: frozenset[str] | None = None
        first, last = self.manifest.first_month, self.manifest.last_month
        self._months = tuple(months_between(first, last))
        self._number_of = {month: number for number, month in enumerate(self._months)}

    def within(self, authorities: frozenset[str]) -> Self:
        """Return the same release with the own incidents of some authorities alone.

        Other areas have no figures of them, as if they were not published, and sums of the whole
        area are those of these authorities. Without any, nothing tells how many there are.
        """
        other = copy(self)
        other._without = self
        other._authorities, other._partner_incidents = authorities, None
        seen = {level: other.areas_within(level) for level in self.levels()}
        rows = rows_within(self._table(LOCAL_INCIDENTS), seen)
        other._narrowed = {**self._narrowed, LOCAL_INCIDENTS: rows}
        other.manifest = with_rows_within(self.manifest, len(rows) if authorities else None)
        return other

    def areas_within(self, level: str) -> pd.Series:
        """Return by area code whether the own incidents of the area can be seen: of all of it."""
        codes = self._codes(level)
        if self._authorities is None:
            return pd.Series(True, codes)
        wards = self.area_names(WARD)["authority_code"].isin(list(self._authorities))
        if level == COUNTY:
            return pd.Series(bool(wards.all()), codes)
        if level == WARD:
            return wards.reindex(codes, fill_value=False)
        lsoas = self.area_names(LSOA)["parent_code"].map(wards).eq(True)
        if level == LSOA:
            return lsoas.reindex(codes, fill_value=False)
        members = self.members(level)
        whole = members["lsoa_code"].map(lsoas).eq(True).groupby(members["area_code"]).all()
        return whole.reindex(codes, fill_value=False)

    def months(self) -> list[str]:
        """Return every month from first to last, missing ones included."""
        return list(self._months)

    def complete_months(self) -> list[str]:
        """Return the months for which at least one ward has figures."""
        return list(self._complete_months)

    @cached_property
    def _complete_months(self) -> tuple[str, ...]:
        somewhere = np.flatnonzero(self._cube(WARD).published().any(axis=1))
        return tuple(self._months[number] for number in somewhere)

    def nowhere(self, level: str, months: Sequence[str], categories: Sequence[str]) -> int:
        """Return how many of the incidents are in no area of the level."""
        if is_partner(categories):
            return self.own_incidents().nowhere(categories[0], level, months)
        if level not in FURTHER_LEVELS or level not in self.levels():
            return 0
        chosen = [CATEGORIES.index(category) for category in categories]
        outside = self._cube(OUTSIDE_OF + level)
        return int(outside.counts(chosen, self._month_numbers(months)).sum())

    def counts(self, level: str, months: Sequence[str], categories: Sequence[str]) -> pd.Series:
        """Return incidents by area code over the months, zero if none was recorded.

        Police categories are added up; a partner category (`is_partner`) is counted alone.
        """
        if is_partner(categories):
            codes = self._codes(level)
            return self.own_incidents().counts(categories[0], level, months, codes)
        chosen = [CATEGORIES.index(category) for category in categories]
        numbers = self._cube(level).counts(chosen, self._month_numbers(months))
        if level == COUNTY:
            numbers = numbers.sum(keepdims=True)
        return pd.Series(numbers, self._codes(level), name="incidents")

    def known_months(self, categories: Sequence[str]) -> list[str]:
        """Return the months for which there are figures of these categories in some area."""
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
            number = sum(month in known for month in months)
            if self._authorities is None:
                return pd.Series(number, self._codes(level))
            numbers = number * self.areas_within(WARD if level == COUNTY else level).to_numpy()
        else:
            numbers = self._cube(level).observed(self._month_numbers(months))
        if level == COUNTY:
            people = self.residents(WARD).fillna(0).to_numpy()
            # Without any number of residents every ward has the same weight.
            weights = people if people.any() else None
            numbers = np.array([np.average(numbers, weights=weights)])
        return pd.Series(numbers, self._codes(level), name="months")

    def monthly(self, level: str, place: str, categories: Sequence[str]) -> pd.Series:
        """Return one area's incidents by month; a month without figures has no number."""
        if is_partner(categories):
            is_seen = level == COUNTY or self.areas_within(level)[place]
            known = self.known_months(categories) if is_seen else []
            by_month = {month: self.counts(level, [month], categories)[place] for month in known}
            return pd.Series(by_month, dtype=float).reindex(self.months())
        chosen = [CATEGORIES.index(category) for category in categories]
        number = int(self._codes(level).get_indexer(pd.Index([place]))[0])
        return pd.Series(self._cube(level).monthly(number, chosen), self.months())

    def by_month(self, level: str, categories: Sequence[str]) -> pd.DataFrame:
        """Return the incidents of each month (rows) and area; missing where there are no figures.

        The level is not the county.
        """
        codes = self._codes(level)
        if is_partner(categories):
            known = self.known_months(categories)
            rows = [self.counts(level, [month], categories).astype(float) for month in known]
            table = pd.DataFrame(rows, pd.Index(known, dtype="str"), codes, dtype=float)
            return table.reindex(self.months()).where(self.published(level, categories))
        chosen = [CATEGORIES.index(category) for category in categories]
        return pd.DataFrame(self._cube(level).by_month(chosen), self.months(), codes)

    def published(self, level: str, categories: Sequence[str] = ()) -> pd.DataFrame:
        """Return a table of months by areas: whether an area has figures for the whole month.

        Of a partner category all areas have the same months, but for those whose own incidents
        can't be seen. The level is not the county.
        """
        codes = self._codes(level)
        if is_partner(categories):
            known = pd.Index(self.months()).isin(self.known_months(categories))
            seen = self.areas_within(level).to_numpy()
            return pd.DataFrame(known[:, None] & seen, self.months(), codes)
        return pd.DataFrame(self._cube(level).published(), self.months(), codes)

    def breaks(self, categories: Sequence[str]) -> tuple[RecordingBreak, ...]:
        """Return the recording breaks of these categories that are applied."""
        every = self.manifest.breaks
        return tuple(one for one in every if one.applies and one.category in categories)

    def breaks_at(
        self, level: str, place: str, categories: Sequence[str]
    ) -> tuple[RecordingBreak, ...]:
        """Return those of the police forces of an area; of the whole area with an empty code."""
        breaks = self.breaks(categories)
        if not breaks or not place or level == COUNTY:
            return breaks
        forces = self._forces(level)[place]
        return tuple(one for one in breaks if one.force in forces)

    def recordings(self, level: str, categories: Sequence[str] = ()) -> pd.DataFrame:
        """Return a table of months by areas: 0 where an area has no figures for the whole month.

        Other numbers are the same in months that are recorded alike; a recording break changes
        them. The level is not the county.
        """
        published = self.published(level, categories)
        numbers = published.astype(np.int8)
        if not self.breaks(categories):
            return numbers
        forces = self._forces(level)
        for some in set(forces):
            breaks = [one for one in self.breaks(categories) if one.force in some]
            of_month = np.array(number_recordings(self.months(), breaks, categories), np.int8)
            there = [own == some for own in forces]
            numbers.loc[:, there] = numbers.loc[:, there].mul(of_month, axis=0)
        return numbers

    def _forces(self, level: str) -> pd.Series:
        """Return the police forces of each area of a level."""
        authorities = {one.authority: one.force for one in self.manifest.authorities}
        wards = self.area_names(WARD)["authority_code"].map(authorities)
        lsoas = self.area_names(LSOA)["parent_code"].map(wards)
        if level in (WARD, LSOA):
            own = (wards if level == WARD else lsoas).reindex(self._codes(level))
            return own.map(lambda force: frozenset([force]))
        members = self.members(level)
        of_area = members["lsoa_code"].map(lsoas).groupby(members["area_code"]).agg(frozenset)
        return of_area.reindex(self._codes(level))

    def point_counts(self, months: Sequence[str]) -> pd.DataFrame:
        """Return `point`, `category` and `incidents` of the months, without any ward's gaps."""
        published = self.published(WARD).reindex(list(months), fill_value=False)
        patterns, of_month = np.unique(published.to_numpy(), axis=0, return_inverse=True)
        parts = []
        # Months that the same wards have are read together.
        for number, known in enumerate(patterns):
            same = published.index[of_month.ravel() == number]
            counts = self._counts_at_points([str(month) for month in same])
            if not known.all():
                counts = counts[counts["point"].isin(self._points_in(published.columns[known]))]
            parts.append(counts)
        return pd.concat(parts) if parts else self._counts_at_points([])

    def _points_in(self, wards: pd.Index) -> pd.Series:
        points = self.named_points()
        return points.loc[points["ward_code"].isin(wards), "point"]

    def incidents_by_point(self, categories: Collection[str]) -> pd.DataFrame:
        """Return `point`, `month` and `incidents` of the categories, gaps included."""
        counts = self._table("point_counts")
        wanted = counts[counts["category"].isin(list(categories))]
        return wanted.groupby(["point", "month"])["incidents"].sum().reset_index()

    def _month_numbers(self, months: Sequence[str]) -> list[int]:
        return sorted(self._number_of[month] for month in months)

    def _cube(self, level: str) -> Cube:
        """Return the cube of a level. The county is the sum of its wards."""
        level = WARD if level == COUNTY else level
        if level not in self._cubes:
            self._cubes[level] = Cube(self.files.folder, level, reading=self.files.reading)
        return self._cubes[level]

    def own_incidents(self) -> PartnerIncidents:
        """Return the partners' own incidents as categories that can be counted."""
        if self._partner_incidents is None:
            self._partner_incidents = PartnerIncidents(self._table(LOCAL_INCIDENTS))
        return self._partner_incidents
