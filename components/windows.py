"""Small windows behind a button, whose content is made when they are opened and not before."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

MONTHS, FILES, PICTURE = "window-months", "window-files", "window-picture"
EVERY = (MONTHS, FILES, PICTURE)


@contextmanager
def window(label: str, *, icon: str, key: str) -> Iterator[bool]:
    """The window; whether it is open, and so whether it needs anything in it."""
    opened = st.popover(label, icon=icon, key=key, on_change="rerun")
    with opened:
        yield bool(opened.open)
