"""Draws a map in the browser. It is the only module that does, so that it can be replaced.

pydeck writes the specification, and the deck.gl that pydeck ships draws it, in a component of our
own. Streamlit's chart for pydeck doesn't report the position of the map, and it loses clicks that
are made while the server replies to another one.
"""

import json
import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import asdict
from functools import partial
from types import MappingProxyType
from typing import Any, Literal

import pydeck as pdk
import streamlit as st

from components import queries
from components.maps import piece_values
from components.maps.area_pieces import Pieces, pieces_of
from components.maps.deck_areas import layers_of
from components.maps.deck_overlays import shapes_beside
from components.maps.scripts import DECK, LOAD, MAP
from components.maps.spec import MapSpec
from components.page_context import PageContext
from components.queries.cache import CacheKey, remember
from components.view import browser, selections
from components.view.map_position import TILE

HEIGHT, PHONE_HEIGHT, PROJECTOR_HEIGHT = 540, 300, 660
WIDTH, PHONE_WIDTH, PROJECTOR_WIDTH = 700, 330, 760
EDGE = 1.06
# Drawn: what deck.gl draws, and the values of areas that come in pieces.
Drawn = tuple[dict[str, Any], Pieces | None]
NO_SHAPES: Mapping[str, str] = MappingProxyType({})
# What the map says while it is being drawn, and where it can't be.
DRAWING = ("waiting", "failed", "authorities", "again")
WITH_KEYS = pdk.View(type="MapView", controller=True)
# On a projector the arrow keys step through the months, and must not move the map as well.
WITHOUT_KEYS = pdk.View(type="MapView", controller={"keyboard": False})


_in_browser = st.components.v2.component("milltir_map", js=LOAD, isolate_styles=False)


class Deck(pdk.Deck):
    """A deck whose specification goes to a component of our own."""

    def specification(self) -> dict[str, Any]:
        """Return what deck.gl draws, as plain values."""
        plain: dict[str, Any] = json.loads(self.to_json())
        return plain

    def _set_api_keys(self, api_keys: dict[str, str] | None = None) -> None:
        """Set no keys: no outside map is used, and pydeck would search for Jupyter for each map."""


def paint(
    spec: MapSpec,
    here: PageContext,
    *,
    key: str,
    height: int | Literal["stretch"] = HEIGHT,
    width: int = WIDTH,
    picker: pdk.Layer | None = None,
    shapes: Mapping[str, str] = NO_SHAPES,
    field: str = "place",
    asked: Hashable = None,
) -> None:
    """Draw the map; a press on an area makes it the view's place.

    Another `picker` takes the clicks for another `field` of the view; `shapes` has the GeoJSON that
    it names as its data.
    The browser's own width is not known here: `width` is what the map's column has on the
    smallest screen that isn't a phone. `asked` is what all of the specification but the position
    follows from: what deck.gl draws is then written once for each.
    """
    on_projector = here.view.on_projector
    if browser.on_phone() and height != "stretch":
        height, width = PHONE_HEIGHT, PHONE_WIDTH
    elif on_projector:
        # A projector may be as small as a laptop: only the whole screen is known to be wider.
        width = PROJECTOR_WIDTH if height == "stretch" else width
        height = height if height == "stretch" else PROJECTOR_HEIGHT
    tall = HEIGHT if height == "stretch" else height
    make = partial(_written, spec, here, picker)
    drawn, pieces = _remembered(asked, _make=make) if asked else make()
    position = json.loads(_position(spec, here.key, width, tall).to_json())
    _in_browser(
        data={
            "script": MAP.address,
            "deck": DECK.address,
            "spec": {**drawn, "initialViewState": position},
            "shapes": {**shapes_beside(spec.overlays, here.key), **shapes},
            "alt": spec.alt,
            "tooltip": {"property": f"name_{here.text.language}"},
            "cards": asdict(spec.cards) if spec.cards else None,
            "words": {name: here.text(f"drawing.{name}") for name in DRAWING},
            "chosen": here.view.value(field),
            "pieces": piece_values.in_map(pieces, key=key, pickable=picker is None),
        },
        height=height,
        **selections.bound_press(key, field),
    )
    if pieces:
        piece_values.answer(spec, pieces, key=key)


@remember(100)
def _remembered(asked: Hashable, *, _make: Callable[[], Drawn]) -> Drawn:
    del asked
    return _make()


def _written(spec: MapSpec, here: PageContext, picker: pdk.Layer | None) -> Drawn:
    """Return what deck.gl draws, without the position, and the values of what comes in pieces."""
    pieces = pieces_of(spec, here.key)
    large, some = here.view.on_projector, bool(pieces)
    deck = Deck(
        layers=layers_of(spec, here.text, here.key, large=large, picker=picker, in_pieces=some),
        views=[WITHOUT_KEYS if large else WITH_KEYS],
        map_provider=None,
    )
    return deck.specification(), pieces


def _position(spec: MapSpec, cache_key: CacheKey, width: int, height: int) -> pdk.ViewState:
    """Return the position to which the viewer moved the map, or one that shows all it is about."""
    if spec.position:
        longitude, latitude, zoom = spec.position
        return pdk.ViewState(longitude=longitude, latitude=latitude, zoom=zoom)
    west, south, east, north = queries.places.extent(cache_key, spec.zoom_to)
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
