"""Answers the browser which values it needs of a map that is drawn in pieces."""

from collections.abc import Mapping
from itertools import count
from typing import Any

import streamlit as st

from components.maps.area_pieces import Pieces, sent
from components.maps.scripts import LOAD, PIECE_VALUES
from components.maps.spec import MapSpec
from components.view import selections

_in_browser = st.components.v2.component("milltir_piece_values", js=LOAD)


def in_map(pieces: Pieces | None, *, key: str, pickable: bool) -> Mapping[str, Any] | None:
    """Return what the map gets of its pieces; None of a map whose areas are sent whole."""
    if pieces is None:
        return None
    return sent(pieces, chart=key, pickable=pickable, seen=selections.seen_pieces(key))


def answer(spec: MapSpec, pieces: Pieces, *, key: str) -> None:
    """Answer with the values of what comes into view; only this fragment of the page runs then.

    In a run of the whole page the map itself gets the values of what is seen.
    """
    runs = count()

    @st.fragment
    def values() -> None:
        data: dict[str, Any] = {"token": pieces.token}
        if next(runs):
            data["values"] = pieces.values(selections.seen_pieces(key))
            wanted = selections.piece_of_card(key)
            data["cards"] = None if wanted is None else pieces.cards(spec, wanted)
        _in_browser(
            data={"script": PIECE_VALUES.address, "chart": key, **data},
            **selections.bound_pieces(key),
        )

    values()
