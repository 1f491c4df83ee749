"""The adapter between a release and the measures, with the noise of its counts.

Towns and beats need not cover the whole area. At such a level counts, months and residents have one
more row, the remainder, so that comparisons with the whole area include all of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd
from scipy import sparse

from components.counting import categories_of
from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.recorded.harm import harm_of
from components.queries.shapes import neighbours
from components.queries.surveys import published_question
from data.access.group_visibility import visible_groups
from data.access.viewer import Audience
from data.contracts.scales import PROBLEM_PREFIX
from data.release.store import Store
from data.schema import COUNTY, FURTHER_LEVELS, LSOA, WARD
from geo.categories import part_of
from geo.comparable_months.compared import compared_months_by_area
from geo.comparable_months.shared import shared_months
from geo.measures.model import HarmInputs, YearBefore
from geo.noise.changes import changed
from geo.noise.estimate import Noise, estimate_noise
from geo.noise.whole import noise_of_whole
from geo.period import YEAR, Period
from geo.stats.deprivation import newest_edition
from geo.stats.rates import person_years
from geo.stats.remainder import append_remainder, months_elsewhere
from geo.survey.published import PublishedQuestion

# The longest period whose noise is estimated: in three years there are no two of two years.
LONGEST = YEAR


@query(8)
def incidents_by_month(key: CacheKey, level: str, subject: str) -> pd.DataFrame:
    """Return the incidents of each month (rows) and area; missing where there are no figures."""
    store = store_of(key)
    return store.by_month(level, categories_of(store, subject))


@query(500)
def noise_of(key: CacheKey, level: str, subject: str, window: int) -> Noise:
    """Return the noise of a category's counts at a level, for periods of so many months.

    The noise of the whole area is the clustering of its own months, and the drift of its wards.
    """
    length = min(max(window, 1), LONGEST)
    if level != COUNTY:
        return estimate_noise(recorded_as_now(key, level, subject), window=length)
    by_month = recorded_as_now(key, WARD, subject)
    shared = shared_months(by_month.notna(), store_of(key).residents(WARD))
    if shared is not None:
        # The same wards in every month.
        by_month = by_month[list(shared.areas)]
    whole = by_month.sum(axis=1, skipna=False)
    return noise_of_whole(whole, noise_of(key, WARD, subject, length), by_month.sum())


def recorded_as_now(key: CacheKey, level: str, subject: str) -> pd.DataFrame:
    """Return the incidents by month, missing before a recording break: a break is no noise."""
    by_month = incidents_by_month(key, level, subject)
    store = store_of(key)
    categories = categories_of(store, subject)
    if not store.breaks(categories):
        return by_month
    recordings = store.recordings(level, categories)
    return by_month.where(recordings.eq(latest_recording(recordings)))


def latest_recording(recordings: pd.DataFrame) -> pd.Series:
    """Return the number of each area's latest month with figures; 0 if it has none."""
    return recordings.where(recordings > 0).ffill().iloc[-1].fillna(0)


@query(60)
def changes_at(key: CacheKey, level: str, subject: str, period: Period) -> pd.DataFrame | None:
    """Return the change of each area since a year before; None if no area has such months."""
    found = ReleaseInputs(key=key, level=level, subject=subject, period=period).year_before()
    return None if found is None else changed(found.now, found.before, found.noise)


@dataclass(frozen=True, kw_only=True)
class ReleaseInputs:
    """One level, subject and period of a release (see `geo.measures.model.MeasureInputs`)."""

    key: CacheKey
    level: str
    # The category, topic or domain that the measure depends on; empty if it depends on none.
    subject: str
    period: Period
    # Only these months, in place of those of the period for which there are figures.
    only: tuple[str, ...] | None = None

    @property
    def store(self) -> Store:
        """The release that is served."""
        return store_of(self.key)

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """The categories that the subject adds up."""
        return categories_of(self.store, self.subject)

    @cached_property
    def _months(self) -> Sequence[str]:
        if self.only is not None:
            return self.only
        return self.period.split(self.store.known_months(self.categories))[0]

    def areas(self) -> pd.Index:
        """Return the codes of the level's areas."""
        return self.store.codes(self.level)

    def counts(self) -> pd.Series:
        """Return the incidents of the subject's categories in the period."""
        return self._with_remainder(self.categories)

    def recorded(self) -> pd.Series:
        """Return the incidents of everything that the categories are a part of."""
        return self._with_remainder(part_of(self.categories))

    def harm(self) -> HarmInputs:
        """Return the incidents by category, or by offence for partners' own, and the weights."""
        return harm_of(self.key, self.level, self._months, self.categories)

    def observed(self) -> pd.Series:
        """Return the number of the period's months for which an area has figures."""
        of_areas = self.store.observed(self.level, self._months, self.categories)
        if self.level not in FURTHER_LEVELS:
            return of_areas
        by_ward = self.store.observed(WARD, self._months, self.categories)
        person_months = float((self.store.residents(WARD) * by_ward).sum())
        return months_elsewhere(of_areas, self.residents(), whole_person_months=person_months)

    def residents(self) -> pd.Series:
        """Return the usual residents; missing where there is no figure."""
        return self._completed(self.store.residents(self.level), self.store.residents(WARD))

    def noise(self) -> Noise:
        """Return the noise of the subject at the level, for periods as long as the chosen one."""
        return noise_of(self.key, self.level, self.subject, len(self._months))

    def neighbours(self) -> sparse.csr_array:
        """Return which areas touch, rows and columns in the order of the level's codes."""
        return neighbours(self.key, self.level)

    def whole(self) -> pd.DataFrame | None:
        """Return the whole in each area's own months; None if areas have the same months.

        Like is compared with like: a ward with figures from January to June with the whole from
        January to June. Beside an area without figures stands the whole in all months.
        """
        if self.level == COUNTY:
            return None
        months = list(self._months)
        have = self.store.published(self.level, self.categories).reindex(months).eq(True)
        patterns, of_area = np.unique(have.to_numpy().T, axis=0, return_inverse=True)
        if patterns.any(axis=1).sum() < 2:
            return None
        parts = []
        for number, pattern in enumerate(patterns):
            there = pattern if pattern.any() else patterns.any(axis=0)
            own = tuple(months[at] for at in np.flatnonzero(there))
            then = replace(self, only=own)
            observed = then.observed()
            counts = then.counts().where(observed > 0, 0)
            found = {
                "counts": counts.sum(),
                "years": person_years(counts.index, then.residents(), observed).sum(),
                "more": len(own) < patterns.any(axis=0).sum(),
            }
            parts.append(pd.DataFrame(found, have.columns[of_area.ravel() == number]))
        return pd.concat(parts).reindex(self.counts().index)

    def year_before(self) -> YearBefore | None:
        """Return the incidents now and a year before, over the months that each area has in both.

        Return None if no area has such a month.
        """
        recordings = self.store.recordings(self.level, self.categories)
        found = compared_months_by_area(recordings, self.period.months())
        if not found:
            return None
        every = incidents_by_month(self.key, self.level, self.subject)
        now = sorted({month for compared in found for month in compared.now})
        before = dict(pair for one in found for pair in zip(one.now, one.before, strict=True))
        years = [every.loc[now], every.loc[[before[month] for month in now]]]
        years[1].index = years[0].index
        for compared in found:
            lacking = [month for month in now if month not in compared.now]
            for year in years if lacking else ():
                year.loc[lacking, list(compared.areas)] = float("nan")
        never = recordings.columns.difference([area for one in found for area in one.areas])
        for year in years if len(never) else ():
            year[never] = float("nan")
        noise = noise_of(self.key, self.level, self.subject, len(now))
        return YearBefore(now=years[0], before=years[1], noise=noise)

    def survey(self) -> PublishedQuestion:
        """Return what is published of the respondents' answers on the topic."""
        return published_question(self.key, PROBLEM_PREFIX + self.subject)

    def ranks(self) -> pd.DataFrame:
        """Return the ranks of the domain in the newest edition, by LSOA."""
        every = self.store.table("deprivation")
        if every.empty:
            return every.set_index("area_code")
        wanted = (every["edition"] == newest_edition(every)) & (every["domain"] == self.subject)
        return every[wanted].set_index("area_code")

    def members(self) -> pd.DataFrame:
        """Return how many residents of each LSOA live in each ward, or area of a larger level."""
        members = self.store.members(WARD if self.level == LSOA else self.level)
        of_lsoa = members["lsoa_code"].map(self.store.residents(LSOA))
        return members.assign(residents=of_lsoa * members["share"])

    def groups(self) -> pd.DataFrame:
        """Return the community groups as the public may see them."""
        return visible_groups(Audience.PUBLIC, self.store.groups())

    def _with_remainder(self, categories: Sequence[str]) -> pd.Series:
        of_areas = self.store.counts(self.level, self._months, categories)
        return self._completed(of_areas, self.store.counts(COUNTY, self._months, categories))

    def _completed(self, areas: pd.Series, whole: pd.Series) -> pd.Series:
        if self.level not in FURTHER_LEVELS:
            return areas
        return append_remainder(areas, whole=whole.sum())
