"""Load survey files with one row per respondent into one row per answer."""

import pandas as pd

from data.contracts import scale_of
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.sources.validated_rows import ValidatedRows, read_rows
from data.sources.ward_names import FINER, Wards

# RENAMED: the columns of the contract that the table has by another name.
RENAMED = {"respondent_id": "respondent", "ward_code": "area_code"}
WORDING = "wording_"
# RESPONDENT: the columns that every answer has of its respondent.
RESPONDENT = ["respondent", "wave", "mode", "area_code", "age_band", "weight"]


def load_perceptions(member: Member, wards: Wards, report: LoadReport) -> pd.DataFrame:
    """Load the valid answers of a survey.

    Parameters
    ----------
    member
        The file, with one row per respondent.
    wards
        The area's wards.
    report
        The load report, with rows that have no ward and answers that aren't on their scale.

    Returns
    -------
    DataFrame
        One row per answer: `respondent`, `wave`, `mode`, `area_code`, `age_band`, `weight`,
        `question`, `answer` and `wording`.

    Examples
    --------
    >>> load_perceptions(survey_file, wards, LoadReport())["question"].unique()  # doctest: +SKIP
    array(['safe_day', 'safe_after_dark'], dtype=object)
    """
    own = read_rows(member, "survey", report, account_kind="perceptions", wards=wards)
    _note_off_the_scale(own, report)
    questions = [column for column in own.good.columns if scale_of(column)]
    answers = own.good.rename(columns=RENAMED).melt(
        RESPONDENT, questions, var_name="question", value_name="answer"
    )
    answers = answers.merge(_wordings(own.good), on=["respondent", "question"], how="left")
    return answers.dropna(subset="answer").reset_index(drop=True)


def _wordings(good: pd.DataFrame) -> pd.DataFrame:
    """Return the version of each question's wording, where the file states one."""
    marks = [column for column in good.columns if column.startswith(WORDING)]
    long = good.rename(columns=RENAMED).melt(
        ["respondent"], marks, var_name="question", value_name="wording"
    )
    question = long["question"].astype("str").str.removeprefix(WORDING)
    return long.assign(question=question, wording=long["wording"].astype("str"))


def _note_off_the_scale(own: ValidatedRows, report: LoadReport) -> None:
    """Report answers that aren't on their scale; the respondent's others are used."""
    off = own.checked.dropped
    off = off[off["row"].isin(own.good.index)]
    codes = int((off["column"] == FINER).sum())
    own.account.notes |= {Reason.BAD_AREA_CODE: codes} if codes else {}
    off = off[off["column"] != FINER]
    if off.empty:
        return
    own.account.notes[Reason.OFF_THE_SCALE] = len(off)
    cells = zip(off["row"], off["column"], strict=True)
    answers = pd.DataFrame(
        {
            "respondent": own.good.loc[off["row"], "respondent_id"].to_numpy(),
            "question": off["column"].to_numpy(),
            "answer": [own.brought.at[row, column] for row, column in cells],
        },
        index=off["row"].to_numpy(),
    )
    report.retain(own.account, answers, Reason.OFF_THE_SCALE)
