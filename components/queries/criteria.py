"""The criteria that places are scored by, and why some of them are unavailable."""

import datetime as dt
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.groups import groups_listed
from components.queries.hotspots.history import history
from components.queries.measures import domains, measure_table
from components.queries.perceived import INCOME, PerceivedAndRecorded, perceived_and_recorded
from components.queries.surveys import has_survey
from data.release.store import Store
from data.schema import LSOA, WARD
from geo.comparable_months.compared import compared_months_by_area
from geo.measures.hotspots import HOTSPOTS, KIND
from geo.not_measured import NotMeasured
from geo.period import Period, latest_year
from geo.priority import criterion_tables
from geo.priority.combined_criteria import combine
from geo.priority.criteria import CHANGE, DEPRIVATION, GAP, HOT_SPOTS, PERCEIVED, RATE
from geo.priority.criterion_tables import Criterion, unavailable
from geo.priority.hot_spots import hot_spots
from geo.priority.score import share_of_weightings_in_top
from geo.services.activity import activity_by_area, without_activity
from geo.stats.suppression import HIDDEN
from geo.survey.gap_analysis import NO_CATEGORY, UNKNOWN_TOPIC
from geo.survey.topics import categories_of, is_known

STATUS_OF = {
    RATE: "rate_status",
    CHANGE: "change_status",
    PERCEIVED: "share_status",
    GAP: "gap_status",
}


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """The tables that the priority score is calculated from, with a row for each place."""

    # The available criteria; the highest value is the worst. Hidden and unknown values are missing.
    values: pd.DataFrame
    # Each criterion as a rank fraction, the part that enters the score. A change, a gap or a hot
    # spot that can't be told has the fraction of none (`geo.priority.combined_criteria`).
    fractions: pd.DataFrame
    # The figures behind the criteria, and whether they are significant.
    facts: pd.DataFrame
    # Whether a missing value is hidden, rather than unknown.
    hidden: pd.DataFrame
    # The unavailable criteria, each with its reason.
    left_out: dict[str, str]
    period: Period
    comparison: PerceivedAndRecorded
    # Which of orders, responses and groups the release doesn't have.
    not_brought: tuple[str, ...]


@query(60)
def criteria(key: CacheKey, level: str, topic: str, day: str) -> Criteria:
    """Return everything that places of a level can be scored by on a topic.

    What the survey hides is missing here too, so that no score reveals it: a hidden gap counts
    like every gap that is not clear.
    """
    store = store_of(key)
    period, perceived = (
        latest_year(store.complete_months()),
        perceived_and_recorded(key, topic),
    )
    parts = (
        _recorded(key, level, topic, period),
        _perceived(key, level, perceived),
        _deprived(key, level, period),
        _done(key, level, day),
        _hot_spots(key, level, topic, period),
    )
    facts = pd.concat([part.facts for part in parts], axis=1)
    combined = combine(parts, facts.index)
    done = facts[["orders", "responses", "groups"]]
    return Criteria(
        values=combined.values,
        fractions=combined.fractions,
        facts=facts.assign(idle=without_activity(done)),
        hidden=pd.DataFrame(
            {
                name: facts[STATUS_OF[name]] == HIDDEN
                for name in combined.values
                if name in STATUS_OF
            },
            facts.index,
        ),
        left_out=combined.left_out,
        period=period,
        comparison=perceived,
        not_brought=tuple(str(name) for name in done if done[name].isna().all()),
    )


@query(300)
def top_frequency(
    key: CacheKey,
    level: str,
    topic: str,
    day: str,
    *,
    weights: tuple[tuple[str, int], ...],
    first: int,
) -> pd.Series:
    """Return the share of random weightings in which each place is among the best `first`."""
    found = criteria(key, level, topic, day)
    known = found.values.notna()
    return share_of_weightings_in_top(found.fractions, dict(weights), first=first, known=known)


def _recorded(key: CacheKey, level: str, topic: str, period: Period) -> Criterion:
    """Return the rate and its change in the latest year."""
    store, categories = store_of(key), categories_of(topic)
    if not categories:
        why = NO_CATEGORY if is_known(topic) else UNKNOWN_TOPIC
        return unavailable(store.codes(level), why, RATE, CHANGE)
    (category,) = categories
    rate = measure_table(key, "rate", level, category, period)
    comparable = compared_months_by_area(store.recordings(level, categories), period.months())
    change = measure_table(key, "change", level, category, period) if comparable else None
    return criterion_tables.recorded(rate, change)


def _hot_spots(key: CacheKey, level: str, topic: str, period: Period) -> Criterion:
    """Return the criterion of hot spots among small areas in the latest year."""
    store, categories = store_of(key), categories_of(topic)
    if not categories:
        why = NO_CATEGORY if is_known(topic) else UNKNOWN_TOPIC
        return unavailable(store.codes(level), why, HOT_SPOTS)
    (category,) = categories
    spots = measure_table(key, HOTSPOTS.name, LSOA, category, period)[KIND]
    past = history(key, LSOA, category, period.last)
    lasting = pd.Series(dtype=object) if isinstance(past, NotMeasured) else past["kind"]
    small = store.area_names(LSOA)
    within = small["parent_code"] if level != LSOA else pd.Series(small.index, small.index)
    return hot_spots(spots, lasting, within, store.codes(level))


def _perceived(key: CacheKey, level: str, perceived: PerceivedAndRecorded) -> Criterion:
    areas = store_of(key).codes(level)
    if not perceived.said.respondents:
        asked = has_survey(key)
        why = criterion_tables.NOT_ASKED if asked else criterion_tables.NO_SURVEY
        return unavailable(areas, why, PERCEIVED, GAP)
    if level != WARD:
        return unavailable(areas, criterion_tables.ONLY_WARDS, PERCEIVED, GAP)
    if not perceived.said.sampled:
        return unavailable(areas, criterion_tables.RESPONDENTS, PERCEIVED, GAP)
    return criterion_tables.survey_criteria(areas, perceived.gaps, perceived.pool)


def _deprived(key: CacheKey, level: str, period: Period) -> Criterion:
    """Return the criterion of the income domain, which contains no recorded crime."""
    if INCOME not in domains(key):
        return unavailable(store_of(key).codes(level), criterion_tables.NO_INDEX, DEPRIVATION)
    if level != LSOA and not store_of(key).manifest.has_residents:
        areas = store_of(key).codes(level)
        return unavailable(areas, criterion_tables.NO_RESIDENTS, DEPRIVATION)
    measure = "deprivation" if level == LSOA else "deprived20"
    table = measure_table(key, measure, level, INCOME, period)
    return criterion_tables.ranked(table) if level == LSOA else criterion_tables.deprived(table)


def _done(key: CacheKey, level: str, day: str) -> Criterion:
    """Return the criteria of orders, responses and the groups that the viewer may see."""
    store = store_of(key)
    have, areas = set(store.manifest.tables), store.area_names(level)
    orders = store.orders() if "orders" in have else None
    counts = activity_by_area(
        gpd.GeoSeries() if orders is None else _shapes_near(store, level, orders.geometry),
        areas["parent_code"] if level == LSOA else pd.Series(areas.index, areas.index),
        orders=orders,
        responses=store.table("responses") if "responses" in have else None,
        groups=groups_listed(key) if "groups" in have else None,
        today=dt.date.fromisoformat(day),
    )
    return criterion_tables.activity_criteria(counts, store.residents(level), by_ward=level == WARD)


def _shapes_near(store: Store, level: str, outlines: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the shapes of a level whose bounding box overlaps that of an outline."""
    tree = shapely.STRtree(outlines.to_numpy())
    parts = store.area_parts(level)
    near = [part.iloc[np.unique(tree.query(part.to_numpy())[0])] for part in parts]
    return gpd.GeoSeries(pd.concat(near))
