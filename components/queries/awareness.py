"""Whether residents know what is recorded around them, by ward and in the whole area."""

from dataclasses import dataclass

import pandas as pd

from components.queries.area_figures import changes_in
from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.measure_inputs import changes_at, latest_recording, noise_of
from components.queries.perceived import pools
from data.contracts.scales import DONT_KNOW
from data.release.store import Store
from data.schema import ASB, CATEGORIES, COUNTY, WARD
from geo.comparable_months import ComparedMonths, compared_months_of_sum
from geo.noise.ladder import DOWN, UP
from geo.period import YEAR, Period, shifted, years_before
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
ASB_DIRECTION, INFORMED = "asb_direction", "informed"
COLUMNS = ("respondent", "wave", "mode", "area_code", "weight", "question", "answer")
# UNKNOWN: the dispersion of a count of which nothing is known.
UNKNOWN = 1e12
# The question that each figure comes from.
ASKED = {LOOSE: CHOICES[0], STRICT: CHOICES[0], DIRECTION: ASB_DIRECTION, UNINFORMED: INFORMED}


@dataclass(frozen=True, kw_only=True)
class Awareness:
    """The shares of residents who are wrong, by figure.

    Each table has a row for each pool, and one for everyone (the empty code).
    """

    # By figure. Figures that were not asked about are absent.
    shares: dict[str, pd.DataFrame]
    pool: pd.Series
    sampled: bool
    waves: tuple[str, ...]
    # The number of respondents who answered "don't know", by figure; of the direction only those
    # of waves with a clear direction, as only their answers are judged.
    unsure: dict[str, int]
    # The share of random guesses at the commonest crimes that would be wrong.
    blind: float
    # By wave: the direction of ASB in the whole area, and the months that are compared for it.
    truth: dict[str, str]
    compared: dict[str, ComparedMonths]


@query(20)
def awareness(key: CacheKey) -> Awareness | None:
    """Return what residents believe, compared with the twelve months before their wave.

    Return None if the release has no such answers.
    """
    store = store_of(key)
    every = store.answers_of([*CHOICES, ASB_DIRECTION, INFORMED], COLUMNS)
    sampled = bool((every["mode"] == SAMPLE).any())
    answers = every[every["mode"] == (SAMPLE if sampled else CONSULTATION)]
    if answers.empty:
        return None
    waves = tuple(sorted(answers["wave"].unique()))
    by_question = {
        question: answers[answers["question"] == question]
        for question in (*CHOICES, ASB_DIRECTION, INFORMED)
    }
    pool = pools(
        store,
        *(
            by_question[q]
            for q in (CHOICES[0], ASB_DIRECTION, INFORMED)
            if not by_question[q].empty
        ),
    )
    shares, blind = _commonest(key, by_question, pool)
    directed, truth = _direction(key, by_question[ASB_DIRECTION], waves, pool)
    compared = {wave: _asb_compared(store, wave) for wave in truth}
    shares |= directed | _informed(by_question[INFORMED], pool)
    if not sampled:
        for table in shares.values():
            table[["lower", "upper", "effective_base"]] = float("nan")
    return Awareness(
        shares={figure: shares[figure] for figure in BELIEFS if figure in shares},
        pool=pool,
        sampled=sampled,
        waves=waves,
        unsure={f: _unsure(by_question[q], f, truth) for f, q in ASKED.items()},
        blind=blind,
        truth=truth,
        compared={wave: found for wave, found in compared.items() if found is not None},
    )


def _unsure(answers: pd.DataFrame, figure: str, truth: dict[str, str]) -> int:
    if figure == DIRECTION:
        clear = [wave for wave, direction in truth.items() if direction in (UP, DOWN)]
        answers = answers[answers["wave"].isin(clear)]
    return int((answers["answer"] == DONT_KNOW).sum())


def _commonest(
    key: CacheKey, by_question: dict[str, pd.DataFrame], pool: pd.Series
) -> tuple[dict[str, pd.DataFrame], float]:
    people = by_question[CHOICES[0]].set_index("respondent")[["wave", "area_code", "weight"]]
    if people.empty:
        return {}, float("nan")
    for choice in CHOICES:
        answer = by_question[choice].set_index("respondent")["answer"]
        people[choice] = answer.where(answer != DONT_KNOW).reindex(people.index)
    store = store_of(key)
    every = {str(wave): _by_category(store, wave) for wave in people["wave"].unique()}
    recorded = {wave: by_ward for wave, by_ward in every.items() if by_ward is not None}
    wide = {wave: _dispersion(key, wave, by_ward) for wave, by_ward in recorded.items()}
    judged = judged_commonest(people, recorded, choices=CHOICES, dispersion=wide)
    tables = {figure: shares_wrong(judged, figure, pool) for figure in (LOOSE, STRICT)}
    return tables, chance_error_rate(judged, recorded, picks=len(CHOICES), dispersion=wide)


def _dispersion(key: CacheKey, wave: str, by_ward: pd.DataFrame) -> pd.DataFrame:
    """Return the variance of each count divided by Poisson's.

    It is without bound where a category was not recorded as it is now in the whole year before the
    wave: then nobody is wrong to name it.
    """
    noises = {str(one): noise_of(key, WARD, str(one), YEAR) for one in by_ward}
    table = pd.DataFrame({one: noises[str(one)].of_level(by_ward[one]) for one in by_ward})
    store = store_of(key)
    months = years_before([wave], store.complete_months())
    for category in {one.category for one in store.breaks(CATEGORIES)}:
        recordings = store.recordings(WARD, (category,))[by_ward.index]
        otherwise = recordings.loc[months].ne(latest_recording(recordings)).any()
        table.loc[otherwise, category] = UNKNOWN
    return table


def _by_category(store: Store, wave: str) -> pd.DataFrame | None:
    """Return each ward's counts by category in the year before a wave; only wards with figures.

    None if no ward has figures.
    """
    months = years_before([wave], store.complete_months())
    if not months:
        return None
    counts = pd.DataFrame({one: store.counts(WARD, months, (one,)) for one in CATEGORIES})
    return counts[store.observed(WARD, months) > 0]


def _direction(
    key: CacheKey, answers: pd.DataFrame, waves: tuple[str, ...], pool: pd.Series
) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """Return the shares by ward and of everyone, and the direction in the whole area by wave.

    A ward's answers are compared with the ward's own direction, everyone's with that of the whole
    area.
    """
    truths = {wave: _asb_went(key, wave) for wave in waves}
    by_ward = pd.DataFrame({w: truth[0] for w, truth in truths.items() if truth is not None})
    whole = {wave: truth[1] for wave, truth in truths.items() if truth is not None}
    if by_ward.empty or answers.empty:
        return {}, whole
    judged_wards = judged_direction(answers, by_ward, aside=(DONT_KNOW,))
    everyone = pd.DataFrame(whole, index=by_ward.index)
    judged_everyone = judged_direction(answers, everyone, aside=(DONT_KNOW,))
    table = shares_wrong(judged_wards, DIRECTION, pool)
    table.loc[[WHOLE]] = shares_wrong(judged_everyone, DIRECTION, pool).loc[[WHOLE]]
    return {DIRECTION: table}, whole


def _asb_went(key: CacheKey, wave: str) -> tuple[pd.Series, str] | None:
    """Return the direction of ASB in the year before a wave, by ward and in the whole area.

    Each ward is compared over its own months, the whole area over months that its wards share.
    """
    period = Period(first=shifted(wave, 1 - YEAR), last=wave)
    by_ward = changes_at(key, WARD, ASB, period)
    whole = changes_in(key, COUNTY, "", period)
    if by_ward is None or whole is None or ASB not in whole[0].index:
        return None
    return by_ward["direction"], str(whole[0].at[ASB, "direction"])


def _asb_compared(store: Store, wave: str) -> ComparedMonths | None:
    """Return the months before a wave and the wards whose sums are compared with a year before."""
    months = Period(first=shifted(wave, 1 - YEAR), last=wave).months()
    return compared_months_of_sum(store.recordings(WARD, (ASB,)), store.residents(WARD), months)


def _informed(answers: pd.DataFrame, pool: pd.Series) -> dict[str, pd.DataFrame]:
    sure = answers[answers["answer"] != DONT_KNOW]
    if sure.empty:
        return {}
    judged = sure.assign(uninformed=sure["answer"].isin(NOT_INFORMED))
    return {UNINFORMED: shares_wrong(judged, UNINFORMED, pool)}
