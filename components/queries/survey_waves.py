"""What changed between the two latest waves of a survey."""

from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.perceived import pools
from data.contracts.scales import PROBLEM_PREFIX
from geo.stats.area_figures import BIG_PROBLEM, DONT_KNOW
from geo.survey.respondents import Respondents, select_respondents
from geo.survey.shares import meets_disclosure_rule, shares_by_area
from geo.survey.wave_change import between_waves

ONE_WAVE, NOT_SAMPLED, REWORDED = "one_wave", "not_sampled", "reworded"
"""Why two waves aren't compared."""
WHOLE = ""


@dataclass(frozen=True, kw_only=True)
class WaveChange:
    """Each pool's share in both waves and its change; everyone's under the empty code."""

    table: pd.DataFrame
    pool: pd.Series
    before: str = ""
    now: str = ""
    why_not: str = ""


@query(100)
def wave_change(key: CacheKey, topic: str) -> WaveChange:
    """The latest wave against the one before it; wards of too few answers in either together."""
    store = store_of(key)
    said = select_respondents(store.answers(PROBLEM_PREFIX + topic))
    answers, waves = said.answers, sorted(said.answers["wave"].unique())
    if why_not := _why_not(said, waves):
        return WaveChange(table=pd.DataFrame(), pool=pd.Series(dtype=str), why_not=why_not)
    before, now = waves[-2:]
    parts = [answers[answers["wave"] == wave] for wave in (now, before)]
    pool = pools(store, *parts)
    first, second = (_shares(part, pool) for part in parts)
    wards = between_waves(first.drop(index=WHOLE), second.drop(index=WHOLE))
    whole = between_waves(first.loc[[WHOLE]], second.loc[[WHOLE]])
    table = pd.concat([wards, whole]).assign(
        base_now=first["base"].astype(int), base_before=second["base"].astype(int)
    )
    named_in_both = meets_disclosure_rule(first) & meets_disclosure_rule(second)
    return WaveChange(
        table=table[named_in_both.reindex(table.index)], pool=pool, before=before, now=now
    )


def _why_not(said: Respondents, waves: list[str]) -> str:
    if not said.sampled:
        return NOT_SAMPLED
    earlier = [wave for wave in said.reworded if wave < waves[-1]]
    if earlier and (len(waves) < 2 or max(earlier) > waves[-2]):
        return REWORDED
    return ONE_WAVE if len(waves) < 2 else ""


def _shares(answers: pd.DataFrame, pool: pd.Series) -> pd.DataFrame:
    by_pool = answers.assign(area_code=answers["area_code"].map(pool))
    parts = [by_pool, answers.assign(area_code=WHOLE)]
    every = [shares_by_area(part, holding=BIG_PROBLEM, aside=DONT_KNOW) for part in parts]
    return pd.concat(every)
