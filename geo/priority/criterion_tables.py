"""The ingredients of a score out of tables that are there already: what counts, and what is said.

Pure. An ingredient that can't be answered says why instead, and is never filled with zeros.
"""

from dataclasses import dataclass, field

import pandas as pd

from geo.priority.criteria import (
    CHANGE,
    DEPRIVATION,
    GAP,
    GROUPS,
    PERCEIVED,
    RATE,
    RESPONSE,
    significant_only,
)
from geo.stats.benchmark import HIGHER
from geo.stats.change import NO_CLEAR_CHANGE
from geo.survey.gap_analysis import NO_CATEGORY, NOBODY, RESPONDENTS, TOO_FEW, GapTable
from geo.survey.shares import NAMED_AT

NO_YEAR, NO_RESIDENTS = "no_year_before", "no_residents"
NOT_ASKED, NO_SURVEY, ONLY_WARDS = "not_asked", "no_survey", "only_wards"
NO_INDEX, NO_GROUPS, NONE_BROUGHT = "no_index", "no_groups", "none_brought"
ALIKE, NOTHING_SHOWN = "alike", "nothing_shown"
LEFT_OUT = (
    *(NO_CATEGORY, NO_YEAR, NO_RESIDENTS, NOT_ASKED, NO_SURVEY, ONLY_WARDS),
    *(NO_INDEX, NO_GROUPS, NONE_BROUGHT, ALIKE, NOTHING_SHOWN),
    *(NOBODY, RESPONDENTS, TOO_FEW),
)


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One source's ingredients: the worst is the highest value, whatever it counts."""

    values: dict[str, pd.Series] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    facts: pd.DataFrame
    """The numbers as people know them, and what is clear of them."""


def unavailable(areas: pd.Index, why: str, *names: str) -> Criterion:
    """A source that has nothing to say, and why."""
    return Criterion(left_out=dict.fromkeys(names, why), facts=pd.DataFrame(index=areas))


def recorded(rate: pd.DataFrame, change: pd.DataFrame | None) -> Criterion:
    """The rate; and its change where it beats noise. None: there is no year to compare with."""
    facts = rate[["value", "status", "benchmark", "compared_with"]].rename(
        columns={"value": "rate", "status": "rate_status"}
    )
    facts = facts.assign(rate_high=rate["verdict"] == HIGHER)
    values, left_out = {RATE: rate["value"]}, {}
    if rate["residents"].isna().all():
        values, left_out = {}, {RATE: NO_RESIDENTS}
    if change is None:
        return Criterion(values=values, left_out=left_out | {CHANGE: NO_YEAR}, facts=facts)
    went = change["direction"]
    clear = went.notna() & (went != NO_CLEAR_CHANGE)
    values[CHANGE] = significant_only(change["value"], clear)
    facts = facts.assign(change=change["value"], change_status=change["status"], change_clear=clear)
    return Criterion(values=values, left_out=left_out, facts=facts)


def survey_criteria(areas: pd.Index, found: GapTable, pool: pd.Series) -> Criterion:
    """A random sample's share, and how far it lies above the record where it clearly does.

    `pool` says which row of the table speaks for which ward.
    """
    by_ward = found.table.reindex(pool.reindex(areas)).set_axis(areas)
    clear = by_ward["q"] < NAMED_AT
    facts = pd.DataFrame(
        {
            "share": by_ward["share"],
            "share_status": by_ward["status"],
            "share_high": by_ward["perceived"] == HIGHER,
            "base": by_ward["base"],
            "points": by_ward["points"],
            "gap_status": by_ward["status"],
            "gap_clear": clear,
        }
    )
    values = {PERCEIVED: by_ward["share"]}
    if found.why_not:
        return Criterion(values=values, left_out={GAP: found.why_not}, facts=facts)
    return Criterion(values=values | {GAP: significant_only(by_ward["gap"], clear)}, facts=facts)


def deprived(shares: pd.DataFrame) -> Criterion:
    """The share of a ward's residents in the most deprived fifth for income."""
    facts = shares[["value"]].rename(columns={"value": "deprived"})
    return Criterion(values={DEPRIVATION: shares["value"]}, facts=facts)


def ranked(ranks: pd.DataFrame) -> Criterion:
    """An LSOA's own rank for income: 1 is the most deprived."""
    facts = ranks[["rank", "of"]].rename(columns={"rank": "income_rank", "of": "income_of"})
    return Criterion(values={DEPRIVATION: -ranks["rank"]}, facts=facts)


def activity_criteria(counts: pd.DataFrame, residents: pd.Series, *, by_ward: bool) -> Criterion:
    """Groups for as many residents, and whether an order holds or a response is open."""
    groups, people = counts["groups"], residents.reindex(counts.index).astype(float)
    values, left_out = {}, {}
    if not by_ward or groups.isna().all():
        left_out[GROUPS] = NO_GROUPS if by_ward else ONLY_WARDS
    else:
        # Fewer groups for as many people is worse; none at all is worst.
        values[GROUPS] = -groups / people.where(people > 0)
    answered = counts[["orders", "responses"]]
    if answered.isna().all(axis=None):
        left_out[RESPONSE] = NONE_BROUGHT
    else:
        values[RESPONSE] = (answered.fillna(0).sum(axis=1) == 0).astype(float)
    facts = counts.assign(per_group=people / groups.where(groups > 0))
    return Criterion(values=values, left_out=left_out, facts=facts)
