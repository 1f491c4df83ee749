"""Whether residents know what is recorded around them, by ward and in the whole area."""

from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.perceived import pools
from data.contracts.scales import DONT_KNOW
from data.release.store import Store
from data.schema import ASB, CATEGORIES, WARD
from geo.period import YEAR, Period, matched_year_before, shifted, years_before
from geo.stats.change import rate_ratio
from geo.survey.awareness_by_respondent import (
    BELIEFS,
    DIRECTION,
    LOOSE,
    NOT_INFORMED,
    STRICT,
    UNINFORMED,
    WHOLE,
    chance_error_rate,
    judged_commonest,
    judged_direction,
    shares_wrong,
)
from geo.survey.respondents import CONSULTATION, SAMPLE

CHOICES = ("commonest_1", "commonest_2")
WAY, TOLD = "asb_direction", "informed"
ASKED = {LOOSE: CHOICES[0], STRICT: CHOICES[0], DIRECTION: WAY, UNINFORMED: TOLD}
"""The question behind each figure."""


@dataclass(frozen=True, kw_only=True)
class Awareness:
    """Shares by pool and of everyone (the empty code), figure by figure."""

    shares: dict[str, pd.DataFrame]
    """Only figures that were asked about."""
    pool: pd.Series
    sampled: bool
    waves: tuple[str, ...]
    unsure: dict[str, int]
    """How many of everyone asked didn't know, figure by figure."""
    blind: float
    """How often a blind guess at the commonest crimes would be wrong."""
    truth: dict[str, str]
    """By wave: which way ASB went in the whole area."""


@query(20)
def awareness(key: CacheKey) -> Awareness | None:
    """What residents believe, each held against the twelve months before their wave."""
    store = store_of(key)
    every = store.table("perceptions")
    every = every[every["question"].isin({*CHOICES, WAY, TOLD})]
    sampled = bool((every["mode"] == SAMPLE).any())
    said = every[every["mode"] == (SAMPLE if sampled else CONSULTATION)]
    if said.empty:
        return None
    waves = tuple(sorted(said["wave"].unique()))
    of = {question: said[said["question"] == question] for question in (*CHOICES, WAY, TOLD)}
    pool = pools(store, *(of[q] for q in (CHOICES[0], WAY, TOLD) if not of[q].empty))
    shares, blind = _commonest(store, of, pool)
    directed, truth = _direction(store, of[WAY], waves, pool)
    shares |= directed | _informed(of[TOLD], pool)
    if not sampled:
        for table in shares.values():
            table[["lower", "upper", "effective_base"]] = float("nan")
    return Awareness(
        shares={figure: shares[figure] for figure in BELIEFS if figure in shares},
        pool=pool,
        sampled=sampled,
        waves=waves,
        unsure={f: int((of[q]["answer"] == DONT_KNOW).sum()) for f, q in ASKED.items()},
        blind=blind,
        truth=truth,
    )


def _commonest(
    store: Store, of: dict[str, pd.DataFrame], pool: pd.Series
) -> tuple[dict[str, pd.DataFrame], float]:
    people = of[CHOICES[0]].set_index("respondent")[["wave", "area_code", "weight"]]
    if people.empty:
        return {}, float("nan")
    for choice in CHOICES:
        answer = of[choice].set_index("respondent")["answer"]
        people[choice] = answer.where(answer != DONT_KNOW).reindex(people.index)
    every = {str(wave): _by_category(store, wave) for wave in people["wave"].unique()}
    recorded = {wave: by_ward for wave, by_ward in every.items() if by_ward is not None}
    judged = judged_commonest(people, recorded, choices=CHOICES)
    tables = {figure: shares_wrong(judged, figure, pool) for figure in (LOOSE, STRICT)}
    return tables, chance_error_rate(judged, recorded, picks=len(CHOICES))


def _by_category(store: Store, wave: str) -> pd.DataFrame | None:
    """What each ward recorded in the year before a wave; None where nothing was published."""
    months = years_before([wave], store.complete_months())
    if not months:
        return None
    return pd.DataFrame({one: store.counts(WARD, months, (one,)) for one in CATEGORIES})


def _direction(
    store: Store, said: pd.DataFrame, waves: tuple[str, ...], pool: pd.Series
) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """By ward against the ward's own record; everyone against the whole area's."""
    truths = {wave: _asb_went(store, wave) for wave in waves}
    by_ward = pd.DataFrame({w: found[0] for w, found in truths.items() if found is not None})
    whole = {wave: found[1] for wave, found in truths.items() if found is not None}
    if by_ward.empty or said.empty:
        return {}, whole
    there = judged_direction(said, by_ward, aside=(DONT_KNOW,))
    everyone = pd.DataFrame(whole, index=by_ward.index)
    all_of_it = judged_direction(said, everyone, aside=(DONT_KNOW,))
    table = shares_wrong(there, DIRECTION, pool)
    table.loc[[WHOLE]] = shares_wrong(all_of_it, DIRECTION, pool).loc[[WHOLE]]
    return {DIRECTION: table}, whole


def _asb_went(store: Store, wave: str) -> tuple[pd.Series, str] | None:
    """Which way ASB went in the year before a wave: in each ward, and in the whole area."""
    period = Period(first=shifted(wave, 1 - YEAR), last=wave)
    matched = matched_year_before(period, store.complete_months())
    if matched is None:
        return None
    now, before = (store.counts(WARD, months, (ASB,)) for months in matched)
    people = store.residents(WARD).fillna(0.0)
    by_ward = rate_ratio(now, people, before, people)["direction"]
    sums = [pd.Series([part.sum()]) for part in (now, people, before, people)]
    return by_ward, str(rate_ratio(*sums)["direction"].iloc[0])


def _informed(said: pd.DataFrame, pool: pd.Series) -> dict[str, pd.DataFrame]:
    sure = said[said["answer"] != DONT_KNOW]
    if sure.empty:
        return {}
    judged = sure.assign(uninformed=sure["answer"].isin(NOT_INFORMED))
    return {UNINFORMED: shares_wrong(judged, UNINFORMED, pool)}
