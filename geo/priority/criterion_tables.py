"""The criteria of the score, made from tables of rates, shares, ranks and activity.

A criterion for which a release has no data has a reason instead, and is never filled with zeros.
"""

from dataclasses import dataclass, field

import pandas as pd

from geo.noise.ladder import DOWN, HIGHER, UP
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
from geo.survey.gap_analysis import (
    NO_CATEGORY,
    NO_MONTHS,
    NO_RESIDENTS,
    NOBODY,
    RESPONDENTS,
    TOO_FEW,
    UNKNOWN_TOPIC,
    GapTable,
)
from geo.survey.shares import NAMED_AT

NO_YEAR = "no_year_before"
NOT_ASKED, NO_SURVEY, ONLY_WARDS = "not_asked", "no_survey", "only_wards"
NO_INDEX, NO_GROUPS, NONE_BROUGHT = "no_index", "no_groups", "none_brought"
ALIKE, NOTHING_SHOWN = "alike", "nothing_shown"
NOT_HOT, NOT_JUDGED = "not_hot", "not_judged"
LEFT_OUT = (
    *(NO_CATEGORY, NO_YEAR, NO_RESIDENTS, NOT_ASKED, NO_SURVEY, ONLY_WARDS),
    *(NO_INDEX, NO_GROUPS, NONE_BROUGHT, ALIKE, NOTHING_SHOWN, NOT_HOT, NOT_JUDGED),
    *(NOBODY, RESPONDENTS, TOO_FEW, UNKNOWN_TOPIC, NO_MONTHS),
)


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """The criteria from one source. The highest value is the worst, whatever is counted."""

    values: dict[str, pd.Series] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    # The figures as they are shown, and whether they are clear of noise.
    facts: pd.DataFrame


def unavailable(areas: pd.Index, why: str, *names: str) -> Criterion:
    """Return criteria without values, with the reason.

    Parameters
    ----------
    areas
        The codes of the areas.
    why
        The reason, one of LEFT_OUT.
    names
        The criteria that are left out.

    Returns
    -------
    Criterion

    Examples
    --------
    >>> unavailable(pd.Index(["W1"]), NO_SURVEY, PERCEIVED).left_out
    {'perceived': 'no_survey'}
    """
    return Criterion(left_out=dict.fromkeys(names, why), facts=pd.DataFrame(index=areas))


def recorded(rate: pd.DataFrame, change: pd.DataFrame | None) -> Criterion:
    """Return the rate, and the change where it is significant.

    Parameters
    ----------
    rate
        The table of the measure `rate`, by area.
    change
        The table of the measure `change`; None if there is no year to compare with.

    Returns
    -------
    Criterion

    Examples
    --------
    >>> rate = pd.DataFrame(
    ...     {"value": [5.0], "status": ["shown"], "benchmark": [4.0],
    ...      "fewer_months": [False], "verdict": ["no clear difference"], "residents": [1000.0]},
    ...     index=["W1"])
    >>> recorded(rate, None).left_out
    {'change': 'no_year_before'}
    """
    facts = rate[["value", "status", "benchmark", "fewer_months"]].rename(
        columns={"value": "rate", "status": "rate_status"}
    )
    facts = facts.assign(rate_high=rate["verdict"] == HIGHER)
    values, left_out = {RATE: rate["value"]}, {}
    if rate["residents"].isna().all():
        values, left_out = {}, {RATE: NO_RESIDENTS}
    if change is None:
        return Criterion(values=values, left_out=left_out | {CHANGE: NO_YEAR}, facts=facts)
    clear = change["direction"].isin([UP, DOWN])
    values[CHANGE] = significant_only(change["value"], clear)
    facts = facts.assign(change=change["value"], change_status=change["status"], change_clear=clear)
    return Criterion(values=values, left_out=left_out, facts=facts)


def survey_criteria(areas: pd.Index, found: GapTable, pool: pd.Series) -> Criterion:
    """Return the share of a random sample, and the gap where it is significant.

    Parameters
    ----------
    areas
        The codes of the wards.
    found
        Perceived and recorded, a row for each pool of wards.
    pool
        The row of the table for each ward.

    Returns
    -------
    Criterion

    Examples
    --------
    >>> survey_criteria(areas, gap_table, pool).values["gap"]  # doctest: +SKIP
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
    """Return the share of each ward's residents in the most deprived fifth for income.

    Parameters
    ----------
    shares
        A table by ward with the share in `value`.

    Returns
    -------
    Criterion

    Examples
    --------
    >>> deprived(pd.DataFrame({"value": [0.25]}, index=["W1"])).values["deprivation"].tolist()
    [0.25]
    """
    facts = shares[["value"]].rename(columns={"value": "deprived"})
    return Criterion(values={DEPRIVATION: shares["value"]}, facts=facts)


def ranked(ranks: pd.DataFrame) -> Criterion:
    """Return each LSOA's own rank for income with its sign changed: the most deprived is highest.

    Parameters
    ----------
    ranks
        A table by LSOA with `rank` (1 is the most deprived) and `of`.

    Returns
    -------
    Criterion

    Examples
    --------
    >>> ranks = pd.DataFrame({"rank": [1, 900], "of": [1917, 1917]}, index=["E1", "E2"])
    >>> ranked(ranks).values["deprivation"].tolist()
    [-1, -900]
    """
    facts = ranks[["rank", "of"]].rename(columns={"rank": "income_rank", "of": "income_of"})
    return Criterion(values={DEPRIVATION: -ranks["rank"]}, facts=facts)


def activity_criteria(counts: pd.DataFrame, residents: pd.Series, *, by_ward: bool) -> Criterion:
    """Return groups per resident, and whether neither an order nor a response is active.

    Parameters
    ----------
    counts
        `orders`, `responses` and `groups` by area; missing where none were brought.
    residents
        Residents by area.
    by_ward
        Whether the areas are wards: groups are counted for wards only.

    Returns
    -------
    Criterion

    Examples
    --------
    >>> counts = pd.DataFrame({"orders": [0], "responses": [0], "groups": [2]}, index=["W1"])
    >>> found = activity_criteria(counts, pd.Series([1000.0], index=["W1"]), by_ward=True)
    >>> found.values["response"].tolist()
    [1.0]
    """
    groups, people = counts["groups"], residents.reindex(counts.index).astype(float)
    values, left_out = {}, {}
    if groups.isna().all():
        left_out[GROUPS] = NO_GROUPS
    elif not by_ward:
        left_out[GROUPS] = ONLY_WARDS
    elif people.isna().all():
        left_out[GROUPS] = NO_RESIDENTS
    else:
        # Fewer groups per resident is worse.
        values[GROUPS] = -groups / people.where(people > 0)
    answered = counts[["orders", "responses"]]
    if answered.isna().all(axis=None):
        left_out[RESPONSE] = NONE_BROUGHT
    else:
        values[RESPONSE] = (answered.fillna(0).sum(axis=1) == 0).astype(float)
    facts = counts.assign(per_group=people / groups.where(groups > 0))
    return Criterion(values=values, left_out=left_out, facts=facts)
