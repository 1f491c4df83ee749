"""The contracts for survey answers: a row a respondent, or already totalled."""

import pandas as pd

from data.contracts.model import WARD_CY, WARD_EN, Contract, Field, Rule, field
from data.contracts.scales import (
    COMMONEST,
    DIRECTION,
    DONT_KNOW,
    INFORMED,
    PROBLEM,
    SAFETY,
    scale_of,
)
from data.contracts.types import COUNT, LSOA_CODE, MONTH, SHARE, TEXT, WARD_CODE, WEIGHT, one_of
from data.load_report.reasons import Reason
from data.schema import SURVEY_MODES

MOST_SHARES = 1.02
"""What the shares of a question may add up to, as each is rounded."""


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
    name: str, scale: tuple[str, ...], en: str, cy: str, first: str, second: str, third: str
) -> Field:
    """An answer: one that isn't on its scale is dropped, and the rest of the row kept."""
    return field(name, one_of(*scale), en, cy, first, second, third, costs_the_row=False)


SURVEY = Contract(
    kind="survey",
    title_en="Survey answers, one row a respondent",
    title_cy="Atebion arolwg, un rhes i bob ymatebydd",
    key=("respondent_id",),
    twice=Reason.RESPONDENT_TWICE,
    fields=(
        field("respondent_id", TEXT, "A number without meaning; never a name or an address",
               "Rhif heb ystyr; byth enw na chyfeiriad", "R0001", "R0002", "R0003", required=True),
        field("wave", MONTH, "Month of the survey", "Mis yr arolwg",
               "2026-06", "2026-06", "2026-06", required=True),
        field("mode", one_of(*SURVEY_MODES), "How people came to answer",
               "Sut y daeth pobl i ateb", "random sample", "random sample", "open consultation",
               required=True),
        field("ward_code", WARD_CODE, f"{WARD_EN}; may be left empty where lsoa_code is given",
               f"{WARD_CY}; caiff fod yn wag os rhoddir lsoa_code",
               "W05999003", "W05999011", "W05999016", required=True),
        field("lsoa_code", LSOA_CODE,
               "ONS code of the LSOA (2021), in place of the ward or besides it",
               "Cod SYG yr LSOA (2021), yn lle'r ward neu'n ychwanegol ati", "W01999007", "", "",
               costs_the_row=False),
        field("age_band", TEXT, "Age band", "Band oedran", "16-24", "35-49", "65+"),
        field("weight", WEIGHT, "Weight of the answers; 1 where they aren't weighted",
               "Pwysiad yr atebion; 1 os nad ydynt wedi'u pwysoli", "0.92", "1.10", "1",
               required=True),
        _answer("safe_day", SAFETY, "Feels safe by day", "Teimlo'n ddiogel yn y dydd",
               "very safe", "fairly safe", "very safe"),
        _answer("safe_after_dark", SAFETY, "Feels safe after dark",
               "Teimlo'n ddiogel ar ôl iddi nosi", "a bit unsafe", "fairly safe", DONT_KNOW),
        _answer("commonest_1", COMMONEST, "Thought to be commonest",
               "Yr un y credir ei fod yn fwyaf cyffredin", "drugs", "anti-social-behaviour",
               "burglary"),
        _answer("commonest_2", COMMONEST, "Thought to be second commonest",
               "Yr un y credir ei fod yn ail fwyaf cyffredin", "burglary", "", "vehicle-crime"),
        _answer("asb_direction", DIRECTION, "Which way ASB is thought to go",
               "I ba gyfeiriad y credir bod ymddygiad gwrthgymdeithasol yn mynd",
               "up", "same", "down"),
        _answer("informed", INFORMED, "Feels informed about what is done",
               "Teimlo'n wybodus am yr hyn a wneir", "not very well", "fairly well", "not at all"),
        _answer("problem_*", PROBLEM, "How big a problem each topic is, a column a topic",
               "Pa mor fawr yw pob problem, colofn i bob pwnc",
               "fairly big", "not very big", "not a problem"),
        field("wording_problem_*", TEXT,
               "A mark for how that question was worded, where it has changed from wave to wave: "
               "waves with different marks are never compared or put together",
               "Nod am sut y geiriwyd y cwestiwn hwnnw, os yw wedi newid o don i don: ni chaiff "
               "tonnau â nodau gwahanol eu cymharu na'u rhoi gyda'i gilydd", "2026", "2026", ""),
    ),
)  # fmt: skip

SURVEY_TOTALS = Contract(
    kind="survey_totals",
    title_en="Survey answers, already totalled",
    title_cy="Atebion arolwg, wedi'u cyfrif eisoes",
    key=("wave", "mode", "ward_code", "question", "answer"),
    twice=Reason.TOTALLED_TWICE,
    fields=(
        field("wave", MONTH, "Month of the survey", "Mis yr arolwg",
               "2026-06", "2026-06", "2026-06", required=True),
        field("mode", one_of(*SURVEY_MODES), "How people came to answer",
               "Sut y daeth pobl i ateb", "random sample", "random sample", "random sample"),
        field("ward_code", WARD_CODE, WARD_EN, WARD_CY,
               "W05999003", "W05999003", "W05999011", required=True),
        field("question", TEXT, "Question, named as a column of the survey contract",
               "Cwestiwn, wedi'i enwi fel colofn yn y contract arolwg",
               "safe_after_dark", "safe_after_dark", "problem_litter", required=True),
        field("answer", TEXT, "Answer, on that question's scale",
               "Ateb, ar raddfa'r cwestiwn hwnnw",
               "fairly safe", "a bit unsafe", "very big", required=True),
        field("respondents", COUNT, "How many gave this answer, without weights",
               "Faint a roddodd yr ateb hwn, heb bwysoli", "14", "11", "9", required=True),
        field("weighted_share", SHARE, "Their weighted share of all who were asked",
               "Eu cyfran wedi'i phwysoli o bawb a holwyd", "0.41", "0.36", "0.28"),
    ),
    rules=(
        Rule(column="question", expected="a question of the survey contract",
             broken=_unknown_question, reason=Reason.UNKNOWN_QUESTION),
        Rule(column="answer", expected="an answer on the question's scale", broken=_off_scale,
             reason=Reason.TOTAL_OFF_THE_SCALE),
        Rule(column="weighted_share", expected="shares of a question that add up to 1 at most",
             broken=_shares_exceed_one, reason=Reason.BAD_SHARE),
    ),
)  # fmt: skip
