"""Pinned places: at most two, stored in the address."""

import streamlit as st

from components.page_context import PageContext
from components.view import state
from components.view.view import MOST_PINS, SEVERAL


def pin_button(here: PageContext, place: str, *, key: str) -> None:
    """Draw the button that pins a place or unpins it."""
    text, pinned = here.text, here.view.several("pins")
    is_pinned = place in pinned
    full = not is_pinned and len(pinned) >= MOST_PINS
    st.button(
        text("pins.unpin" if is_pinned else "pins.pin"),
        icon=":material/keep_off:" if is_pinned else ":material/keep:",
        type="tertiary",
        key=f"pin-{key}-{place}",
        disabled=full,
        help=text("pins.full") if full else None,
        on_click=lambda: state.update_view(pins=SEVERAL.join(toggle_pin(pinned, place))),
    )


def toggle_pin(pinned: tuple[str, ...], place: str) -> tuple[str, ...]:
    """Return the pins with the place added, or removed if it was pinned. There are at most two."""
    if place in pinned:
        return tuple(one for one in pinned if one != place)
    return (*pinned, place)[:MOST_PINS]
