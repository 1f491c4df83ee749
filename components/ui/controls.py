"""The widgets that change the view. Each is tied to one field of it."""

from contextlib import AbstractContextManager

import streamlit as st

from components import queries
from components.page_context import PageContext
from components.text.catalogue import LANGUAGES, Text
from components.view import bindings, browser, state
from components.view.view import NOTHING, WHOLE_AREA

OWN_NAMES = {"en": "English", "cy": "Cymraeg"}


def in_a_row(text: Text) -> AbstractContextManager[object]:
    """Return where a page's controls are drawn: in a row, or in a popover on a phone."""
    if browser.on_phone():
        return st.popover(text("choices.main"), icon=":material/tune:")
    return st.container(key="mt-controls", horizontal=True, vertical_alignment="bottom")


def language(label: str) -> None:
    """Draw the choice of language. Each has its own name, so that its speakers recognise it."""
    st.segmented_control(
        label,
        LANGUAGES,
        format_func=OWN_NAMES.__getitem__,
        required=True,
        label_visibility="collapsed",
        **bindings.bound("lang"),
    )


def projector(label: str, help_text: str) -> None:
    """Draw the switch for projector mode."""
    st.toggle(label, help=help_text, **bindings.bound_switch("projector"))


def place(here: PageContext, *, label: str = "", key: str = "") -> None:
    """Draw the search for any ward, and for any town if the map is by town.

    A second list on the page has its own label and key.
    """
    named = here.offered()
    chosen = [here.view.place] if here.view.place not in (*named, WHOLE_AREA) else []
    st.selectbox(
        label or here.text("place.choose"),
        [WHOLE_AREA, *chosen, *named],
        format_func=lambda code: here.place_and_kind(code) if code else here.text("place.whole"),
        **bindings.bound("place", key=key),
    )


def place_filter(here: PageContext) -> None:
    """Draw the place filter: the map shows only these places and moves to them.

    Towns and beats are offered on maps of them, wards on every map: small areas are found by ward.
    """
    offered = here.offered()
    chosen = [code for code in here.view.several("wards") if code not in offered]
    st.multiselect(
        here.text(f"only.{here.view.level}"),
        [*chosen, *offered],
        format_func=here.place_and_kind,
        placeholder=here.text("standing.whole"),
        **bindings.bound_many("wards", at=NOTHING),
    )


def measure(here: PageContext) -> None:
    """Draw the choice of measure."""
    st.selectbox(
        here.text("control.measure"),
        queries.measures.measures(here.key),
        format_func=lambda name: here.text(f"measure.{name}"),
        **bindings.bound("measure", **state.without_own_bounds()),
    )


def level(here: PageContext) -> None:
    """Draw the choice of area level; there is none if the measure has only one level."""
    st.segmented_control(
        here.text("control.level"),
        here.levels,
        format_func=lambda name: here.text(f"level.{name}"),
        required=True,
        **bindings.bound("level"),
    )


def subject(here: PageContext) -> None:
    """Draw the choice of the measure's subject: a category, a topic or a domain."""
    draw = {"category": category, "topic": topic, "domain": domain}.get(here.measure.subject)
    if draw:
        draw(here)


def topic(here: PageContext) -> None:
    """Draw the choice of survey topic, on a map of survey results."""
    asked = queries.measures.topics(here.key)
    unasked = [here.view.topic] if here.view.topic not in (*asked, NOTHING) else []
    _one_of([*asked, *unasked], here, label=here.text("control.topic"))


def issue(here: PageContext, *, label: str, key: str = "") -> None:
    """Draw the choice of a survey topic or a category; a second list has its own key."""
    _one_of(queries.measures.topics_with_evidence(here.key), here, label=label, key=key)


def _one_of(topics: list[str], here: PageContext, *, label: str, key: str = "") -> None:
    """Draw the choice of topic; the first topic is the default."""
    usual, *others = topics
    first = here.view.topic if here.view.topic == usual else NOTHING
    st.selectbox(
        label,
        [first, *sorted(others, key=lambda name: here.text(f"topic.{name}").casefold())],
        format_func=lambda name: here.text(f"topic.{name or usual}"),
        **bindings.bound("topic", key=key),
    )


def domain(here: PageContext) -> None:
    """Draw the choice of deprivation domain: the whole index, or one of its domains."""
    st.selectbox(
        here.text("control.domain"),
        queries.measures.domains(here.key),
        format_func=lambda name: here.text(f"domain.{name}"),
        **bindings.bound("domain"),
    )


def overlays(here: PageContext) -> None:
    """Draw a switch for each overlay that the release has."""
    st.pills(
        here.text("control.overlays"),
        queries.overlays.overlays_offered(here.key),
        selection_mode="multi",
        format_func=lambda name: here.text(f"overlay.{name}"),
        **bindings.bound_many("overlays"),
    )


def category(here: PageContext) -> None:
    """Draw the choice of crime category."""
    st.selectbox(
        here.text("control.category"),
        [
            choice
            for choice in queries.categories.countable_categories(here.key)
            if here.measure.takes(choice)
        ],
        format_func=lambda name: here.text(f"category_title.{name}"),
        **bindings.bound("category"),
    )
