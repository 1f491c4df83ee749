"""What places are scored by: every ingredient that the release can answer, and why not the rest."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.cached.groups import groups_listed
from components.cached.measured import domains, measured
from components.cached.perceived import INCOME, Beside, beside
from components.cached.serving import named
from components.cached.surveys import has_survey
from components.priorities import gathering
from components.priorities.gathering import Part, without
from data.release.store import Store
from data.schema import LSOA, WARD
from geo.period import Period, latest_year, matched_year_before
from geo.priority.criteria import (
    CHANGE,
    DEPRIVATION,
    GAP,
    INGREDIENTS,
    PERCEIVED,
    RATE,
    is_constant,
)
from geo.priority.score import rank_fractions, share_of_weightings_in_top
from geo.services.activity import activity_by_area, without_activity
from geo.stats.suppression import HIDDEN
from geo.survey.gap_analysis import NO_CATEGORY
from geo.survey.topics import categories_of

STATUS_OF = {
    RATE: "rate_status",
    CHANGE: "change_status",
    PERCEIVED: "share_status",
    GAP: "gap_status",
}


@dataclass(frozen=True, kw_only=True)
class Ingredients:
    """A row a place."""

    values: pd.DataFrame
    """The ingredients that there are, the worst the highest; missing where nothing is shown."""
    placed: pd.DataFrame
    """Each ingredient's part of a score."""
    facts: pd.DataFrame
    """The numbers as people know them, and what is clear of them."""
    hidden: pd.DataFrame
    """Which missing values are hidden, rather than not known."""
    left_out: dict[str, str]
    """Ingredients that can't be answered, and why."""
    period: Period
    beside: Beside
    not_brought: tuple[str, ...]
    """Which of orders, responses and groups the release doesn't hold."""


@st.cache_data(max_entries=60, show_spinner=False)
def ingredients(release: str, scope: str, level: str, topic: str, day: str) -> Ingredients:
    """Everything that places of a level can be scored by on a topic.

    What the survey hides is missing here too, so that no score can give it back.
    """
    store = named(release)
    period, found = latest_year(store.complete_months()), beside(release, scope, topic)
    gathered = (
        _recorded(release, scope, level, topic, period),
        _said(store, level, found),
        _deprived(release, scope, level, period),
        _done(store, scope, level, day),
    )
    facts = pd.concat([part.facts for part in gathered], axis=1)
    values = {name: column for part in gathered for name, column in part.values.items()}
    left_out = {name: why for part in gathered for name, why in part.left_out.items()}
    for name in [name for name, column in values.items() if is_constant(column)]:
        known = values.pop(name).notna().any()
        left_out[name] = gathering.ALIKE if known else gathering.NOTHING_SHOWN
    held = pd.DataFrame({name: values[name] for name in INGREDIENTS if name in values}, facts.index)
    done = facts[["orders", "responses", "groups"]]
    return Ingredients(
        values=held,
        placed=rank_fractions(held),
        facts=facts.assign(idle=without_activity(done)),
        hidden=pd.DataFrame(
            {name: facts[STATUS_OF[name]] == HIDDEN for name in held if name in STATUS_OF},
            facts.index,
        ),
        left_out={name: left_out[name] for name in INGREDIENTS if name in left_out},
        period=period,
        beside=found,
        not_brought=tuple(str(name) for name in done if done[name].isna().all()),
    )


@st.cache_data(max_entries=300, show_spinner=False)
def how_often_first(
    release: str,
    scope: str,
    level: str,
    topic: str,
    day: str,
    *,
    weights: tuple[tuple[str, int], ...],
    first: int,
) -> pd.Series:
    """In what share of weights about these each place is among so many first ones."""
    placed = ingredients(release, scope, level, topic, day).placed
    return share_of_weightings_in_top(placed, dict(weights), first=first)


def _recorded(release: str, scope: str, level: str, topic: str, period: Period) -> Part:
    """The latest year's."""
    store, categories = named(release), categories_of(topic)
    if not categories:
        return without(store.codes(level), NO_CATEGORY, RATE, CHANGE)
    (category,) = categories
    rate = measured(release, scope, "rate", level, category, period)
    comparable = matched_year_before(period, store.complete_months()) is not None
    change = measured(release, scope, "change", level, category, period) if comparable else None
    return gathering.recorded(rate, change)


def _said(store: Store, level: str, found: Beside) -> Part:
    areas = store.codes(level)
    if level != WARD:
        return without(areas, gathering.ONLY_WARDS, PERCEIVED, GAP)
    if not found.respondents:
        asked = has_survey(store.manifest.release)
        why = gathering.NOT_ASKED if asked else gathering.NO_SURVEY
        return without(areas, why, PERCEIVED, GAP)
    if not found.sampled:
        return without(areas, gathering.RESPONDENTS, PERCEIVED, GAP)
    return gathering.said(areas, found.parted, found.pool)


def _deprived(release: str, scope: str, level: str, period: Period) -> Part:
    """Of the income domain: it holds no recorded crime."""
    if INCOME not in domains(release):
        return without(named(release).codes(level), gathering.NO_INDEX, DEPRIVATION)
    measure = "deprivation" if level == LSOA else "deprived20"
    table = measured(release, scope, measure, level, INCOME, period)
    return gathering.ranked(table) if level == LSOA else gathering.deprived(table)


def _done(store: Store, scope: str, level: str, day: str) -> Part:
    """Of the groups what the viewer sees of them."""
    have, areas = set(store.manifest.tables), store.areas(level)
    counts = activity_by_area(
        areas,
        areas["parent_code"] if level == LSOA else pd.Series(areas.index, areas.index),
        orders=store.orders() if "orders" in have else None,
        responses=store.table("responses") if "responses" in have else None,
        groups=groups_listed(store.manifest.release, scope) if "groups" in have else None,
        today=dt.date.fromisoformat(day),
    )
    return gathering.done(counts, store.residents(level), by_ward=level == WARD)
