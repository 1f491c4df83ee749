"""Lay out the controls of the map: the main ones in a row, the others behind one button."""

import streamlit as st

from components.explorer import class_controls, second_map
from components.page_context import PageContext
from components.text.direction import escape
from components.ui import controls, period_picker, place_filter
from components.ui.popovers import MONTHS, MORE, OVERLAYS, window
from components.view import bindings, browser, state
from components.view.view import NOTHING

REST = ("level", "wards", "method", "bounds", "follow")


def row(here: PageContext) -> None:
    """Draw the controls in a row. A phone has no space for it."""
    if browser.on_phone():
        return
    with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
        _main(here)
        _behind_buttons(here, icon=":material/tune:")


def compact(here: PageContext) -> None:
    """Draw the controls behind two buttons below the map of a phone."""
    if not browser.on_phone():
        return
    with st.container(key="mt-compact", horizontal=True):
        with st.popover(here.text("choices.main"), icon=":material/tune:"):
            _main(here)
        _behind_buttons(here, icon=":material/more_horiz:")


def _behind_buttons(here: PageContext, *, icon: str) -> None:
    """Draw the overlays and all further controls, each behind its button, with their number.

    The number is beside the button, as a popover whose label changes closes.
    """
    text = here.text
    with window(text("control.overlays"), icon=":material/layers:", key=OVERLAYS) as is_open:
        if is_open:
            controls.overlays(here)
    _count(here, len(here.view.several("overlays")), "choices.overlays_drawn")
    with window(text("choices.more"), icon=icon, key=MORE) as is_open:
        if is_open:
            _rest(here)
    _count(here, len(here.view.differing(REST)), "choices.more_differ")


def _count(here: PageContext, number: int, said: str) -> None:
    """Draw how many of the controls behind a button are in use; nothing where none is."""
    if number:
        shown = here.text.number(number)
        words = escape(here.text(said, n=shown))
        named = f'role="note" title="{words}" aria-label="{words}"'
        st.html(f'<span class="mt-count" {named}>{shown}</span>', width="content")


def active_filter_row(here: PageContext) -> None:
    """Draw the place filter and the button that removes it.

    On a phone the map's title already names the filter, so only the rest is drawn.
    """
    if not here.view.wards:
        return
    sentence = (
        place_filter.own_place_outside(here)
        if browser.on_phone()
        else place_filter.in_a_sentence(here)
    )
    with st.container(key="mt-filtered", horizontal=True, vertical_alignment="center"):
        if sentence:
            st.html(f'<p class="mt-only">{escape(sentence)}</p>', width="content")
        st.button(
            here.text("choices.all"),
            icon=":material/filter_alt_off:",
            key="show-all-wards",
            on_click=lambda: state.update_view(wards=NOTHING, at=NOTHING),
        )


def _main(here: PageContext) -> None:
    controls.subject(here)
    if here.measure.by_period:
        with st.container(key="mt-when", horizontal=True, vertical_alignment="bottom"):
            period_picker.choose(here)
            _own_months(here)
    controls.measure(here)
    if looks := second_map.offered(here):
        st.selectbox(
            here.text("beside.choose"),
            looks,
            format_func=lambda name: here.text(f"beside.{name}"),
            **bindings.bound("beside"),
        )


def _own_months(here: PageContext) -> None:
    """Draw two lists of months, created only when opened. A phone already has them in a popover."""
    label, icon = here.text("months.own"), ":material/date_range:"
    if browser.on_phone():
        with st.popover(label, icon=icon):
            period_picker.choose_own(here)
        return
    with window(label, icon=icon, key=MONTHS) as is_open:
        if is_open:
            period_picker.choose_own(here)


def _rest(here: PageContext) -> None:
    if len(here.levels) > 1:
        controls.level(here)
    controls.place_filter(here)
    class_controls.choose(here)
