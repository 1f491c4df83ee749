"""Popovers whose content is made only when they are open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import streamlit as st

MONTHS, OVERLAYS, MORE = "window-months", "window-overlays", "window-more"
FILES, PICTURE = "window-files", "window-picture"
EVERY = (MONTHS, OVERLAYS, MORE, FILES, PICTURE)


@contextmanager
def window(label: str, *, icon: str, key: str, quiet: bool = False) -> Iterator[bool]:
    """Draw the popover, and yield whether it is open and so needs content.

    `key` begins with one of `EVERY`, of which a page may have several. Until the content is there
    the style sheet gives the popover a height, so that it opens on the side with enough space.
    """
    look: Literal["tertiary", "secondary"] = "tertiary" if quiet else "secondary"
    opened = st.popover(label, icon=icon, key=key, on_change="rerun", type=look)
    with opened:
        yield bool(opened.open)
