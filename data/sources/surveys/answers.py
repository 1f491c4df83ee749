"""Load survey files with one row per respondent into one row per answer, part by part."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from data.contracts import contract_of, scale_of
from data.contracts.scales import PROBLEM_PREFIX
from data.contracts.topics import WORDING_PREFIX, renamed_questions, similar_topic
from data.file_kinds import PERCEPTIONS
from data.files.archive import Member
from data.files.parquet_writer import TableWriter, table_of
from data.files.seen_keys import SeenKeys
from data.load_report.reasons import Reason
from data.load_report.report import FileReport, LoadReport
from data.load_report.survey_report import OffScaleCounter, SurveyReport
from data.readers.headers.cells import BEYOND
from data.readers.table_parts import read_parts
from data.schema import SURVEY_MODES, TOPICS
from data.sources.surveys.design_effect import ALLOWED, design_effects
from data.sources.surveys.retention import too_old
from data.sources.validated_rows import ValidatedRows, good_rows, leave_out_more
from data.sources.ward_names import FINER, Wards

# MOST_EXAMPLES: the number of answers off the scale that are stored one by one, for each question.
MOST_EXAMPLES = 1000


def load_perceptions(member: Member, wards: Wards | None, report: LoadReport) -> pd.DataFrame:
    """Load the valid answers of a survey into memory.

    Parameters
    ----------
    member
        The file, with one row per respondent.
    wards
        The area's wards; None if they aren't checked.
    report
        The load report, with rows that have no ward and answers that aren't on their scale.

    Returns
    -------
    DataFrame
        One row per answer: `respondent`, `wave`, `mode`, `area_code`, `age_band`, `weight`,
        `design_effect`, `question`, `answer` and `wording`.

    Examples
    --------
    >>> load_perceptions(survey_file, wards, LoadReport())["question"].unique()  # doctest: +SKIP
    array(['safe_day', 'safe_after_dark'], dtype=object)
    """
    tables = [
        table_of(PERCEPTIONS, columns)
        for own in valid_parts(member, wards, report)
        for columns in _answers(own.good)
    ]
    loaded: pd.DataFrame = pa.concat_tables(tables).unify_dictionaries().to_pandas()
    words = [name for name, kind in loaded.dtypes.items() if kind != np.float64]
    return loaded.astype(dict.fromkeys(words, "str"))


def write_perceptions(
    member: Member, wards: Wards | None, report: LoadReport, release: Path
) -> int:
    """Write the valid answers of a survey into a release, in memory that doesn't grow with it.

    Parameters
    ----------
    member
        The file, with one row per respondent.
    wards
        The area's wards.
    report
        The load report, with rows that have no ward and answers that aren't on their scale.
    release
        The folder of the release.

    Returns
    -------
    int
        The number of answers.

    Examples
    --------
    >>> write_perceptions(survey_file, wards, LoadReport(), Path("release"))  # doctest: +SKIP
    8240
    """
    with TableWriter(release, PERCEPTIONS) as table:
        for own in valid_parts(member, wards, report):
            for columns in _answers(own.good):
                table.write(columns)
    return table.rows


def valid_parts(member: Member, wards: Wards | None, report: LoadReport) -> Iterator[ValidatedRows]:
    """Yield the usable rows of a survey, part by part.

    After the last part the report of the file has the questions, topics and answers off the scale.

    Parameters
    ----------
    member
        The file.
    wards
        The area's wards; None if they aren't checked.
    report
        The load report.

    Yields
    ------
    ValidatedRows
        The usable rows of a part.

    Raises
    ------
    SourceError
        If the file as a whole has a fault.

    Examples
    --------
    >>> [len(part.good) for part in valid_parts(file, wards, LoadReport())]  # doctest: +SKIP
    [50000, 12345]
    """
    account, contract = report.open_file(member, PERCEPTIONS), contract_of("survey")
    off_scale, seen = OffScaleCounter(), SeenKeys()
    (key,) = contract.key
    account.survey = survey = SurveyReport()
    for part in read_parts(member, wants=contract.columns):
        renamed = renamed_questions(part.cells.columns)
        account.note(part.notes)
        cells = _stored_only(part.cells, account, report)
        if cells.empty and len(part.cells):
            continue
        own = good_rows(
            "survey",
            cells.rename(columns=renamed),
            account,
            report,
            wards=wards,
            shown=member.path_shown,
        )
        if key in own.brought:
            again = seen.add(own.brought[key]).reindex(own.good.index)
            leave_out_more(own, again, Reason.RESPONDENT_TWICE, report)
        _count_columns(survey, own, renamed)
        _count_off_scale(own, off_scale, report)
        yield own
    survey.off_scale = off_scale.entries()


def _stored_only(cells: pd.DataFrame, account: FileReport, report: LoadReport) -> pd.DataFrame:
    """Return the rows of waves whose answers are stored; the others are counted alone."""
    if not report.first_wave or "wave" not in cells:
        return cells
    old = too_old(cells["wave"], report.first_wave)
    if rows := int(old.sum()):
        account.read += rows
        why = Reason.PAST_RETENTION
        account.left_out[why] = account.left_out.get(why, 0) + rows
    return cells[~old]


def _count_columns(survey: SurveyReport, own: ValidatedRows, renamed: dict[str, str]) -> None:
    """Add the questions of a part, and the columns under other or unknown names."""
    survey.renamed |= renamed
    for column in own.good.columns:
        if scale_of(column):
            answers = survey.asked.get(column, 0) + int(own.good[column].notna().sum())
            # A question of the contract that the file doesn't have was not asked.
            if column in own.brought:
                survey.asked[column] = answers
    for question in survey.asked:
        topic = question.removeprefix(PROBLEM_PREFIX)
        if question.startswith(PROBLEM_PREFIX) and topic not in TOPICS:
            survey.unknown_topics.setdefault(topic, similar_topic(topic))
    known = {*own.good.columns, *survey.not_read, BEYOND}
    survey.not_read += [str(column) for column in own.brought if column not in known]


def _count_off_scale(own: ValidatedRows, counter: OffScaleCounter, report: LoadReport) -> None:
    """Count answers that aren't on their scale; the respondent's other answers are used."""
    off = own.checked.dropped
    off = off[off["row"].isin(own.good.index)]
    codes = int((off["column"] == FINER).sum())
    off = off[off["column"] != FINER]
    own.account.note({Reason.BAD_AREA_CODE: codes, Reason.OFF_THE_SCALE: len(off)})
    for question, rows in off.groupby("column", sort=False)["row"]:
        cells = own.brought[str(question)].loc[rows]
        first = cells[: max(0, MOST_EXAMPLES - counter.counted(str(question)))]
        counter.add(str(question), cells, ALLOWED.get(str(question)) or scale_of(str(question)))
        answers = pd.DataFrame(
            {
                "respondent": own.good.loc[first.index, "respondent_id"],
                "question": question,
                "answer": first,
            }
        )
        report.retain(own.account, answers, Reason.OFF_THE_SCALE)
    unknown = own.checked.faults
    modes = unknown.loc[unknown["column"] == "mode", "row"]
    if "mode" in own.brought:
        counter.add("mode", own.brought.loc[modes, "mode"].dropna(), SURVEY_MODES)


def _answers(good: pd.DataFrame) -> Iterator[dict[str, pa.Array]]:
    """Yield the answers to each question as columns of the table `perceptions`."""
    of_respondent = {
        "respondent": pa.array(good["respondent_id"], pa.string()),
        **{name: _words(good[name]) for name in ("wave", "mode", "age_band")},
        "area_code": _words(good["ward_code"]),
        "weight": pa.array(good["weight"], pa.float64()),
        "design_effect": pa.array(design_effects(good), pa.float64()),
    }
    for question in filter(scale_of, good.columns):
        given = np.flatnonzero(good[question].notna())
        marks = good.get(f"{WORDING_PREFIX.removesuffix(PROBLEM_PREFIX)}{question}")
        nothing = pa.nulls(len(given), pa.int32())
        wording = (
            pa.DictionaryArray.from_arrays(nothing, pa.array([], pa.string()))
            if marks is None
            else _words(marks).take(pa.array(given))
        )
        yield {
            **{name: column.take(pa.array(given)) for name, column in of_respondent.items()},
            "question": pa.DictionaryArray.from_arrays(
                pa.array(np.zeros(len(given), dtype=np.int32)), pa.array([question], pa.string())
            ),
            "answer": _words(good[question]).take(pa.array(given)),
            "wording": wording,
        }


def _words(cells: pd.Series) -> pa.DictionaryArray:
    return pa.array(cells, pa.string()).dictionary_encode()
