"""The load report, file by file: on the page, as CSV and as an HTML page."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components import queries
from components.page_context import PageContext
from components.text import boundary_files, reasons, sentences, survey_report
from components.text.catalogue import DASH, Text
from components.text.direction import escape
from components.ui import downloads, notices, tables
from data.access.viewer import file_named, may_bring_files, rows_left_out_visible
from data.file_kinds import PERCEPTIONS
from data.load_report.report import FileReport
from data.load_report.survey_report import SurveyReport
from data.provenance.freshness import rights_of
from data.release.manifest import Manifest
from data.sources.registry import source_of

SHORT_DIGEST = 12
LEFT_ALONE, OFF_SCALE = "left alone", "not on the scale"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A file, or all files of a kind whose names the viewer may not see."""

    account: FileReport
    files: int


def show(here: PageContext) -> None:
    """Draw the table of every file, and the report's downloads."""
    text = here.text
    with st.expander(text.plural("report.title", len(here.manifest.files))):
        _show_unrecognised(here)
        tables.show_plain(by_file(here), numbers=_number_columns(here))
        _show_surveys(here)
    with st.container(horizontal=True):
        downloads.csv_button(
            text("report.csv"),
            as_data(here),
            here.manifest,
            key="csv-report",
            name=("load-report", here.manifest.title_en, here.manifest.release),
        )
        downloads.html_button(
            text("report.html"),
            as_html(here),
            here.manifest,
            key="html-report",
            name=("load-report", here.manifest.title_en, here.manifest.release),
        )


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


def _name(text: Text, line: Line) -> str:
    """Return the file's name, with the month if the file has several."""
    account = line.account
    if account.month and account.file and account.month not in account.file:
        return text("report.month_of_file", file=account.file, month=text.month(account.month))
    return account.file or text.plural("source.files", line.files)


def unused_files_table(here: PageContext) -> pd.DataFrame:
    """Return the files that weren't recognised, and what each lacks. The public sees no names."""
    text = here.text
    named = may_bring_files(here.viewer)
    return pd.DataFrame(
        {text("report.file"): one.file, text("report.why"): notices.said_plainly(text, one.reason)}
        for one in here.manifest.unrecognised
        if named
    )


def _show_unrecognised(here: PageContext) -> None:
    files = here.manifest.unrecognised
    if not files:
        return
    st.write(here.text.plural("report.left_alone", len(files)))
    names = unused_files_table(here)
    if len(names):
        tables.show_plain(names)


def _show_surveys(here: PageContext) -> None:
    """Draw the unknown topics of surveys, and the answers that aren't on their scale."""
    if lines := "".join(f"<p>{escape(line)}</p>" for line in _survey_lines(here)):
        st.html(lines)
    table = survey_table(here)
    if len(table):
        st.write(here.text("survey_report.off_scale"))
        tables.show_plain(table, numbers=survey_report.number_columns(here.text))


def _survey_lines(here: PageContext) -> list[str]:
    if not file_named(here.viewer, PERCEPTIONS):
        return []
    surveys = [file.survey for file in here.manifest.files if file.survey]
    lines = [line for survey in surveys for line in survey_report.names(here.text, survey)]
    return [*lines, *survey_report.hidden(here.text, queries.surveys.hidden(here.key))]


def survey_table(here: PageContext) -> pd.DataFrame:
    """Return the answers that aren't on their scale; what was written only for analysts."""
    values = rows_left_out_visible(here.viewer)
    return survey_report.off_scale(here.text, here.manifest.files, values=values)


def _surveys_as_html(here: PageContext) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in _survey_lines(here))
    table = survey_table(here)
    if table.empty:
        return lines
    title = escape(here.text("survey_report.off_scale"))
    numbers = survey_report.number_columns(here.text)
    return f"{lines}<p>{title}</p>{tables.as_html(table, numbers=numbers)}"


def _fetched(here: PageContext, account: FileReport) -> dict[str, str]:
    """Return the day on which a file was fetched. The column is left out if no file has one."""
    text = here.text
    if not any(one.retrieved for one in here.manifest.files):
        return {}
    return {text("report.retrieved"): text.day(account.retrieved) if account.retrieved else DASH}


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


def as_html(here: PageContext) -> str:
    """Return the report as one self-contained HTML page in the viewer's language."""
    text, manifest = here.text, here.manifest
    wording = [tables.FICTIONAL, text("foot.fictional")] if manifest.fictional else []
    wording += [
        sentences.source(text, manifest),
        text(
            "foot.release",
            release=manifest.release,
            boundaries=boundary_files.boundary_names(text, manifest),
        ),
    ]
    return (
        f'<!doctype html><html lang="{text.language}"><meta charset="utf-8">'
        f"<title>{escape(text('data.title'))}</title>"
        "<style>body{font:16px/1.4 sans-serif;margin:2rem}table{border-collapse:collapse}"
        "td,th{border-bottom:1px solid #ccc;padding:.3rem .8rem .3rem 0;text-align:left}</style>"
        f"<h1>{escape(text('data.title'))}</h1>"
        + "".join(f"<p>{escape(line)}</p>" for line in wording)
        + tables.as_html(by_file(here), numbers=_number_columns(here))
        + _surveys_as_html(here)
        + _unrecognised_as_html(here)
        + _rights_as_html(here)
        + "</html>"
    )


def _rights_as_html(here: PageContext) -> str:
    """Return each source's owner and licence."""
    text, manifest = here.text, here.manifest
    items = [
        f"<li>{escape(text(f'kind.{source}'))}: {escape(_rights(manifest, source, text))}</li>"
        for source in dict.fromkeys(source_of(account.kind) for account in manifest.files)
    ]
    return f"<h2>{escape(text('source.rights'))}</h2><ul>{''.join(items)}</ul>"


def _rights(manifest: Manifest, source: str, text: Text) -> str:
    rights = rights_of(manifest, source)
    wording = (rights[f"{name}_{text.language}"] for name in ("attribution", "licence"))
    return " ".join(f"{words.rstrip('. ')}." for words in wording)


def _unrecognised_as_html(here: PageContext) -> str:
    files = here.manifest.unrecognised
    if not files:
        return ""
    names = unused_files_table(here)
    wording = escape(here.text.plural("report.left_alone", len(files)))
    return f"<p>{wording}</p>" + (tables.as_html(names) if len(names) else "")


def as_data(here: PageContext) -> pd.DataFrame:
    """Return the report as data: a row for each file and reason, with numeric cells."""
    rows = []
    values = rows_left_out_visible(here.viewer)
    for line in lines(here):
        account = line.account
        common = {"file": account.file, "kind": account.kind, "sha256": account.sha256}
        common |= {"force": account.force, "month": account.month}
        common |= {"files": line.files}  # type: ignore[dict-item]
        rights = rights_of(here.manifest, source_of(account.kind))
        common |= {"retrieved": account.retrieved}
        common |= {f"file_{name}": rights[f"{name}_en"] for name in ("attribution", "licence")}
        common |= {"rows_read": account.read, "rows_used": account.used}  # type: ignore[dict-item]
        fates = [("left out", account.left_out), ("noted", account.notes)]
        found = [
            common | {"fate": fate, "reason": str(reason), "rows": count}
            for fate, counts in fates
            for reason, count in counts.items()
        ]
        rows += found or [common | {"fate": "", "reason": "", "rows": 0}]
        rows += [
            common
            | {"fate": OFF_SCALE, "column": one.column, "rows": one.rows}
            | {"value": one.value, "allowed": ", ".join(one.allowed)}
            for one in survey_report.entries([account], values=values)
        ]
    if may_bring_files(here.viewer):
        rows += [
            {"file": one.file, "files": 1, "fate": LEFT_ALONE, "reason": str(one.reason), "rows": 0}
            for one in here.manifest.unrecognised
        ]
    elif here.manifest.unrecognised:
        rows.append({"files": len(here.manifest.unrecognised), "fate": LEFT_ALONE, "rows": 0})
    return pd.DataFrame(rows)


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


def _number_columns(here: PageContext) -> list[str]:
    return [here.text(f"data.{column}") for column in ("read", "used", "left")]
