"""The data versions on the disk: which is shown, which are kept, and making another one current."""

from functools import partial

import streamlit as st

from components.admin_page import words
from components.page_context import PageContext
from components.recording import acts
from components.ui import notices
from components.view import session
from data.access.permissions import require_administer
from data.audit.entry import SWITCHED
from data.errors import MilltirError
from data.release.stored import StoredRelease, choose_release, keep_release, stored_releases
from data.settings import load_settings

# ASKED: what was asked for in the run before, and SAID: what it led to.
ASKED, SAID = "version-asked", "version-said"
SWITCH, KEEP, LET_GO = "switch", "keep", "let_go"


def act_if_asked(here: PageContext) -> None:
    """Do what was asked for in the run before, or draw why not."""
    act, _, rest = session.get_session_value(ASKED).partition(":")
    if not act:
        return
    session.set_session_value(ASKED, "")
    release, _, current = rest.partition(":")
    require_administer(here.viewer, what="admin")
    settings = load_settings()
    try:
        if act == SWITCH:
            choose_release(settings, release, expected=current)
        else:
            keep_release(settings, release, keep=act == KEEP)
    except MilltirError as refused:
        st.warning(notices.wording(here.text, refused), icon=notices.HISTORY)
        return
    acts.acted(SWITCHED, object="chosen" if act == SWITCH else act, release=release)
    session.set_session_value(SAID, act)
    st.rerun()


def show(here: PageContext) -> None:
    """Draw a row for each data version, with the buttons of those that aren't shown."""
    text = here.text
    if said := session.get_session_value(SAID):
        st.success(text(f"admin.version_did_{said}"))
        session.set_session_value(SAID, "")
    most = text.number(load_settings().retention.releases)
    st.write(text("admin.versions_how", most=most))
    found = stored_releases(load_settings())
    current = next((one.manifest.release for one in found if one.is_current), "")
    for one in found:
        _row(here, one, current)


def _row(here: PageContext, one: StoredRelease, current: str) -> None:
    text, manifest = here.text, one.manifest
    marks = [
        text(f"admin.version_{mark}")
        for mark, true in (
            ("current", one.is_current),
            ("previous", one.is_previous),
            ("kept", one.is_kept),
        )
        if true
    ]
    facts = text(
        "admin.version",
        month=text.month(manifest.last_month),
        day=text.day(manifest.built_at[:10]),
        size=words.size(text, one.bytes),
        version=manifest.release,
    )
    with st.container(key=f"mt-version-{manifest.release}", horizontal=True):
        st.markdown(" · ".join([*(f"**{mark}**" for mark in marks), facts]))
        if not one.is_current:
            _button(here, SWITCH, manifest.release, current)
        _button(here, LET_GO if one.is_kept else KEEP, manifest.release, current)


def _button(here: PageContext, act: str, release: str, current: str) -> None:
    st.button(
        here.text(f"admin.version_{act}"),
        key=f"version-{act}-{release}",
        help=release,
        on_click=partial(session.set_session_value, ASKED, f"{act}:{release}:{current}"),
    )
