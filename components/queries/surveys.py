"""Surveys: which there are, and what changed between the two latest waves."""

from dataclasses import dataclass

import pandas as pd

from components.queries.cache import CacheKey, query
from components.queries.current_store import store_of
from components.queries.measures import USUAL_TOPIC
from components.queries.perceived import perceived_and_recorded
from components.queries.survey_figures import published_question, published_waves
from data.contracts.scales import PROBLEM_PREFIX
from data.disclosure.places import COMPARED_WAVES
from data.file_kinds import PERCEPTIONS, SURVEY_TOTALS
from data.load_report.survey_report import SurveyReport
from data.schema import WARD
from geo.noise.shares import shares_changed
from geo.stats.suppression import SHOWN
from geo.survey.place_types import REASSURANCE_GAP
from geo.survey.published import PublishedQuestion
from geo.survey.shares import PERCEIVED_ABOVE

SURVEYS = {PERCEPTIONS, SURVEY_TOTALS}


@query(100)
def survey_kind(key: CacheKey, topic: str) -> str:
    """Return the kind of file that answers a topic.

    Totals are used only if there are no single respondents.
    """
    asked = store_of(key).tally(PERCEPTIONS, "question")
    return PERCEPTIONS if PROBLEM_PREFIX + topic in asked else SURVEY_TOTALS


def has_survey(key: CacheKey) -> bool:
    """Return whether the release has a survey, by respondent or as totals."""
    return bool(SURVEYS & set(store_of(key).manifest.tables))


@query(10)
def asb_gaps(key: CacheKey) -> pd.DataFrame | None:
    """Return where residents' view of ASB differs from the record; None if it can't be compared.

    The figures and rules are those of the page on perception.
    """
    perceived = perceived_and_recorded(key, USUAL_TOPIC)
    if perceived.gaps.why_not:
        return None
    table, known = perceived.gaps.table, store_of(key).area_names(WARD)
    names = {
        name: [" + ".join(known.loc[perceived.wards_of(str(row)), name]) for row in table.index]
        for name in ("name_en", "name_cy")
    }
    kind = table["kind"].replace(REASSURANCE_GAP, PERCEIVED_ABOVE)
    return table.assign(kind=kind, may_be_named=table["status"] == SHOWN, **names)


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
WHOLE = ""


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
    waves = published_waves(key, question)
    if waves is None:
        why_not = _why_not(published_question(key, question))
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
    return REWORDED if len(said.waves) < COMPARED_WAVES and said.reworded else ONE_WAVE
