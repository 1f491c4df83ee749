"""Popovers whose content is made only when they are open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import streamlit as st

MONTHS, FILES, PICTURE = "window-months", "window-files", "window-picture"
# Height of the content in pixels: the browser opens the popover on the side with enough room.
TALL = {MONTHS: 170, FILES: 335, PICTURE: 400}
EVERY = tuple(TALL)


@contextmanager
def window(label: str, *, icon: str, key: str, quiet: bool = False) -> Iterator[bool]:
    """Draw the popover, and yield whether it is open and so needs content.

    `key` begins with one of `EVERY`, of which a page may have several.
    """
    look: Literal["tertiary", "secondary"] = "tertiary" if quiet else "secondary"
    opened = st.popover(label, icon=icon, key=key, on_change="rerun", type=look)
    with opened:
        if not opened.open:
            tall = next(tall for name, tall in TALL.items() if key.startswith(name))
            st.html(f'<div style="height: {tall}px"></div>')
        yield bool(opened.open)
