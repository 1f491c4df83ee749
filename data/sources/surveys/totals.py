"""Load survey answers that are already totalled, and report every row."""

from collections.abc import Sequence

import pandas as pd

from data.contracts.scales import PROBLEM_PREFIX, QUESTIONS, answer_on_scale, scale_of
from data.contracts.topics import question_of, similar_topic
from data.file_kinds import SURVEY_TOTALS
from data.files.archive import Member
from data.load_report.reasons import Reason
from data.load_report.report import LoadReport
from data.load_report.survey_report import OffScaleCounter, SurveyReport
from data.schema import SURVEY_MODES, TOPICS
from data.sources.partner_incidents import Seen, each_once, leave_out_seen
from data.sources.surveys.design_effect import ALLOWED, design_effects
from data.sources.validated_rows import ValidatedRows
from data.sources.ward_names import Wards

TOTAL_COLUMNS = [
    *("wave", "mode", "area_code", "question", "answer", "respondents", "share"),
    "design_effect",
]
TOTAL_KEY = ["wave", "mode", "ward_code", "question", "answer"]


def load_all_survey_totals(
    members: Sequence[Member], wards: Wards | None, report: LoadReport
) -> pd.DataFrame:
    """Load the survey totals of all files.

    Parameters
    ----------
    members
        The files; a total that an earlier file has is left out.
    wards
        The area's wards; None if they aren't checked.
    report
        The load report.

    Returns
    -------
    DataFrame
        One row per answer: `wave`, `mode`, `area_code`, `question`, `answer`, `respondents`,
        `share` and `design_effect`.

    Examples
    --------
    >>> load_all_survey_totals([file], wards, LoadReport())["respondents"].sum()  # doctest: +SKIP
    23
    """
    seen: Seen = set()
    parts = []
    for own in each_once(
        members, SURVEY_TOTALS, SURVEY_TOTALS, report, wards=wards, prepare=known_answers
    ):
        own.account.survey = totals_report(own)
        leave_out_seen(own, TOTAL_KEY, seen, Reason.TOTALLED_TWICE, report)
        parts.append(_totals(own))
    return pd.concat(parts, ignore_index=True)


def known_answers(table: pd.DataFrame) -> pd.DataFrame:
    """Return survey totals with questions and answers in the spelling of the contract.

    Parameters
    ----------
    table
        Cells of text, with the columns of the contract.

    Returns
    -------
    DataFrame
        The table; questions and answers that aren't known stay as they are.

    Examples
    --------
    >>> total = {"question": ["problem_ygg"], "answer": ["Very Big"]}
    >>> known_answers(pd.DataFrame(total)).iloc[0].tolist()
    ['problem_asb', 'very big']
    """
    if not {"question", "answer"} <= {*table.columns}:
        return table
    pairs = table[["question", "answer"]].drop_duplicates().dropna()
    question = {cell: question_of(cell) for cell in table["question"].dropna().unique()}
    answer = {
        (asked, said): answer_on_scale(question[asked], said)
        for asked, said in pairs.itertuples(index=False)
    }
    cells = zip(table["question"], table["answer"], strict=True)
    return table.assign(
        question=table["question"].map(question),
        answer=pd.Series([answer.get(cell, cell[1]) for cell in cells], table.index, dtype="str"),
    )


def totals_report(own: ValidatedRows) -> SurveyReport:
    """Return what survey totals asked, and which of their values are off the scale.

    Parameters
    ----------
    own
        The usable rows.

    Returns
    -------
    SurveyReport
        The questions with the number of their answers, unknown topics and values off the scale.

    Examples
    --------
    >>> totals_report(own).asked  # doctest: +SKIP
    {'safe_day': 23}
    """
    counter = OffScaleCounter()
    faults = pd.concat([own.checked.faults, own.checked.dropped])
    faults = faults.drop_duplicates(["row", "column"])
    for column, rows in faults.groupby("column", sort=False)["row"]:
        if column not in ("answer", "question", "mode", "weighted_share", *ALLOWED):
            continue
        cells = own.brought.loc[rows]
        names = cells["question"] if column == "answer" else pd.Series(column, rows)
        for name, group in cells[column].groupby(names.to_numpy()):
            counter.add(str(name), group.dropna(), _allowed(str(name)))
    people = own.good.groupby("question")["respondents"].sum()
    named = own.brought["question"].dropna().unique()
    asked = {name: int(people.get(name, 0)) for name in named if scale_of(name)}
    topics = [
        name.removeprefix(PROBLEM_PREFIX) for name in asked if name.startswith(PROBLEM_PREFIX)
    ]
    return SurveyReport(
        asked=asked,
        unknown_topics={name: similar_topic(name) for name in topics if name not in TOPICS},
        off_scale=counter.entries(),
    )


def _allowed(column: str) -> tuple[str, ...]:
    of_column = {"question": QUESTIONS, "mode": SURVEY_MODES, "weighted_share": ("0 – 1",)}
    of_column |= ALLOWED
    return of_column.get(column) or scale_of(column)


def _totals(own: ValidatedRows) -> pd.DataFrame:
    names = {"ward_code": "area_code", "weighted_share": "share"}
    good = own.good.assign(design_effect=design_effects(own.good))
    tidy: pd.DataFrame = good.rename(columns=names)[TOTAL_COLUMNS].reset_index(drop=True)
    return tidy
