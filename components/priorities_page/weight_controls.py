"""The controls of the priorities page: topic, level, weights, undo, reset, link to share."""

from collections.abc import Callable
from urllib.parse import urlencode

import streamlit as st

from components.priorities_page import weights
from components.priorities_page.model import PrioritiesModel
from components.priorities_page.view_part import TAKES, PrioritiesPart
from components.ui import controls
from components.ui.routes import ADDRESS_OF, PRIORITIES
from components.view import bindings, browser, session, state
from components.view.view import NOTHING, View
from data.schema import LSOA, WARD
from data.settings import load_settings
from geo.measures import MEASURES

PAGE = ADDRESS_OF[PRIORITIES]
BEFORE = "weights-before"
EARLIER, OF = " ", "|"
MOST_KEPT = 30
SIDE_BY_SIDE = 2


def choices(model: PrioritiesModel) -> None:
    """Draw the choices of topic, level and number of places, and the filter by whether one acts."""
    here, text = model.here, model.here.text
    with controls.in_a_row(text):
        controls.issue(here, label=text("control.topic"))
        controls.place(here)
        st.segmented_control(
            text("control.level"),
            [WARD, LSOA],
            format_func=lambda name: text(f"level.{name}"),
            required=True,
            **bindings.bound_choice("next-level", model.level, _take_level(here.view)),
        )
        st.segmented_control(
            text("next.take"),
            sorted(TAKES, key=int),
            required=True,
            **bindings.bound("take"),
        )
    st.toggle(text("next.only_idle"), **bindings.bound_switch("idle"))


def panel(model: PrioritiesModel) -> None:
    """Draw the presets, a slider for each criterion, undo, reset and the link to share."""
    text, own = model.here.text, model.here.view.of(PrioritiesPart)
    with st.container(key="mt-weights", border=True):
        st.subheader(text("next.weights"))
        st.pills(
            text("next.preset"),
            list(weights.PRESETS),
            format_func=lambda name: text(f"preset.{name}"),
            **bindings.bound_choice("weights-preset", _preset_of(own), _take_preset(own)),
        )
        with (
            st.expander(text("next.sliders"), expanded=not browser.on_phone()),
            st.container(key="mt-sliders"),
        ):
            sliders(model)
        undo_reset_link(model)


def sliders(model: PrioritiesModel) -> None:
    """Draw a slider for each criterion of the release, with its share of the score."""
    if not model.ingredients:
        st.caption(model.here.text("next.no_ingredient"))
    for start in range(0, len(model.ingredients), SIDE_BY_SIDE):
        together = model.ingredients[start : start + SIDE_BY_SIDE]
        for column, name in zip(st.columns(SIDE_BY_SIDE), together, strict=False):
            with column:
                _slider(model, name)


def _slider(model: PrioritiesModel, name: str) -> None:
    text = model.here.text
    st.slider(
        text(f"ingredient.{name}"),
        0,
        weights.MOST,
        step=weights.STEP,
        **bindings.bound_choice(
            f"weight-{name}", model.weights[name], _weigh(model.here.view.of(PrioritiesPart), name)
        ),
    )
    st.caption(text("next.share", share=text.percent(model.shares.get(name, 0.0))))


def undo_reset_link(model: PrioritiesModel) -> None:
    """Draw undo, reset to the preset, and the link with the same weights."""
    text, view = model.here.text, model.here.view
    own = view.of(PrioritiesPart)
    with st.container(key="mt-ways", horizontal=True):
        st.button(
            text("next.undo"),
            key="weights-undo",
            icon=":material/undo:",
            on_click=_undo,
            disabled=not session.get_widget_value(BEFORE),
        )
        st.button(
            text("next.reset"),
            key="weights-reset",
            icon=":material/restart_alt:",
            on_click=lambda: _go(own, weights=NOTHING),
            disabled=not own.weights,
        )
        with st.popover(text("next.link"), icon=":material/link:"):
            st.write(text("next.link_how"))
            st.code(link(view), language=None, wrap_lines=True)


def link(view: View) -> str:
    """Return the address of this page with this view."""
    base = load_settings().address or browser.app_address(PAGE)
    query = urlencode(view.address())
    return f"{base.rstrip('/')}/{PAGE}" + (f"?{query}" if query else "")


def _take_level(view: View) -> Callable[[str | None], None]:
    """Return the callback of the level; a map measure without the level gets the default."""

    def take(level: str | None) -> None:
        if level:
            has_it = level in MEASURES[view.measure].levels
            state.update_view(level=level, measure=view.measure if has_it else View.measure)

    return take


def _preset_of(own: PrioritiesPart) -> str | None:
    """Return the preset in use; None if the weights are the viewer's own."""
    return None if own.weights else own.preset


def _take_preset(own: PrioritiesPart) -> Callable[[str | None], None]:
    """Return the callback of a preset, which drops the viewer's own weights."""
    return lambda name: _go(own, preset=name or own.preset, weights=NOTHING)


def _weigh(own: PrioritiesPart, name: str) -> Callable[[int], None]:
    """Return the callback that sets the weight of one criterion."""
    return lambda weight: _go(own, weights=weights.changed(own.preset, own.weights, name, weight))


def _go(own: PrioritiesPart, **changes: str) -> None:
    """Set the weights, and store the previous ones for undo."""
    before = [*session.get_widget_value(BEFORE).split(EARLIER), f"{own.preset}{OF}{own.weights}"]
    session.set_widget_value(BEFORE, EARLIER.join(filter(None, before[-MOST_KEPT:])))
    state.update_view(**changes)


def _undo() -> None:
    *earlier, last = session.get_widget_value(BEFORE).split(EARLIER)
    session.set_widget_value(BEFORE, EARLIER.join(earlier))
    preset, own = last.split(OF)
    state.update_view(preset=preset, weights=own)
