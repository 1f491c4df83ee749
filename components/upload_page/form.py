"""Bring in files: choose them, download their templates, and undo the last change."""

from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from components import queries
from components.forms import uploader
from components.page_context import PageContext
from components.page_models.loss_sentences import loss_sentences
from components.recording import acts
from components.server.held_uploads import let_go_of_uploads
from components.text.catalogue import Text
from components.ui import downloads, html, notices, tables
from components.upload_page.working import try_out
from components.view import session
from components.work import screen
from components.work.model import Stage
from data.audit.entry import DONE, FAILED, SWITCHED
from data.contracts.registry import CONTRACTS
from data.contracts.templates import template_zip
from data.errors import MilltirError
from data.file_kinds import TABLE_ENDINGS
from data.files.unused_memory import return_unused_memory
from data.messages import Message
from data.provenance.compare_releases import source_difference
from data.provenance.release_losses import release_losses
from data.release.history_file import read_history
from data.release.manifest import Manifest
from data.release.pending_trials import PendingTrial
from data.release.switch import previous_release, restore_previous
from data.settings import Settings, load_settings
from data.uploads.trial_contents import files_not_read
from data.uploads.trials import remove_interrupted

# WAITING: the upload whose trial this viewer looks at. UNDO_TO: the release that they asked for.
WAITING, LAST_ACTION, UNDO_TO = "trial", "upload-said", "undo-to"
# TRIAL: the work of a trial. GRACE: seconds that its build has to end by itself.
TRIAL, GRACE = "trial", 10.0
KINDS = [*TABLE_ENDINGS, ".json", ".geojson", ".gpkg", ".zip"]


def receive(here: PageContext) -> None:
    """Let this viewer decide next on the trial that a worker has built for them."""
    status = screen.status_of(here, TRIAL)
    if status and status.stage is Stage.DONE and status.value.upload:
        screen.forget(here, TRIAL)
        let_go_of_uploads()
        session.set_session_value(WAITING, status.value.upload)


def bring_in(here: PageContext) -> None:
    """Draw the file chooser, and let a worker build a trial release from the chosen files."""
    text = here.text
    _show_last_action(here)
    limits = load_settings().upload_limits
    most, together = text.number(limits.file_mb), text.number(limits.session_mb)
    uploader.translate(text, most, together)
    label = text("upload.choose", most=most, together=together)
    files = st.file_uploader(
        label, accept_multiple_files=True, type=KINDS, max_upload_size=limits.file_mb
    )
    off = not files or screen.is_under_way(here, TRIAL)
    if st.button(text("upload.check"), type="primary", disabled=off) and files:
        _begin(here, files)
    found = screen.follow(
        here, TRIAL, lambda _: text("upload.trying"), if_failed=text("upload.nothing_kept")
    )
    if found:
        screen.forget(here, TRIAL)
        st.warning(text("upload.no_use"), icon=notices.WARNING)
        if found.value.unread:
            tables.show_plain(pd.DataFrame(_worded(text, found.value.unread)))


def _begin(here: PageContext, files: Sequence[UploadedFile]) -> None:
    """Let a worker try the files out; what it leaves if it is ended is deleted."""
    settings, record = load_settings(), acts.upload([(file.name, file.size) for file in files])

    def when_over(stage: Stage) -> None:
        record(DONE if stage is Stage.DONE else FAILED)
        if stage is not Stage.DONE:
            remove_interrupted(settings)

    begun = screen.begin(
        here,
        TRIAL,
        try_out,
        {"names": [file.name for file in files], "shown": here.manifest.release},
        asked=TRIAL,
        brought=[file.getbuffer() for file in files],
        grace=GRACE,
        when_over=when_over,
    )
    return_unused_memory()
    if begun:
        st.rerun()


def not_read(text: Text, trial: PendingTrial, settings: Settings) -> list[dict[str, str]]:
    """Return each new file of which no row would be read, and why."""
    return _worded(text, files_not_read(trial, settings))


def _worded(text: Text, unread: Mapping[str, Message]) -> list[dict[str, str]]:
    return [
        {text("report.file"): name, text("report.why"): notices.said_plainly(text, why)}
        for name, why in unread.items()
    ]


def templates(here: PageContext) -> None:
    """Draw the templates of the partnership's own tables, with examples and rules."""
    text = here.text
    with st.expander(text("upload.templates")):
        st.write(text("upload.templates_explained"))
        st.write(text("upload.templates_refuges"))
        with st.container(horizontal=True):
            for kind in CONTRACTS:
                downloads.button(
                    text(f"contract.{kind}"),
                    partial(template_zip, kind),
                    name=f"milltir-{kind}.zip",
                    mime="application/zip",
                    key=f"template-{kind}",
                )


def undo_if_asked(here: PageContext) -> None:
    """Make the release current that the viewer chose in the run before, or draw why not."""
    asked = session.get_session_value(UNDO_TO)
    if not asked:
        return
    session.set_session_value(UNDO_TO, "")
    try:
        restore_previous(load_settings(), expected=asked)
    except MilltirError as refused:  # The button below says what an undo would change now.
        st.warning(notices.wording(here.text, refused), icon=notices.HISTORY)
        return
    acts.acted(SWITCHED, object="undone", release=asked)
    session.set_session_value(LAST_ACTION, "undone")
    st.rerun()


def undo_button(here: PageContext) -> None:
    """Draw the button that serves the previous release again."""
    settings, text = load_settings(), here.text
    earlier = previous_release(settings)
    if not earlier:
        return
    act = "redo" if read_history(settings).undone else "undo"
    if act == "undo" and _is_fallen_back():
        if earlier.release != here.manifest.release:  # It is damaged too.
            return
        act = "undo_shown"
    st.subheader(text("upload.undo_title"))
    st.write(
        text(
            f"upload.{act}_explained",
            area=html.escape_markdown(
                text.name({"name_en": earlier.title_en, "name_cy": earlier.title_cy})
            ),
            release=earlier.release,
            month=text.month(earlier.last_month),
            day=text.day(earlier.built_at[:10]),
        )
    )
    _show_difference(here, earlier)
    # What the viewer was told is remembered: meanwhile another viewer may have pressed it.
    st.button(
        text(f"upload.{act}"),
        icon=":material/undo:",
        key="upload-undo",
        on_click=session.set_session_value,
        args=(UNDO_TO, earlier.release),
    )


def _is_fallen_back() -> bool:
    """Return whether an older release is shown, because the current one is damaged."""
    _, broken = queries.current_store.serving()
    return broken is not None


def _show_difference(here: PageContext, earlier: Manifest) -> None:
    """Draw what an undo would remove or add, because the releases can differ much."""
    text, lost = here.text, release_losses(here.manifest, earlier)
    if lost:
        st.write(text("upload.undo_lost"))
        html.lines(loss_sentences(text, lost), html.CAVEATS)
    if gained := source_difference(here.manifest, earlier).gained:
        named = text.listing([text(f"kind.{source}") for source in gained])
        st.write(text("upload.undo_gained", sources=named))


def _show_last_action(here: PageContext) -> None:
    """Draw the message about the last action once."""
    action = session.get_session_value(LAST_ACTION)
    if action:
        st.success(here.text(f"upload.{action}", release=here.manifest.release))
        session.set_session_value(LAST_ACTION, "")
