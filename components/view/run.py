"""What the run that draws a page is about: its release, the register's state, viewer and page."""

from collections.abc import Callable
from threading import local

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from data.settings import Settings, load_settings

# The key of the name of the release that the session's latest run is about.
RELEASE = "release"
# The key of the register's state that the session's latest run is about.
REGISTER = "register"
# The key of the page and the place that it shows.
PAGE = "page"
# The key of who looks.
VIEWER = "viewer"


def set_release_of_run(release: str) -> None:
    """Store the release that this run shows, and what of the page runs again without a new run."""
    st.session_state[RELEASE] = release
    st.session_state.pop(REGISTER, None)
    _THREAD.settings = None


class _Thread(local):
    """What the runs of this thread have read: Streamlit draws each run in a thread of its own."""

    settings: Settings | None = None


_THREAD = _Thread()


def settings() -> Settings:
    """Return the settings, which are read once in a run, and at each call outside a run."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return load_settings()
    if _THREAD.settings is None:
        _THREAD.settings = load_settings()
    return _THREAD.settings


def release_of_run() -> str:
    """Return the release of this run; empty outside a run, as at the start of the server."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return ""
    return str(st.session_state.get(RELEASE, ""))


def register_of_run(read: Callable[[], str]) -> str:
    """Return the state of the register in this run, which is read once in it.

    What runs again without the rest of its page can have saved something since, and reads it anew.
    """
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or context.fragment_ids_this_run:
        return read()
    if REGISTER not in st.session_state:
        st.session_state[REGISTER] = read()
    return str(st.session_state[REGISTER])


def session() -> str:
    """Return the number of the session that runs; empty outside a run."""
    context = get_script_run_ctx(suppress_warning=True)
    return context.session_id if context else ""


def set_viewer_of_run(name: str, role: str) -> None:
    """Store the name and the role of the viewer of this run."""
    st.session_state[VIEWER] = (name, role)


def viewer_of_run() -> tuple[str, str]:
    """Return the name and the role of the viewer of this run; empty before they are known."""
    name, role = st.session_state.get(VIEWER, ("", ""))
    return name, role


def set_page_of_run(page: str, place: str) -> None:
    """Store the address of the page that this run shows, and the code of the place."""
    st.session_state[PAGE] = (page, place)


def page_of_run() -> tuple[str, str]:
    """Return the page and the place of this run; empty before they are known."""
    page, place = st.session_state.get(PAGE, ("", ""))
    return page, place
