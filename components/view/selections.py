"""Keyword arguments that tie what is clicked in a map, chart or table to a field of the view."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.view import session, state
from components.view.map_position import position_of
from components.view.view import NOTHING, PERIOD_MARK, WHOLE_AREA

# The prefix of the key of the row that was selected in a table.
ROW = "row-"
# The names of the pieces that a map shows, and of that of a card; the most that are asked for.
PIECES, CARD, MOST_PIECES = "pieces", "card", 1_000


def bound_press(key: str, field_name: str) -> dict[str, Any]:
    """Return the keyword arguments of a map that writes the code of a pressed area to a field.

    A click comes with the area that was chosen at that time; if it is the clicked one, the field is
    cleared.
    """

    def pressed() -> None:
        code, chosen = (st.session_state[key]["pressed"][part] for part in ("code", "chosen"))
        state.update_view(**{field_name: WHOLE_AREA if code == chosen else code})

    return {"key": key, "on_pressed_change": pressed}


def bound_point(key: str, field_name: str) -> dict[str, Any]:
    """Return the keyword arguments of a chart that writes a clicked point's code to a field."""

    def clicked() -> None:
        for point in st.session_state[key]["selection"]["points"][:1]:
            state.update_view(**{field_name: point["customdata"][0]})

    return {"key": key, "on_select": clicked, "selection_mode": "points"}


def bound_position(key: str) -> dict[str, Any]:
    """Return the keyword arguments of the component that reports the map's position.

    The component has already written the address; this updates the view of the current run.
    """

    def moved() -> None:
        at = st.session_state[key]["at"]
        if at == NOTHING or position_of(at):
            state.set_map_position(at)

    return {"key": key, "on_at_change": moved}


def bound_pieces(key: str) -> dict[str, Any]:
    """Return the keyword arguments of the component that says which pieces of a map are seen.

    It also says for the areas of which piece a card is wanted. Numbers that make no sense are left
    out.
    """
    name = f"{key}-{PIECES}"

    def seen() -> None:
        session.set_widget_value(f"{PIECES}-{key}", str(st.session_state[name]["seen"] or ""))

    def wanted() -> None:
        session.set_widget_value(f"{CARD}-{key}", str(st.session_state[name]["card"] or ""))

    return {"key": name, "on_seen_change": seen, "on_card_change": wanted}


def seen_pieces(key: str) -> list[int]:
    """Return the numbers of the pieces that a map shows, as far as the browser has told."""
    return _numbers(session.get_widget_value(f"{PIECES}-{key}"))


def piece_of_card(key: str) -> int | None:
    """Return the number of the piece of whose areas a card was wanted last."""
    return next(iter(_numbers(session.get_widget_value(f"{CARD}-{key}"))), None)


def _numbers(written: str) -> list[int]:
    parts = written.split(PERIOD_MARK)[:MOST_PIECES]
    return [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 5]


def bound_row(key: str, codes: Sequence[str], field_name: str) -> dict[str, Any]:
    """Return the keyword arguments of a table that writes the code of the selected row to a field.

    The table selects the row of the field's current value. Deselecting the row clears the field.
    """
    chosen = state.current_view().value(field_name)
    rows = [codes.index(chosen)] if chosen in codes else []
    st.session_state[key] = {"selection": {"rows": rows, "columns": [], "cells": []}}

    def moved() -> None:
        now = st.session_state[key]["selection"]["rows"]
        # Streamlit also calls this when a click elsewhere ran the page and the row is unchanged.
        if now != rows:
            session.set_widget_value(f"{ROW}{key}", codes[now[0]] if now else NOTHING)
            state.update_view(**{field_name: codes[now[0]] if now else WHOLE_AREA})

    return {"key": key, "on_select": moved, "selection_mode": "single-row"}


def chose_row(key: str, field_name: str = "place") -> bool:
    """Return whether the field's current value was selected in this table."""
    return session.get_widget_value(f"{ROW}{key}") == state.current_view().value(field_name)
