"""Makes the packs, and shows the viewer how far it is and a button to stop."""

import streamlit as st

from components.packs.make import MIME, Made, Request, files, remember_packs, together
from components.page_context import PageContext
from components.text.catalogue import Text
from components.ui import downloads, notices
from components.view import state
from data.errors import MilltirError
from data.settings import load_settings

MADE, STOPPED = "pack", "pack-stopped"


def show(here: PageContext, request: Request | None) -> None:
    """Draw the button, the progress while packs are made, and then the file."""
    text = here.text
    pressed = st.button(
        text("packs.make"),
        type="primary",
        icon=":material/slideshow:",
        disabled=request is None,
        key="packs-make",
    )
    if pressed and request is not None:
        state.drop_file(MADE)
        state.set_session_value(STOPPED, "")
        _make(here, request)
    elif state.get_session_value(STOPPED):
        st.info(text("packs.stopped"))
        state.set_session_value(STOPPED, "")
    _offer(text, request)


def _make(here: PageContext, request: Request) -> None:
    """Make the files in memory: without the last of them there is none."""
    text = here.text
    room = st.empty()
    with room.container():
        bar = st.progress(0.0, text=_progress(text, 0, request.files, 0.0))
        st.button(
            text("packs.stop"),
            icon=":material/stop_circle:",
            key="packs-stop",
            on_click=state.set_session_value,
            args=(STOPPED, "yes"),
        )
    made: list[Made] = []
    try:
        # A press on "Stop" ends this run at the next drawing of the bar.
        for one in files(here.viewer, request):
            made.append(one)
            bar.progress(one.done / one.of, text=_progress(text, one.done, one.of, one.left))
        file = together(made)
        if not remember_packs(here.viewer, request, load_settings()):
            st.warning(text("packs.not_remembered"), icon=notices.WARNING)
        held = state.HeldFile(file.name, file.content, len(made), request)
        state.hold_file(MADE, held)
    except MilltirError as error:
        notices.explain(text, error)
    finally:
        room.empty()


def _progress(text: Text, done: int, of: int, left: float) -> str:
    words = text("packs.making", done=text.number(min(done + 1, of)), of=text.number(of))
    return f"{words} {text.plural('packs.left', round(left))}" if done else words


def _offer(text: Text, request: Request | None) -> None:
    """Draw the button that saves what was made last, until other choices are made."""
    held = state.held_file(MADE, request)
    if held is None:
        return
    st.success(text.plural("packs.ready", held.number))
    mime = MIME[held.name.rpartition(".")[2]]
    downloads.button(text("packs.save"), held.content, name=held.name, mime=mime, key="packs-save")
