"""What the command line says of a survey: topics, columns, and answers off their scale."""

from collections import defaultdict

from data.load_report.report import FileReport
from data.load_report.survey_report import OffScale, SurveyReport

# MOST_COLUMNS: the number of columns that aren't read in a line.
MOST_COLUMNS = 10
INDENT = " " * 17


def survey_lines(account: FileReport) -> list[str]:
    """Return the lines on a survey file; none for another file.

    Parameters
    ----------
    account
        The report of the file.

    Returns
    -------
    list of str
        A line for every column under another name, every unknown topic, the columns that aren't
        read, and every column with answers off its scale.

    Examples
    --------
    >>> survey = SurveyReport(unknown_topics={"asb_in_parks": "asb"})
    >>> account = FileReport(file="a.csv", kind="perceptions", sha256="", survey=survey)
    >>> [line.strip() for line in survey_lines(account)]
    ['problem_asb_in_parks: topic unknown: did you mean asb? It has no police category.']
    """
    if account.survey is None:
        return []
    return [f"{INDENT}{line}" for line in [*_columns(account.survey), *_off_scale(account.survey)]]


def _columns(survey: SurveyReport) -> list[str]:
    lines = [f"{column}: read as {question}" for column, question in survey.renamed.items()]
    for topic, similar in survey.unknown_topics.items():
        meant = f": did you mean {similar}?" if similar else "."
        lines.append(f"problem_{topic}: topic unknown{meant} It has no police category.")
    lines += [
        f"{question}: not one answer on its scale"
        for question, answers in survey.asked.items()
        if not answers
    ]
    if survey.not_read:
        named = ", ".join(survey.not_read[:MOST_COLUMNS])
        more = len(survey.not_read) - MOST_COLUMNS
        lines.append(f"columns not read: {named}" + (f" and {more} more" if more > 0 else ""))
    return lines


def _off_scale(survey: SurveyReport) -> list[str]:
    """Return a line for each column: its values off the scale with their number of cells."""
    by_column: dict[str, list[OffScale]] = defaultdict(list)
    for entry in survey.off_scale:
        by_column[entry.column].append(entry)
    return [
        f"{column}: not on its scale: {', '.join(map(_counted, entries))}; "
        f"allowed: {', '.join(entries[0].allowed)}"
        for column, entries in by_column.items()
    ]


def _counted(entry: OffScale) -> str:
    value = f"“{entry.value}”" if entry.value else "other values"
    return f"{value} {entry.rows:,}"
