"""What the viewer can turn: the topic, the size of places, the weights; back again, and on."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from components.priorities_page.model import PrioritiesModel
from components.ui import controls
from components.ui.routes import ADDRESS_OF, PRIORITIES
from components.view import state, weights
from components.view.view import NOTHING, View
from data.schema import LSOA, WARD
from data.settings import load_settings
from geo.measures import MEASURES

PAGE = ADDRESS_OF[PRIORITIES]
BEFORE = "weights-before"
EARLIER, OF = " ", "|"
MOST_KEPT = 30
SIDE_BY_SIDE = 2


def choices(asked: PrioritiesModel) -> None:
    """What it is about, how small the places are, how many can be taken on; and the filter."""
    here, text = asked.here, asked.here.text
    with st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom"):
        controls.issue(here, label=text("control.topic"))
        controls.place(here)
        st.segmented_control(
            text("control.level"),
            [WARD, LSOA],
            format_func=lambda name: text(f"level.{name}"),
            required=True,
            **state.bound_choice("next-level", asked.level, _take_level),
        )
        st.segmented_control(
            text("next.take"),
            sorted(weights.TAKES, key=int),
            required=True,
            **state.bound("take"),
        )
    st.toggle(text("next.only_idle"), **state.bound_switch("idle"))


def panel(asked: PrioritiesModel) -> None:
    """The presets, a slider for every ingredient, and the ways back and on."""
    here, text = asked.here, asked.here.text
    with st.container(key="mt-weights", border=True):
        st.subheader(text("next.weights"))
        st.pills(
            text("next.preset"),
            list(weights.PRESETS),
            format_func=lambda name: text(f"preset.{name}"),
            **state.bound_choice("weights-preset", _preset_of(here.view), _take_preset),
        )
        with (
            st.expander(text("next.sliders"), expanded=not state.on_phone()),
            st.container(key="mt-sliders"),
        ):
            sliders(asked)
        undo_reset_link(asked)


def sliders(asked: PrioritiesModel) -> None:
    """One for each ingredient that there is, with its share of the score below it."""
    if not asked.ingredients:
        st.caption(asked.here.text("next.no_ingredient"))
    for start in range(0, len(asked.ingredients), SIDE_BY_SIDE):
        beside = asked.ingredients[start : start + SIDE_BY_SIDE]
        for column, name in zip(st.columns(SIDE_BY_SIDE), beside, strict=False):
            with column:
                _slider(asked, name)


def _slider(asked: PrioritiesModel, name: str) -> None:
    text = asked.here.text
    st.slider(
        text(f"ingredient.{name}"),
        0,
        weights.MOST,
        step=weights.STEP,
        **state.bound_choice(f"weight-{name}", asked.weights[name], _weigh(name)),
    )
    st.caption(text("next.share", share=text.percent(asked.shares.get(name, 0.0))))


def undo_reset_link(asked: PrioritiesModel) -> None:
    """Undo, back to the preset, and the link that gives others the same weights."""
    text, view = asked.here.text, asked.here.view
    with st.container(key="mt-ways", horizontal=True):
        st.button(
            text("next.undo"),
            key="weights-undo",
            icon=":material/undo:",
            on_click=_undo,
            disabled=not state.get_widget_value(BEFORE),
        )
        st.button(
            text("next.reset"),
            key="weights-reset",
            icon=":material/restart_alt:",
            on_click=lambda: _go(weights=NOTHING),
            disabled=not view.weights,
        )
        with st.popover(text("next.link"), icon=":material/link:"):
            st.write(text("next.link_how"))
            st.code(link(view), language=None, wrap_lines=True)


def link(view: View) -> str:
    """The address of this page with this view."""
    base = load_settings().address or state.app_address(PAGE)
    query = urlencode(view.address())
    return f"{base.rstrip('/')}/{PAGE}" + (f"?{query}" if query else "")


def _take_level(level: str | None) -> None:
    """The map's measure gives way where it doesn't have the level: that is the view's."""
    view = state.current_view()
    if level:
        has_it = level in MEASURES[view.measure].levels
        state.update_view(level=level, measure=view.measure if has_it else View.measure)


def _preset_of(view: View) -> str | None:
    """The preset that is in use; none where the weights are the viewer's own."""
    return None if view.weights else view.preset


def _take_preset(name: str | None) -> None:
    """A preset that is pressed again means itself, without what was changed since."""
    _go(preset=name or state.current_view().preset, weights=NOTHING)


def _weigh(name: str) -> Callable[[int], None]:
    def weigh(weight: int) -> None:
        view = state.current_view()
        _go(weights=weights.changed(view.preset, view.weights, name, weight))

    return weigh


def _go(**changes: str) -> None:
    """Change the weights, and remember those that there were."""
    view = state.current_view()
    before = [*state.get_widget_value(BEFORE).split(EARLIER), f"{view.preset}{OF}{view.weights}"]
    state.set_widget_value(BEFORE, EARLIER.join(filter(None, before[-MOST_KEPT:])))
    state.update_view(**changes)


def _undo() -> None:
    *earlier, last = state.get_widget_value(BEFORE).split(EARLIER)
    state.set_widget_value(BEFORE, EARLIER.join(earlier))
    preset, own = last.split(OF)
    state.update_view(preset=preset, weights=own)
