"""Popovers whose content is made only when they are open."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

MONTHS, FILES, PICTURE = "window-months", "window-files", "window-picture"
# Height of the content in pixels: the browser opens the popover on the side with enough room.
TALL = {MONTHS: 170, FILES: 335, PICTURE: 400}
EVERY = tuple(TALL)


@contextmanager
def window(label: str, *, icon: str, key: str) -> Iterator[bool]:
    """Draw the popover, and yield whether it is open and so needs content."""
    opened = st.popover(label, icon=icon, key=key, on_change="rerun")
    with opened:
        if not opened.open:
            st.html(f'<div style="height: {TALL[key]}px"></div>')
        yield bool(opened.open)
