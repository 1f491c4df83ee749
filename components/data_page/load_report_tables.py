"""The tables and lines of the load report, as far as the viewer may see them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from components import queries
from components.page_context import PageContext
from components.text import reasons, survey_report
from components.text.catalogue import DASH, Text
from components.ui import notices
from data.access.permissions import file_named, may_bring_files, rows_left_out_visible
from data.file_kinds import PERCEPTIONS
from data.load_report.report import FileReport
from data.load_report.survey_report import SurveyReport

SHORT_DIGEST = 12


@dataclass(frozen=True, kw_only=True)
class Line:
    """A file, or all files of a kind whose names the viewer may not see."""

    account: FileReport
    files: int


def by_file(here: PageContext) -> pd.DataFrame:
    """Return the table with a row for each file, as text."""
    text = here.text
    return pd.DataFrame(
        {
            text("report.file"): _name(text, line),
            text("data.kind"): text(f"kind.{account.kind}"),
            text("data.read"): text.number(account.read),
            text("data.used"): text.number(account.used),
            text("data.left"): text.number(sum(account.left_out.values())),
            text("report.why"): reasons.with_rows(text, account.left_out),
            text("report.noted"): reasons.with_numbers(text, account.notes),
            **_fetched(here, account),
            text("report.digest"): account.sha256[:SHORT_DIGEST],
        }
        for line in lines(here)
        for account in [line.account]
    )


def number_columns(here: PageContext) -> list[str]:
    """Return the names of the columns of `by_file` that hold numbers."""
    return [here.text(f"data.{column}") for column in ("read", "used", "left")]


def unused_files_table(here: PageContext) -> pd.DataFrame:
    """Return the files that weren't recognised, and what each lacks. The public sees no names."""
    text = here.text
    named = may_bring_files(here.viewer)
    return pd.DataFrame(
        {text("report.file"): one.file, text("report.why"): notices.said_plainly(text, one.reason)}
        for one in here.manifest.unrecognised
        if named
    )


def survey_table(here: PageContext) -> pd.DataFrame:
    """Return the answers that aren't on their scale; what was written only for analysts."""
    values = rows_left_out_visible(here.viewer)
    return survey_report.off_scale(here.text, here.manifest.files, values=values)


def survey_lines(here: PageContext) -> list[str]:
    """Return the unknown topics of surveys, and what was hidden; empty for who may not see it."""
    if not file_named(here.viewer, PERCEPTIONS):
        return []
    surveys = [file.survey for file in here.manifest.files if file.survey]
    lines = [line for survey in surveys for line in survey_report.names(here.text, survey)]
    return [*lines, *survey_report.hidden(here.text, queries.surveys.hidden(here.key))]


def lines(here: PageContext) -> Iterator[Line]:
    """Return the lines of the report. Files that may not be named are counted by kind."""
    unnamed: dict[str, list[FileReport]] = {}
    for account in here.manifest.files:
        if file_named(here.viewer, account.kind):
            yield Line(account=account, files=1)
        else:
            unnamed.setdefault(account.kind, []).append(account)
    for kind, accounts in unnamed.items():
        yield Line(account=_together(kind, accounts), files=len(accounts))


def _together(kind: str, accounts: list[FileReport]) -> FileReport:
    """Return the files of one kind as one report without a file name."""
    whole = FileReport(file="", kind=kind, sha256="")
    left_out, notes = Counter[str](), Counter[str]()
    for account in accounts:
        whole.read += account.read
        whole.used += account.used
        left_out.update(account.left_out)
        notes.update(account.notes)
    whole.left_out, whole.notes = dict(left_out), dict(notes)
    off_scale = survey_report.entries(accounts, values=True)
    whole.survey = SurveyReport(off_scale=off_scale) if off_scale else None
    return whole


def _name(text: Text, line: Line) -> str:
    """Return the file's name, with the month if the file has several."""
    account = line.account
    if account.month and account.file and account.month not in account.file:
        return text("report.month_of_file", file=account.file, month=text.month(account.month))
    return account.file or text.plural("source.files", line.files)


def _fetched(here: PageContext, account: FileReport) -> dict[str, str]:
    """Return the day on which a file was fetched. The column is left out if no file has one."""
    text = here.text
    if not any(one.retrieved for one in here.manifest.files):
        return {}
    return {text("report.retrieved"): text.day(account.retrieved) if account.retrieved else DASH}
