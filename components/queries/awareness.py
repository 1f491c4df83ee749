"""Whether residents know what is recorded around them.

What they believe of crime is judged answer by answer and only published for all respondents
together; how well informed they feel also by place, as the build has published it.
"""

from dataclasses import dataclass

import pandas as pd

from components.queries.area_figures import changes_in
from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.measure_inputs import latest_recording, noise_of
from components.queries.surveys import published_question
from data.contracts.scales import DONT_KNOW
from data.disclosure.alone import publish_alone
from data.disclosure.residents import residents_by_ward
from data.disclosure.rounding import rounded_number
from data.release.store import Store
from data.schema import ASB, CATEGORIES, COUNTY, WARD
from geo.comparable_months.compared import ComparedMonths, compared_months_of_sum
from geo.noise.ladder import DOWN, UP
from geo.noise.shares import share_limits
from geo.period import YEAR, Period, shifted, years_before
from geo.stats.suppression import HIDDEN, SHOWN
from geo.survey.awareness_by_respondent import (
    BELIEFS,
    DIRECTION,
    LOOSE,
    STRICT,
    UNINFORMED,
    chance_error_rate,
    judged_commonest,
    judged_direction,
    share_wrong,
    weighted_by_residents,
)
from geo.survey.published import PublishedQuestion
from geo.survey.respondents import CONSULTATION, SAMPLE

CHOICES = ("commonest_1", "commonest_2")
ASB_DIRECTION, INFORMED = "asb_direction", "informed"
COLUMNS = (
    *("respondent", "wave", "mode", "area_code", "weight", "design_effect"),
    *("question", "answer"),
)
# UNKNOWN: the dispersion of a count of which nothing is known.
UNKNOWN = 1e12
# The question that each figure comes from.
ASKED = {LOOSE: CHOICES[0], STRICT: CHOICES[0], DIRECTION: ASB_DIRECTION, UNINFORMED: INFORMED}


@dataclass(frozen=True, kw_only=True)
class Awareness:
    """The shares of residents who are wrong, by figure."""

    # By figure, that of everyone: share, limits, base and status. Figures that were not asked about
    # are absent.
    whole: dict[str, pd.Series]
    # Those who don't feel informed, by place.
    informed: PublishedQuestion
    sampled: bool
    waves: tuple[str, ...]
    # The number of respondents who answered "don't know", by figure; of the direction only those
    # of waves with a clear direction, as only their answers are judged.
    unsure: dict[str, int]
    # The share of random guesses at the commonest crimes that would be wrong.
    blind: float
    # By wave: how ASB in the whole area changed (`geo.noise.whole`), and the months compared.
    changes: dict[str, pd.Series]
    compared: dict[str, ComparedMonths]

    @property
    def truth(self) -> dict[str, str]:
        """Return the direction of ASB in the whole area by wave."""
        return {wave: str(row["direction"]) for wave, row in self.changes.items()}


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
    said = published_question(key, INFORMED)
    whole, blind = _commonest(key, by_question)
    found = {wave: _asb_changed(key, wave) for wave in waves}
    changes = {wave: row for wave, row in found.items() if row is not None}
    truth = {wave: str(row["direction"]) for wave, row in changes.items()}
    directed = _direction(key, by_question[ASB_DIRECTION], truth)
    compared = {wave: _asb_compared(store, wave) for wave in truth}
    whole |= directed
    if said.respondents:
        whole[UNINFORMED] = said.whole
    return Awareness(
        whole={
            figure: _limited(whole[figure], said.sampled if figure == UNINFORMED else sampled)
            for figure in BELIEFS
            if figure in whole
        },
        informed=said,
        sampled=sampled,
        waves=waves,
        unsure={f: _unsure(by_question[q], f, truth) for f, q in ASKED.items()},
        blind=blind,
        changes=changes,
        compared={wave: found for wave, found in compared.items() if found is not None},
    )


def _limited(whole: pd.Series, sampled: bool) -> pd.Series:
    """Return the published figure of all respondents with its limits and status."""
    ends = share_limits(pd.Series([whole["share"]]), pd.Series([whole["effective_base"]])).iloc[0]
    limits = ends if sampled else ends * float("nan")
    status = SHOWN if pd.notna(whole["share"]) else HIDDEN
    published: pd.Series = pd.concat([whole, limits, pd.Series({"status": status})])
    return published


def _unsure(answers: pd.DataFrame, figure: str, truth: dict[str, str]) -> int:
    if figure == DIRECTION:
        clear = [wave for wave, direction in truth.items() if direction in (UP, DOWN)]
        answers = answers[answers["wave"].isin(clear)]
    return rounded_number(int((answers["answer"] == DONT_KNOW).sum()))


def _commonest(
    key: CacheKey, by_question: dict[str, pd.DataFrame]
) -> tuple[dict[str, pd.Series], float]:
    # Some give only a second choice.
    asked = pd.concat([by_question[choice] for choice in CHOICES]).drop_duplicates("respondent")
    people = asked.set_index("respondent")[["wave", "area_code", "weight", "design_effect"]]
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
    judged = weighted_by_residents(judged, _adults(store))
    whole = {figure: publish_alone(share_wrong(judged, figure)) for figure in (LOOSE, STRICT)}
    return whole, chance_error_rate(judged, recorded, dispersion=wide)


def _dispersion(key: CacheKey, wave: str, by_ward: pd.DataFrame) -> pd.DataFrame:
    """Return the variance of each count divided by Poisson's.

    It is without bound where a category was not recorded as it is now in the whole year before the
    wave: an answer that names it is then never called wrong.
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


def _direction(key: CacheKey, answers: pd.DataFrame, truth: dict[str, str]) -> dict[str, pd.Series]:
    """Return the share of everyone who was wrong, given the direction in the whole area by wave."""
    if not truth or answers.empty:
        return {}
    wards = answers["area_code"].unique()
    judged = judged_direction(answers, pd.DataFrame(truth, index=wards), aside=(DONT_KNOW,))
    judged = weighted_by_residents(judged, _adults(store_of(key)))
    return {DIRECTION: publish_alone(share_wrong(judged, DIRECTION))}


def _adults(store: Store) -> pd.Series:
    """Return the residents of each ward by whom the share of everyone is weighted."""
    return residents_by_ward(store.table("population"), store.membership())


def _asb_changed(key: CacheKey, wave: str) -> pd.Series | None:
    """Return how ASB in the whole area changed in the year before a wave.

    It is compared over months that its wards share.
    """
    whole = changes_in(key, COUNTY, "", Period(first=shifted(wave, 1 - YEAR), last=wave))
    if whole is None or ASB not in whole[0].index:
        return None
    row: pd.Series = whole[0].loc[[ASB]].iloc[0]
    return row


def _asb_compared(store: Store, wave: str) -> ComparedMonths | None:
    """Return the months before a wave and the wards whose sums are compared with a year before."""
    months = Period(first=shifted(wave, 1 - YEAR), last=wave).months()
    return compared_months_of_sum(store.recordings(WARD, (ASB,)), store.residents(WARD), months)
