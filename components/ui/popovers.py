"""Small windows behind a button, whose content is made when they are opened and not before."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

MONTHS, FILES, PICTURE = "window-months", "window-files", "window-picture"
TALL = {MONTHS: 170, FILES: 290, PICTURE: 400}
"""Pixels of what is in it: where there is room for so much is where the browser opens it."""
EVERY = tuple(TALL)


@contextmanager
def window(label: str, *, icon: str, key: str) -> Iterator[bool]:
    """The window; whether it is open, and so whether it needs anything in it."""
    opened = st.popover(label, icon=icon, key=key, on_change="rerun")
    with opened:
        if not opened.open:
            st.html(f'<div style="height: {TALL[key]}px"></div>')
        yield bool(opened.open)
