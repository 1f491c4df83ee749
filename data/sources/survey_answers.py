"""Survey files, one row a respondent, turned into one row an answer."""

import pandas as pd

from data.contracts import scale_of
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.sources.validated_rows import ValidatedRows, read_rows
from data.sources.ward_names import FINER, Wards

WHO = {"respondent_id": "respondent", "ward_code": "area_code"}
WORDING = "wording_"
KEPT = ["respondent", "wave", "mode", "area_code", "age_band", "weight"]


def load_perceptions(member: Member, wards: Wards, report: LoadReport) -> pd.DataFrame:
    """Answers on their scales; rows that can't be placed and answers off the scale left out."""
    own = read_rows(member, "survey", report, account_kind="perceptions", wards=wards)
    _note_off_the_scale(own, report)
    questions = [column for column in own.good.columns if scale_of(column)]
    answers = own.good.rename(columns=WHO).melt(
        KEPT, questions, var_name="question", value_name="answer"
    )
    answers = answers.merge(_wordings(own.good), on=["respondent", "question"], how="left")
    return answers.dropna(subset="answer").reset_index(drop=True)


def _wordings(good: pd.DataFrame) -> pd.DataFrame:
    """The mark of each question's wording, where one was given."""
    marks = [column for column in good.columns if column.startswith(WORDING)]
    long = good.rename(columns=WHO).melt(
        ["respondent"], marks, var_name="question", value_name="wording"
    )
    question = long["question"].astype("str").str.removeprefix(WORDING)
    return long.assign(question=question, wording=long["wording"].astype("str"))


def _note_off_the_scale(own: ValidatedRows, report: LoadReport) -> None:
    """An answer off its scale is kept for download; the respondent's others are used."""
    off = own.checked.dropped
    off = off[off["row"].isin(own.good.index)]
    codes = int((off["column"] == FINER).sum())
    own.account.notes |= {Reason.BAD_AREA_CODE: codes} if codes else {}
    off = off[off["column"] != FINER]
    if off.empty:
        return
    own.account.notes[Reason.OFF_THE_SCALE] = len(off)
    cells = zip(off["row"], off["column"], strict=True)
    strange = pd.DataFrame(
        {
            "respondent": own.good.loc[off["row"], "respondent_id"].to_numpy(),
            "question": off["column"].to_numpy(),
            "answer": [own.brought.at[row, column] for row, column in cells],
        },
        index=off["row"].to_numpy(),
    )
    report.retain(own.account, strange, Reason.OFF_THE_SCALE)
