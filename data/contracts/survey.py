"""The contracts of survey answers: one row per respondent, or totals."""

from collections.abc import Mapping

import pandas as pd

from data.contracts.model import Contract, Field, Rule, field
from data.contracts.scales import (
    COMMONEST,
    DIRECTION,
    DONT_KNOW,
    INFORMED,
    PROBLEM,
    SAFETY,
    names_of_answers,
    scale_of,
)
from data.contracts.topics import CATEGORY_BY_NAME
from data.contracts.types import (
    COUNT,
    DESIGN_EFFECT,
    LSOA_CODE,
    MONTH,
    SHARE,
    TEXT,
    WARD_CODE,
    WEIGHT,
    one_of,
)
from data.load_report.reasons import Reason
from data.schema import SURVEY_MODES, TOPICS

# MOST_SHARES: the largest valid sum of a question's shares; over 1 because each is rounded.
MOST_SHARES = 1.02
# DOOR_TO_DOOR, ADDRESSES: how people were chosen: in clusters, walking from door to door, or each
# by an address drawn from a list of all.
DOOR_TO_DOOR, ADDRESSES = SAMPLINGS = ("door to door", "addresses")
# native reader: the Welsh words are those in which a partnership may state it.
ALSO_SAMPLED = {"o ddrws i ddrws": DOOR_TO_DOOR, "cyfeiriadau": ADDRESSES}


def _off_scale(table: pd.DataFrame) -> pd.Series:
    pairs = zip(table["question"], table["answer"], strict=True)
    both = table["question"].notna() & table["answer"].notna()
    off = [isinstance(q, str) and bool(scale_of(q)) and a not in scale_of(q) for q, a in pairs]
    return both & pd.Series(off, index=table.index)


def _unknown_question(table: pd.DataFrame) -> pd.Series:
    return table["question"].map(lambda q: isinstance(q, str) and not scale_of(q)).astype(bool)


def _shares_exceed_one(table: pd.DataFrame) -> pd.Series:
    share = pd.to_numeric(table["weighted_share"])
    group = [table[column] for column in ("wave", "mode", "ward_code", "question")]
    return share.notna() & (share.groupby(group, dropna=False).transform("sum") > MOST_SHARES)


def _answer(
    name: str,
    scale: tuple[str, ...],
    *examples: str,
    also: Mapping[str, str] | None = None,
    stands_for: tuple[str, ...] = (),
) -> Field:
    """Return the field of an answer; an invalid answer is dropped and the rest of the row used."""
    answers = one_of(*scale, also={**(also or {}), **names_of_answers(scale)})
    return field(name, answers, *examples, costs_the_row=False, stands_for=stands_for)


def _commonest(name: str, *examples: str) -> Field:
    """Return the field of a crime that is thought to be common: a police category or its topic."""
    return _answer(name, COMMONEST, *examples, also=CATEGORY_BY_NAME)


def _sampling() -> Field:
    """Return the field of how people were chosen; an invalid one is dropped, not the row."""
    sampling = one_of(*SAMPLINGS, also=ALSO_SAMPLED)
    return field("sampling", sampling, *[DOOR_TO_DOOR] * 3, costs_the_row=False)


def _design_effect() -> Field:
    return field("design_effect", DESIGN_EFFECT, *["1.3"] * 3, costs_the_row=False)


SURVEY = Contract(
    kind="survey",
    key=("respondent_id",),
    twice=Reason.RESPONDENT_TWICE,
    fields=(
        field("respondent_id", TEXT, "R0001", "R0002", "R0003", required=True),
        field("wave", MONTH, "2026-06", "2026-06", "2026-06", required=True),
        field(
            "mode",
            one_of(*SURVEY_MODES),
            "random sample",
            "random sample",
            "open consultation",
            required=True,
        ),
        field("ward_code", WARD_CODE, "W05999003", "W05999011", "W05999016", required=True),
        field("lsoa_code", LSOA_CODE, "W01999007", "", "", costs_the_row=False),
        field("age_band", TEXT, "16-24", "35-49", "65+"),
        field("weight", WEIGHT, "0.92", "1.10", "1", required=True),
        _sampling(),
        _design_effect(),
        _answer("safe_day", SAFETY, "very safe", "fairly safe", "very safe"),
        _answer("safe_after_dark", SAFETY, "a bit unsafe", "fairly safe", DONT_KNOW),
        _commonest("commonest_1", "drugs", "anti-social-behaviour", "burglary"),
        _commonest("commonest_2", "burglary", "", "vehicle-crime"),
        _answer("asb_direction", DIRECTION, "up", "same", "down"),
        _answer("informed", INFORMED, "not very well", "fairly well", "not at all"),
        _answer(
            "problem_*",
            PROBLEM,
            "fairly big",
            "not very big",
            "not a problem",
            stands_for=tuple(TOPICS),
        ),
        field("wording_problem_*", TEXT, "2026", "2026", "", stands_for=("litter",)),
    ),
)

SURVEY_TOTALS = Contract(
    kind="survey_totals",
    key=("wave", "mode", "ward_code", "question", "answer"),
    twice=Reason.TOTALLED_TWICE,
    fields=(
        field("wave", MONTH, "2026-06", "2026-06", "2026-06", required=True),
        field("mode", one_of(*SURVEY_MODES), "random sample", "random sample", "random sample"),
        field("ward_code", WARD_CODE, "W05999003", "W05999003", "W05999011", required=True),
        field(
            "question", TEXT, "safe_after_dark", "safe_after_dark", "problem_litter", required=True
        ),
        field("answer", TEXT, "fairly safe", "a bit unsafe", "very big", required=True),
        field("respondents", COUNT, "14", "11", "9", required=True),
        field("weighted_share", SHARE, "0.41", "0.36", "0.28"),
        _sampling(),
        _design_effect(),
    ),
    rules=(
        Rule(
            column="question",
            expected="a question of the survey contract",
            broken=_unknown_question,
            reason=Reason.UNKNOWN_QUESTION,
        ),
        Rule(
            column="answer",
            expected="an answer on the question's scale",
            broken=_off_scale,
            reason=Reason.TOTAL_OFF_THE_SCALE,
        ),
        Rule(
            column="weighted_share",
            expected="shares of a question that add up to 1 at most",
            broken=_shares_exceed_one,
            reason=Reason.BAD_SHARE,
        ),
    ),
)
