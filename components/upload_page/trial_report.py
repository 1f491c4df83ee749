"""The report of a trial release that is neither accepted nor discarded."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.page_context import PageContext
from components.page_models.gap_sentences import gap_sentences
from components.recording import acts
from components.text import reasons, survey_report
from components.text.catalogue import DASH, Text
from components.text.direction import escape
from components.ui import downloads, html, notices, tables, unmatched_wards
from components.upload_page import form, losses
from components.upload_page.form import LAST_ACTION, WAITING
from components.view import session
from data.audit.entry import SWITCHED
from data.disclosure.survey import hidden_figures
from data.errors import MilltirError, TrialDecided
from data.load_report.report import FileReport
from data.release.pending_trials import (
    PendingTrial,
    TrialState,
    decided,
    folder_of,
    pending_trials,
    state_of,
)
from data.settings import Settings, load_settings
from data.uploads.trial_contents import (
    accounts_of,
    changed_sources,
    manifest_of,
    rows_left_out_of,
    unmatched_of,
)
from data.uploads.trials import accept, discard


def show_trials(here: PageContext) -> bool:
    """Draw the report and the two buttons; return False if there is no trial to decide on."""
    settings = load_settings()
    asked = session.get_session_value(WAITING)
    if asked and state_of(asked, settings) != TrialState.PENDING:
        session.set_session_value(WAITING, "")
        problem = notices.wording(here.text, decided(asked, settings))
        st.warning(problem, icon=notices.HISTORY)
        return False
    trials = pending_trials(settings)
    trial = next((one for one in reversed(trials) if asked in ("", one.upload)), None)
    if trial is None:
        return False
    # What this viewer sees is what they decide on, whatever others bring in meanwhile.
    session.set_session_value(WAITING, trial.upload)
    try:
        _report(here, trial, settings)
        agreed = losses.ask(here, manifest_of(trial, settings))
    except MilltirError as error:  # It is damaged, and can still be thrown away.
        notices.explain(here.text, error)
        agreed = False
    _decision_buttons(here, trial, settings, agreed=agreed)
    return True


def _report(here: PageContext, trial: PendingTrial, settings: Settings) -> None:
    """Draw what would change, then the report file by file."""
    text, manifest = here.text, manifest_of(trial, settings)
    st.subheader(text("upload.would_change"))
    _changes(here, changed_sources(here.manifest, trial, settings))
    months = text.months(manifest.first_month, manifest.last_month)
    st.write(text("upload.months", months=months))
    html.paragraphs(gap_sentences(text, manifest))
    st.subheader(text("upload.would"))
    rows = _read(here, trial, settings) + _not_read(text, trial, settings)
    tables.show_plain(
        pd.DataFrame(rows), numbers=[text(f"data.{name}") for name in ("read", "used", "left")]
    )
    _surveys(text, accounts_of(trial, settings))
    html.paragraphs(survey_report.hidden(text, hidden_figures(folder_of(trial, settings))))
    unmatched_wards.show_names(here, unmatched_of(trial, settings))
    if any(account.left_out for account in accounts_of(trial, settings)):
        downloads.csv_in_parts_button(
            text("download.left_out"),
            lambda: rows_left_out_of(trial, settings),
            manifest,
            rows=manifest.tables["left_out"]["rows"],
            key="csv-trial",
            name=("rows-left-out", manifest.title_en, trial.release),
        )


def _changes(here: PageContext, changed: dict[str, tuple[int, int]]) -> None:
    """Draw rows now and then, because a file replaces the one before it and can have fewer rows."""
    text = here.text
    now, then, change = text("upload.now"), text("upload.then"), text("upload.change")
    rows = [
        {
            text("data.kind"): text(f"kind.{source}"),
            now: text.number(rows_now),
            then: text.number(rows_then),
            change: _signed(text, rows_then - rows_now),
        }
        for source, (rows_now, rows_then) in changed.items()
    ]
    if not rows:
        st.write(text("upload.same_rows"))
        return
    tables.show_plain(pd.DataFrame(rows), numbers=[now, then, change])
    if any(then < now for now, then in changed.values()):
        st.warning(text("upload.fewer"), icon=notices.WARNING)


def _signed(text: Text, number: int) -> str:
    return ("+" if number > 0 else "−") + text.number(abs(number))


def _read(here: PageContext, trial: PendingTrial, settings: Settings) -> list[dict[str, str]]:
    text = here.text
    return [
        {
            text("report.file"): account.file,
            text("data.kind"): text(f"kind.{account.kind}"),
            text("data.read"): text.number(account.read),
            text("data.used"): text.number(account.used),
            text("data.left"): text.number(sum(account.left_out.values())),
            text("report.why"): _why(text, account) or DASH,
        }
        for account in accounts_of(trial, settings)
    ]


def _surveys(text: Text, accounts: Sequence[FileReport]) -> None:
    """Draw the unknown topics of surveys, and the answers that aren't on their scale."""
    surveys = [account.survey for account in accounts if account.survey]
    lines = [line for survey in surveys for line in survey_report.names(text, survey)]
    if lines:
        st.html("".join(f"<p>{escape(line)}</p>" for line in lines))
    table = survey_report.off_scale(text, accounts, values=True)
    if len(table):
        st.write(text("survey_report.off_scale"))
        tables.show_plain(table, numbers=survey_report.number_columns(text))


def _why(text: Text, account: FileReport) -> str:
    left_out = reasons.with_rows(text, account.left_out)
    return "; ".join(filter(None, [left_out, reasons.with_numbers(text, account.notes)]))


def _not_read(text: Text, trial: PendingTrial, settings: Settings) -> list[dict[str, str]]:
    """Return rows of the same columns for the files of which no row would be read."""
    numbers = {text(f"data.{name}"): DASH for name in ("read", "used", "left")}
    kind = {text("data.kind"): DASH}
    file = text("report.file")
    unread = form.not_read(text, trial, settings)
    return [{file: row[file], **kind, **numbers, **row} for row in unread]


def _decision_buttons(
    here: PageContext, trial: PendingTrial, settings: Settings, *, agreed: bool
) -> None:
    text = here.text
    with st.container(horizontal=True):
        yes = st.button(
            text("upload.accept"), type="primary", key="upload-accept", disabled=not agreed
        )
        no = st.button(text("upload.discard"), key="upload-discard")
    if yes or no:
        try:
            (accept if yes else discard)(trial, settings)
        except TrialDecided:  # By another viewer: the next run says what has become of it.
            st.rerun()
        if yes:
            acts.acted(SWITCHED, object="accepted", release=trial.release)
        session.set_session_value(WAITING, "")
        session.set_session_value(LAST_ACTION, "accepted" if yes else "discarded")
        st.rerun()
