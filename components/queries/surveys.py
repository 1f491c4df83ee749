"""Surveys: which there are, what is published of them, and what changed between two waves.

The published tables of a release are the only source of figures by place.
"""

from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from data.contracts.scales import PROBLEM_PREFIX
from data.disclosure.layout import ALL, WHOLE
from data.disclosure.places import COMPARED_WAVES
from data.disclosure.survey import (
    AGES,
    ASKED,
    CELLS,
    PLACES,
    HiddenFigures,
    hidden_figures,
)
from data.file_kinds import PERCEPTIONS, SURVEY_TOTALS
from data.load_report.survey_report import SurveyReport
from data.schema import WARD
from geo.noise.shares import shares_changed
from geo.stats.suppression import SHOWN
from geo.survey.published import NUMBERS, PublishedQuestion
from geo.survey.respondents import SAMPLE, InterviewCounts

USUAL_TOPIC = "asb"
SURVEYS = {PERCEPTIONS, SURVEY_TOTALS}


@query(100)
def survey_kind(key: CacheKey, topic: str) -> str:
    """Return the kind of file that answers a topic.

    Totals are used only if there are no single respondents.
    """
    asked = store_of(key).tally(PERCEPTIONS, "question")
    return PERCEPTIONS if PROBLEM_PREFIX + topic in asked else SURVEY_TOTALS


@query(10)
def hidden(key: CacheKey) -> HiddenFigures:
    """Return how many figures of surveys the build has hidden."""
    return hidden_figures(store_of(key).files.folder)


def has_survey(key: CacheKey) -> bool:
    """Return whether the release has a survey, by respondent or as totals."""
    return bool(SURVEYS & set(store_of(key).manifest.tables))


@dataclass(frozen=True, kw_only=True)
class PublishedWaves:
    """The shares of the two latest waves, each by place and of all (the empty code)."""

    before: pd.DataFrame
    now: pd.DataFrame
    waves: tuple[str, str]
    # The place of each ward: one that has enough answers in both waves.
    place: pd.Series


@query(100)
def published_question(key: CacheKey, question: str) -> PublishedQuestion:
    """Return what is published of a question, in all waves together."""
    store = store_of(key)
    wards = store.codes(WARD)
    asked = _rows(key, ASKED, question)
    if asked.empty:
        return PublishedQuestion.nobody(wards)
    row, cells = asked.iloc[0], _cells(key, question, ALL)
    told = pd.notna(row["views"])
    return PublishedQuestion(
        places=cells.drop(index=WHOLE).rename_axis("area_code"),
        whole=cells[NUMBERS].astype(float).loc[[WHOLE]].iloc[0],
        place=_places(key, question, "place").reindex(wards),
        sampled=row["mode"] == SAMPLE,
        waves=tuple(str(row["waves"]).split()),
        reworded=tuple(str(row["reworded"]).split()),
        respondents=int(row["respondents"]),
        unsure=int(row["unsure"]),
        consulted=int(row["consulted"]),
        design_effect=float(row["design_effect"]),
        weighted_by=str(row["weighted_by"]),
        interviewed=InterviewCounts(
            people=int(row["interviewed"]),
            views=int(row["views"]) if told else 0,
            big=int(row["big"]) if told else 0,
            may_be_shown=bool(told),
        ),
    )


@query(100)
def published_waves(key: CacheKey, question: str) -> PublishedWaves | None:
    """Return what is published of the two latest waves; None if they aren't compared."""
    waves = sorted({*_rows(key, CELLS, question)["wave"]} - {ALL})
    if not waves:
        return None
    before, now = waves
    return PublishedWaves(
        before=_cells(key, question, before),
        now=_cells(key, question, now),
        waves=(before, now),
        place=_places(key, question, "wave_place"),
    )


@query(10)
def published_ages(key: CacheKey) -> pd.DataFrame:
    """Return the respondents of the latest wave by age band: `wave`, `mode`, `people`, `status`.

    All of them have the empty band.
    """
    return store_of(key).table(AGES).set_index("age_band")


def _rows(key: CacheKey, table: str, question: str) -> pd.DataFrame:
    every = store_of(key).table(table)
    return every[every["question"] == question]


def _cells(key: CacheKey, question: str, wave: str) -> pd.DataFrame:
    cells = _rows(key, CELLS, question)
    return cells[cells["wave"] == wave].set_index("place")[[*NUMBERS, "status"]]


def _places(key: CacheKey, question: str, column: str) -> pd.Series:
    places = _rows(key, PLACES, question).set_index("area_code")[column]
    return places.rename("pool")


# The reasons why perception has no answer: there is no survey, no question on the topic, only
# answers off its scale, none that can be used, only key individuals, only self-selected people.
NO_SURVEY, NOT_ASKED, OFF_SCALE, UNANSWERED = "no_survey", "not_asked", "off_scale", "unanswered"
INTERVIEWS, SELF_SELECTED = "only_interviews", "self_selected"
REASONS = (NO_SURVEY, NOT_ASKED, OFF_SCALE, UNANSWERED, INTERVIEWS, SELF_SELECTED)


@query(100)
def why_no_answers(key: CacheKey, topic: str = USUAL_TOPIC) -> str:
    """Return the key of the reason why perception has no answer on a topic, one of REASONS."""
    question = PROBLEM_PREFIX + topic
    if not has_survey(key):
        return NO_SURVEY
    said = published_question(key, question)
    if said.respondents or said.interviewed.people:
        return SELF_SELECTED if said.respondents else INTERVIEWS
    reports = _reports(key)
    if any(report.cells_off_scale(question) for report in reports):
        return OFF_SCALE
    return UNANSWERED if any(question in report.asked for report in reports) else NOT_ASKED


@query(100)
def similar_topics(key: CacheKey, topic: str) -> list[str]:
    """Return the topics of the survey that aren't known and whose name is similar to this one's."""
    return [
        name
        for report in _reports(key)
        for name, similar in report.unknown_topics.items()
        if similar == topic
    ]


def _reports(key: CacheKey) -> list[SurveyReport]:
    """Return the reports of the survey's files; older releases have none."""
    return [file.survey for file in store_of(key).manifest.files if file.survey is not None]


@query(10)
def survey(key: CacheKey) -> tuple[int, list[str]] | None:
    """Return how many of a random sample answered about ASB, and in which waves.

    None without one.
    """
    said = published_question(key, PROBLEM_PREFIX + USUAL_TOPIC)
    return (said.respondents, [*said.waves]) if said.sampled else None


# The reasons why two waves aren't compared.
ONE_WAVE, NOT_SAMPLED, REWORDED = "one_wave", "not_sampled", "reworded"


@dataclass(frozen=True, kw_only=True)
class WaveChange:
    """Each pool's share in both waves and its change. Everyone has the empty code."""

    table: pd.DataFrame
    pool: pd.Series
    before: str = ""
    now: str = ""
    why_not: str = ""


@query(100)
def wave_change(key: CacheKey, topic: str) -> WaveChange:
    """Return the latest wave compared with the one before it, by place.

    The places are those with enough answers in both waves, as the build has published them.
    """
    question = PROBLEM_PREFIX + topic
    waves, why_not = published_waves(key, question), _why_not(published_question(key, question))
    if waves is None or why_not:
        return WaveChange(table=pd.DataFrame(), pool=pd.Series(dtype=str), why_not=why_not)
    shown = (waves.now["status"] == SHOWN) & (waves.before["status"] == SHOWN)
    now, before = waves.now[shown], waves.before[shown]
    places = now.index.drop(WHOLE, errors="ignore")
    whole = now.index.intersection([WHOLE])
    changes = [
        shares_changed(now.loc[places], before.loc[places]),
        shares_changed(now.loc[whole], before.loc[whole], least=1),
    ]
    table = pd.concat([one for one in changes if len(one)] or changes[:1]).assign(
        base_now=now["base"].astype(int), base_before=before["base"].astype(int)
    )
    first, second = waves.waves
    return WaveChange(table=table, pool=waves.place, before=first, now=second)


def _why_not(said: PublishedQuestion) -> str:
    if not said.sampled:
        return NOT_SAMPLED
    earlier = [wave for wave in said.reworded if wave < said.waves[-1]]
    if earlier and (len(said.waves) < COMPARED_WAVES or max(earlier) > said.waves[-2]):
        return REWORDED
    return ONE_WAVE if len(said.waves) < COMPARED_WAVES else ""
