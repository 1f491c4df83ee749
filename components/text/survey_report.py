"""What the report says of surveys: other and unknown names, and answers off their scale."""

from collections.abc import Iterable

import pandas as pd

from components.text.catalogue import Text
from data.contracts.scales import PROBLEM_PREFIX, answer_in_both
from data.disclosure.survey import HiddenFigures
from data.load_report.report import FileReport
from data.load_report.survey_report import OffScale, SurveyReport

# MOST_COLUMNS: the number of columns that aren't read in a sentence.
MOST_COLUMNS = 10


def names(text: Text, survey: SurveyReport) -> list[str]:
    """Return the sentences on columns under other names, unknown topics and columns not read."""
    lines = [
        text("survey_report.renamed", column=column, question=question)
        for column, question in survey.renamed.items()
    ]
    for topic, similar in survey.unknown_topics.items():
        key = "survey_report.unknown_similar" if similar else "survey_report.unknown"
        lines.append(text(key, topic=PROBLEM_PREFIX + topic, similar=PROBLEM_PREFIX + similar))
    if survey.not_read:
        columns = text.listing(survey.not_read[:MOST_COLUMNS])
        more = max(0, len(survey.not_read) - MOST_COLUMNS)
        key = "survey_report.not_read_more" if more else "survey_report.not_read"
        lines.append(text(key, columns=columns, more=text.number(more)))
    return lines


def hidden(text: Text, found: HiddenFigures) -> list[str]:
    """Return the sentence on how many figures are hidden; none if all are shown."""
    if not found.number:
        return []
    return [text.plural("survey_report.hidden", found.number, more=text.number(found.more))]


def off_scale(text: Text, accounts: Iterable[FileReport], *, values: bool) -> pd.DataFrame:
    """Return the answers that aren't on their scale: column, value, number and what is allowed.

    Without `values` a row is a column, because what somebody wrote can tell of a person.
    """
    return pd.DataFrame(
        {
            text("survey_report.column"): entry.column,
            **({text("survey_report.value"): _value(text, entry)} if values else {}),
            text("survey_report.number"): text.number(entry.rows),
            text("survey_report.allowed"): ", ".join(_allowed(text, entry)),
        }
        for entry in entries(accounts, values=values)
    )


def entries(accounts: Iterable[FileReport], *, values: bool) -> list[OffScale]:
    """Return the values off the scale of all files; without `values` put together by column."""
    every = [one for account in accounts if account.survey for one in account.survey.off_scale]
    if values:
        return every
    columns = dict.fromkeys(one.column for one in every)
    return [
        OffScale(
            column=column,
            value="",
            rows=sum(one.rows for one in every if one.column == column),
            allowed=next(one.allowed for one in every if one.column == column),
        )
        for column in columns
    ]


def _value(text: Text, entry: OffScale) -> str:
    return f"“{entry.value}”" if entry.value else text("survey_report.other_values")


def _allowed(text: Text, entry: OffScale) -> list[str]:
    """Return the answers that are read, in the viewer's language where they have a name in it."""
    return [answer_in_both(answer)[text.language] for answer in entry.allowed]


def number_columns(text: Text) -> list[str]:
    """Return the columns of the table that are numbers."""
    return [text("survey_report.number")]
