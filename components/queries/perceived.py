"""Perception and record: what residents selected on a topic, and what was recorded before that."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.categories import compared_months
from components.queries.current_store import store_of
from components.queries.measure_inputs import ReleaseInputs, changes_at, noise_of
from components.queries.surveys import USUAL_TOPIC, published_question
from data.access.scopes import audience_of
from data.access.viewer import Audience
from data.contracts.scales import PROBLEM_PREFIX
from data.release.store import Store
from data.schema import LSOA, WARD
from geo.comparable_months.compared import ComparedMonths
from geo.noise.estimate import Noise
from geo.period import Period, latest_year, years_before
from geo.stats.deprivation import newest_edition
from geo.stats.rates import MONTHS_A_YEAR
from geo.stats.suppression import SHOWN
from geo.survey.gap_analysis import NO_CATEGORY, NO_MONTHS, UNKNOWN_TOPIC, GapTable, gap_table
from geo.survey.place_types import REASSURANCE_GAP
from geo.survey.published import PublishedQuestion
from geo.survey.shares import PERCEIVED_ABOVE
from geo.survey.topics import categories_of, is_known
from geo.survey.under_reporting import below_expectation, mean_deprivation

INCOME, LEAST_WARDS = "income", 8
# The audience that may see where under-reporting is suspected.
OPEN_TO = Audience.PARTNER


@dataclass(frozen=True, kw_only=True)
class PerceivedAndRecorded:
    """A topic's figures, with the respondents and months that they are based on."""

    gaps: GapTable
    said: PublishedQuestion
    months: tuple[str, ...]

    @property
    def pool(self) -> pd.Series:
        """By ward: the row of the table that the ward belongs to."""
        return self.said.place

    def wards_of(self, row: str) -> list[str]:
        """Return the wards that belong to a row of the table."""
        return self._wards.get(row, [])

    @cached_property
    def _wards(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for ward, row in self.pool.dropna().items():
            found.setdefault(str(row), []).append(str(ward))
        return found


@query(100)
def perceived_and_recorded(key: CacheKey, topic: str) -> PerceivedAndRecorded:
    """Return a topic's figures by ward, each wave compared with the twelve months before it.

    A row is a place of the survey, as the build has published it. Without answers the table has
    only what was recorded in the latest year.
    """
    store = store_of(key)
    said = published_question(key, PROBLEM_PREFIX + topic)
    months = _months_before(said.waves, store.complete_months())
    categories = categories_of(topic)
    recorded = store.counts(WARD, months, categories) if categories and months else None
    table = gap_table(
        said,
        recorded,
        person_months(store, months),
        _noise(key, categories, months),
        unrecorded=_why_unrecorded(topic),
        alike=_alike(key, categories, months) if recorded is not None else None,
    )
    return PerceivedAndRecorded(gaps=table, said=said, months=months)


@query(10)
def asb_gaps(key: CacheKey) -> pd.DataFrame | None:
    """Return where residents' view of ASB differs from the record; None if it can't be compared.

    The figures and rules are those of the page on perception.
    """
    perceived = perceived_and_recorded(key, USUAL_TOPIC)
    if perceived.gaps.why_not:
        return None
    table, known = perceived.gaps.table, store_of(key).area_names(WARD)
    names = {
        name: [" + ".join(known.loc[perceived.wards_of(str(row)), name]) for row in table.index]
        for name in ("name_en", "name_cy")
    }
    kind = table["kind"].replace(REASSURANCE_GAP, PERCEIVED_ABOVE)
    return table.assign(kind=kind, may_be_named=table["status"] == SHOWN, **names)


@query(100)
def below_expected(key: CacheKey, topic: str) -> pd.DataFrame | None:
    """Return the wards with fewer recorded incidents than their income deprivation predicts.

    Return None for the public, and without answers, a police category, an index, or eight wards.
    """
    perceived = perceived_and_recorded(key, topic)
    store = store_of(key)
    ranks = store.table("deprivation")
    if audience_of(key.scope) < OPEN_TO or not perceived.said.respondents or ranks.empty:
        return None
    categories = categories_of(topic)
    wanted = (ranks["edition"] == newest_edition(ranks)) & (ranks["domain"] == INCOME)
    members = store.membership()
    people = members["lsoa_code"].map(store.residents(LSOA)) * members["share"]
    by_ward = mean_deprivation(
        ranks[wanted].set_index("area_code"), members.assign(residents=people)
    )
    if not categories or not perceived.months or by_ward.notna().sum() < LEAST_WARDS:
        return None
    counts = store.counts(WARD, perceived.months, categories)
    return below_expectation(
        by_ward.reindex(counts.index),
        counts,
        person_months(store, perceived.months),
        _noise(key, categories, perceived.months),
        density=store.residents(WARD) / store.areas(WARD).area,
    )


@query(500)
def trend_of(key: CacheKey, topic: str, ward: str) -> tuple[pd.Series, ComparedMonths] | None:
    """Return a ward's latest year compared with a year before, and the months compared.

    None if there are no such months.
    """
    categories = categories_of(topic)
    year = latest_year(store_of(key).complete_months())
    compared = compared_months(key, WARD, ward, year, categories[0]) if categories else None
    found = changes_at(key, WARD, categories[0], year) if compared is not None else None
    if compared is None or found is None:
        return None
    return found.loc[[ward]].iloc[0], compared


def person_months(store: Store, months: tuple[str, ...]) -> pd.Series:
    """Return residents times the number of months that each ward's police force published."""
    person_months: pd.Series = store.residents(WARD) * store.observed(WARD, months)
    return person_months


def _alike(
    key: CacheKey, categories: tuple[str, ...], months: tuple[str, ...]
) -> pd.DataFrame | None:
    """Return all wards together in the months of each; None if wards have the same months."""
    period = Period(first=months[0], last=months[-1])
    inputs = ReleaseInputs(key=key, level=WARD, subject=categories[0], period=period, only=months)
    whole = inputs.whole()
    if whole is None:
        return None
    return pd.DataFrame({"counts": whole["counts"], "months": whole["years"] * MONTHS_A_YEAR})


def _noise(key: CacheKey, categories: tuple[str, ...], months: tuple[str, ...]) -> Noise:
    """Return the noise of what is recorded in wards on a topic, which has one category."""
    return noise_of(key, WARD, categories[0], len(months)) if categories and months else Noise()


def _why_unrecorded(topic: str) -> str:
    """Return why nothing recorded is known of a topic, if that is so."""
    if categories_of(topic):
        return NO_MONTHS
    return NO_CATEGORY if is_known(topic) else UNKNOWN_TOPIC


def _months_before(waves: tuple[str, ...], complete: list[str]) -> tuple[str, ...]:
    if waves:
        return tuple(years_before(waves, complete))
    return tuple(latest_year(complete).split(complete)[0])
