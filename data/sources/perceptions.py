"""Survey files, one row a respondent, turned into one row an answer."""

import pandas as pd

from data.schema import CATEGORIES, SURVEY_MODES
from data.sources.archive import Member
from data.sources.reasons import Reason
from data.sources.report import FileReport, LoadReport
from data.sources.tables import read_csv

SAFETY = ("very safe", "fairly safe", "a bit unsafe", "very unsafe", "don't know")
DIRECTION = ("up", "same", "down", "don't know")
INFORMED = ("very well", "fairly well", "not very well", "not at all", "don't know")
PROBLEM = ("very big", "fairly big", "not very big", "not a problem", "don't know")
COMMONEST = (*CATEGORIES, "don't know")
SCALES = {
    "safe_day": SAFETY,
    "safe_after_dark": SAFETY,
    "commonest_1": COMMONEST,
    "commonest_2": COMMONEST,
    "asb_direction": DIRECTION,
    "informed": INFORMED,
}
NEEDS = ("respondent_id", "wave", "mode", "ward_code", "weight")


def load_perceptions(member: Member, wards: pd.Series, report: LoadReport) -> pd.DataFrame:
    """Answers on their scales; rows that can't be placed and answers off the scale left out."""
    account = report.open_file(member, "perceptions")
    table = read_csv(member, needs=NEEDS)
    account.read = len(table)
    table["weight"] = pd.to_numeric(table["weight"], errors="coerce")
    faults = {
        Reason.UNKNOWN_WARD: ~table["ward_code"].isin(wards),
        Reason.NO_WEIGHT: table["weight"].isna(),
        Reason.UNKNOWN_MODE: ~table["mode"].isin(SURVEY_MODES),
        Reason.RESPONDENT_TWICE: table.duplicated("respondent_id", keep="first"),
    }
    good = pd.Series(True, index=table.index)
    for reason, at_fault in faults.items():
        report.leave_out(account, table[good & at_fault], reason)
        good &= ~at_fault
    used = table[good]
    account.used = len(used)
    answers = _answers(used, account, report)
    return answers.reset_index(drop=True)


def _answers(used: pd.DataFrame, account: FileReport, report: LoadReport) -> pd.DataFrame:
    questions = [column for column in used.columns if _scale(column)]
    who = used.rename(columns={"respondent_id": "respondent", "ward_code": "area_code"})
    keep = ["respondent", "wave", "mode", "area_code", "age_band", "weight"]
    answers = who.melt(keep, questions, var_name="question", value_name="answer").dropna(
        subset="answer"
    )
    off = pd.Series(
        [a not in _scale(q) for q, a in zip(answers["question"], answers["answer"], strict=True)],
        index=answers.index,
    )
    if off.any():
        reason = Reason.OFF_THE_SCALE
        account.notes[reason] = int(off.sum())
        line_of = pd.Series(used.index, index=used["respondent_id"])
        strange = answers.loc[off, ["respondent", "question", "answer"]]
        report.keep(account, strange.set_index(line_of[strange["respondent"]].to_numpy()), reason)
    return answers[~off]


def _scale(question: str) -> tuple[str, ...]:
    return PROBLEM if question.startswith("problem_") else SCALES.get(question, ())
