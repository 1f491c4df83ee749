"""Controls of the classes: the method, own bounds, and whether bounds follow the period."""

import math
import re

import streamlit as st

from components.maps.legend_classes import surrounds_centre, written
from components.page_context import PageContext
from components.text.catalogue import MINUS
from components.view import bindings, session, state
from components.view.view import CLASSINGS, FIXED, NOTHING, PERIOD_MARK, own_bounds
from geo.measures.model import Measure, Scale, Unit
from geo.stats.classification import MOST_CLASSES

REFUSED = "bounds-refused"
HUNDRED = 100


def choose(here: PageContext) -> None:
    """Draw the controls. Named classes can't be changed."""
    text, view, measure = here.text, here.view, here.measure
    if measure.scale is Scale.NAMED:
        st.caption(text("classing.named"))
        return
    diverging = measure.scale is Scale.DIVERGING
    usual = (CLASSINGS[0], FIXED) if diverging else CLASSINGS
    st.selectbox(
        text("classing.method"),
        usual if view.method in usual else (*usual, view.method),
        format_func=lambda name: text(
            "classing.even" if diverging and name == CLASSINGS[0] else f"method.{name}"
        ),
        **bindings.bound("method"),
    )
    if view.method == FIXED:
        _own(here, measure)
    else:
        st.toggle(
            text("classing.follow"),
            help=text("classing.follow_help"),
            **bindings.bound_switch("follow"),
        )


def _own(here: PageContext, measure: Measure) -> None:
    """Draw the box for own bounds. Input that can't be read stays in the box with a message."""
    text, refused = here.text, session.get_session_value(REFUSED)

    def typed(words: str) -> None:
        value = as_address(words, measure)
        if value is None:
            session.set_session_value(REFUSED, words)
        else:
            state.update_view(bounds=value)

    st.text_input(
        text("classing.bounds"),
        placeholder=text("classing.bounds_example"),
        help=text("classing.bounds_help", most=text.number(MOST_CLASSES - 1)),
        max_chars=60,
        **bindings.bound_choice(
            "own-bounds", refused or as_typed(here.view.bounds, measure), typed
        ),
    )
    own = own_bounds(here.view.bounds)
    if own and not surrounds_centre(measure, [*own, math.inf]):
        centre = written(text, measure.unit, measure.centre)
        st.warning(text("classing.off_centre", centre=centre))
    if refused:
        st.warning(text("classing.bounds_refused", most=text.number(MOST_CLASSES - 1)))


def as_address(words: str, measure: Measure) -> str | None:
    """Return "5, 8; 12" as "5_8_12"; None unless these are rising numbers.

    A share is typed in percent.
    """
    numbers = [
        part for part in re.split(r"[;,\s]+", words.replace("%", " ").replace(MINUS, "-")) if part
    ]
    if not numbers:
        return NOTHING
    try:
        values = [float(number) / _scale(measure) for number in numbers]
    except ValueError:
        return None
    value = PERIOD_MARK.join(f"{number:.6g}" for number in values)
    return value if own_bounds(value) is not None else None


def as_typed(value: str, measure: Measure) -> str:
    """Return "5_8_12" as "5, 8, 12"."""
    return ", ".join(f"{bound * _scale(measure):.6g}" for bound in own_bounds(value) or [])


def _scale(measure: Measure) -> int:
    return HUNDRED if measure.unit is Unit.PERCENT else 1
