"""Lets a worker make the packs, and shows how far it is, a button to stop, and then the file."""

import streamlit as st

from components.packs.make import Request
from components.packs.working import Ready, make_packs
from components.page_context import PageContext
from components.text.catalogue import Text
from components.ui import downloads, notices
from components.work import screen
from components.work.model import Progress

PACK = "pack"


def show(here: PageContext, request: Request | None) -> None:
    """Draw the button, the progress while packs are made, and then the file."""
    pressed = st.button(
        here.text("packs.make"),
        type="primary",
        icon=":material/slideshow:",
        disabled=request is None or screen.is_under_way(here, PACK),
        key="packs-make",
    )
    if pressed and request is not None:
        asked = {"viewer": here.viewer, "request": request, "release": here.manifest.release}
        if screen.begin(here, PACK, make_packs, asked, asked=request):
            st.rerun()
    status = screen.follow(here, PACK, lambda progress: _progress(here.text, progress))
    # Until other choices are made.
    if status and status.asked == request:
        _offer(here, status.value)


def _progress(text: Text, so_far: Progress) -> str:
    done, of = int(so_far.done), int(so_far.of)
    words = text("packs.making", done=text.number(min(done + 1, of)), of=text.number(of))
    return f"{words} {text.plural('packs.left', round(so_far.left))}" if done else words


def _offer(here: PageContext, ready: Ready) -> None:
    """Draw the button that saves what was made last."""
    text = here.text
    if not ready.remembered:
        st.warning(text("packs.not_remembered"), icon=notices.WARNING)
    st.success(text.plural("packs.ready", ready.number))
    mime = downloads.MIME[ready.name.rpartition(".")[2]]
    save = {"name": ready.name, "mime": mime, "button": "packs-save"}
    screen.save_button(here, PACK, text("packs.save"), **save, main=False)
