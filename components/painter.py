"""The one place that draws a map in the browser; another painter could take its place."""

import json
import math

import pydeck as pdk
import streamlit as st

from components import cached, state
from components.layers import layers_of, picker_name
from components.map import MapSpec
from components.text import Text

TILE = 512
HEIGHT, PHONE_HEIGHT = 540, 300
WIDTH_AT_LEAST = {False: 620, True: 330}
EDGE = 1.06


class CompactDeck(pdk.Deck):
    """A deck whose specification travels without the indents that make up most of it."""

    def to_json(self) -> str:
        """The specification in as few bytes as it has meaning."""
        return json.dumps(json.loads(super().to_json()), separators=(",", ":"))


def paint(spec: MapSpec, text: Text, release: str, *, key: str, height: int = HEIGHT) -> None:
    """Draw the map; a click on an area makes it the view's place."""
    height = PHONE_HEIGHT if state.on_phone() else height
    deck = CompactDeck(
        layers=layers_of(spec, text, release),
        initial_view_state=_whole_area(release, height),
        map_provider=None,
        tooltip={"text": f"{{name_{text.language}}}"},
    )
    clicked = state.bound_click(key, (picker_name(spec),), "place")
    st.pydeck_chart(deck, height=height, alt=spec.alt, **clicked)


def _whole_area(release: str, height: int) -> pdk.ViewState:
    """A view that holds the whole area: by its height, or by the width of a narrow screen."""
    west, south, east, north = cached.extent(release)
    width = WIDTH_AT_LEAST[state.on_phone()]
    by_width = width * 360 / ((east - west) * EDGE * TILE)
    tall = _mercator(north) - _mercator(south)
    by_height = height * 2 * math.pi / (tall * EDGE * TILE)
    return pdk.ViewState(
        longitude=(west + east) / 2,
        latitude=(south + north) / 2,
        zoom=round(math.log2(min(by_width, by_height)), 2),
    )


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
