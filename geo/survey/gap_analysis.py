"""Perceived beside recorded, place by place: shares, rates, the gap, and the kind of place."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.stats.area_figures import BIG_PROBLEM, DONT_KNOW
from geo.stats.benchmark import HIGHER, LOWER, SIMILAR
from geo.stats.rates import MONTHS_A_YEAR, PER, Z_998, count_limits
from geo.stats.suppression import HIDDEN, MISSING, SHOWN
from geo.survey.gap_attenuation import attenuated_q_values
from geo.survey.place_types import classify_places
from geo.survey.shares import (
    LEAST_BASE,
    enough_areas,
    gap,
    meets_disclosure_rule,
    shares_by_area,
    wilson,
)

LEAST_SURE_BASE = 50
"""An effective base below this is flagged."""
NO_CATEGORY, NOBODY, RESPONDENTS, TOO_FEW = "no_category", "nobody", "respondents", "too_few"
"""Why no place is set against another."""
SAID = ["share", "lower", "upper", "base", "holding", "effective_base", "perceived"]
GAPS = ["gap", "se", "z", "p", "q", "points", "kind"]


@dataclass(frozen=True, kw_only=True)
class GapTable:
    """One topic, perceived and recorded. A row is a ward, or wards that were put together."""

    table: pd.DataFrame
    whole: pd.Series
    """Everyone asked: share, lower, upper, base."""
    rate: float
    """Of the whole area, per 1,000 residents a year; missing without a police category."""
    why_not: str = ""
    """Why nothing can be said of gaps; empty where it can."""


def gap_table(
    answers: pd.DataFrame,
    recorded: pd.Series | None,
    exposed: pd.Series,
    pool: pd.Series,
    *,
    sampled: bool,
) -> GapTable:
    """Each pool's share and rate with 95% limits, its verdicts (99.8%), its gap and its kind.

    `recorded` are incidents and `exposed` residents times months, by ward; `pool` says which wards
    are put together. A kind is given only where both 99.8% intervals clear the whole area's own
    figures, or the gap's false-discovery rate is under 5%, also with noise taken for noise. People
    who chose to answer are given no limits and are compared with nothing; what too few answered is
    hidden.
    """
    places = pd.Index(pool.unique(), name="area_code")
    together = answers.assign(area_code=answers["area_code"].map(pool))
    shares = _shares(together).reindex(places).astype(float)
    whole = _shares(answers.assign(area_code="")).reindex([""]).iloc[0].astype(float)
    months = exposed.groupby(pool).sum(min_count=1).reindex(places)
    counts = None if recorded is None else recorded.groupby(pool).sum().reindex(places)
    rates, rate = _rates(counts, months)
    sure = wilson(shares["share"], shares["effective_base"], z=Z_998)
    why_not = _why_not(shares, counts, sampled=sampled)
    table = shares.assign(perceived=_against(sure, whole["share"])).join(rates)
    table = table.join(_gaps(table, sure, months, whole["share"], rate, possible=not why_not))
    if not sampled:
        table[["lower", "upper", "effective_base", "perceived"]] = np.nan
        whole[["lower", "upper"]] = np.nan
    return GapTable(table=_hidden(table), whole=whole, rate=rate, why_not=why_not)


def _shares(answers: pd.DataFrame) -> pd.DataFrame:
    return shares_by_area(answers, holding=BIG_PROBLEM, aside=DONT_KNOW)


def _rates(counts: pd.Series | None, months: pd.Series) -> tuple[pd.DataFrame, float]:
    """`incidents`, `rate` with limits, `recorded` (the verdict); and the whole area's own rate."""
    if counts is None:
        columns = ["incidents", "rate", "rate_lower", "rate_upper", "recorded"]
        return pd.DataFrame(np.nan, months.index, columns), np.nan
    factor = PER * MONTHS_A_YEAR / months.where(months > 0)
    usable = factor.notna()
    rate = PER * MONTHS_A_YEAR * counts[usable].sum() / months[usable].sum()
    limits = count_limits(counts).mul(factor, axis=0)
    sure = count_limits(counts, z=Z_998).mul(factor, axis=0)
    table = pd.DataFrame(
        {
            "incidents": counts,
            "rate": counts * factor,
            "rate_lower": limits["lower"],
            "rate_upper": limits["upper"],
            "sure_lower": sure["lower"],
            "sure_upper": sure["upper"],
            "recorded": _against(sure, rate),
        }
    )
    return table, float(rate)


def _against(sure: pd.DataFrame, benchmark: float) -> pd.Series:
    sides = [sure["lower"] > benchmark, sure["upper"] < benchmark]
    verdict = pd.Series(np.select(sides, [HIGHER, LOWER], default=SIMILAR), sure.index, dtype="str")
    return verdict.where(sure["lower"].notna())


def _why_not(shares: pd.DataFrame, counts: pd.Series | None, *, sampled: bool) -> str:
    if not shares["base"].sum() > 0:
        return NOBODY
    if counts is None:
        return NO_CATEGORY
    if not sampled:
        return RESPONDENTS
    return "" if enough_areas(shares["base"].fillna(0)) else TOO_FEW


def _gaps(
    table: pd.DataFrame,
    sure: pd.DataFrame,
    months: pd.Series,
    share: float,
    rate: float,
    *,
    possible: bool,
) -> pd.DataFrame:
    """The gap of every place with answers enough, and its kind; nothing where it isn't possible."""
    if not possible:
        return pd.DataFrame(np.nan, table.index, GAPS).astype({"kind": "str"})
    enough = table[(table["base"] >= LEAST_BASE) & (months > 0)]
    weight = enough["effective_base"]
    asked = (enough["share"] * weight, weight, enough["incidents"], months[enough.index])
    found = gap(*asked)
    found["q"] = np.fmax(found["q"], attenuated_q_values(*asked))
    limits = enough[["sure_lower", "sure_upper"]].set_axis(["lower", "upper"], axis=1)
    found["kind"] = classify_places(
        sure.loc[enough.index], limits, found["q"], found["gap"], share=share, rate=rate
    )
    return found[GAPS].reindex(table.index)


def _hidden(table: pd.DataFrame) -> pd.DataFrame:
    """The status of each place, a flag where few stand behind it, and nothing of what is hidden."""
    asked = table["base"] > 0
    status = np.select([~asked, ~meets_disclosure_rule(table)], [MISSING, HIDDEN], default=SHOWN)
    shown = pd.Series(status == SHOWN, table.index)
    kept = table.drop(columns=["sure_lower", "sure_upper"], errors="ignore")
    kept[[*SAID, *GAPS]] = kept[[*SAID, *GAPS]].where(shown, axis=0)
    few = pd.Series("few", table.index).where(kept["effective_base"] < LEAST_SURE_BASE)
    return kept.assign(status=status, flag=few)
