"""The page of the browser benchmark: one map, ours or the peer's, and a button.

Each press gives every area another class. The peer is st.pydeck_chart with the
shapes and their colours inside the specification.
"""

import json
import math

import numpy as np
import pydeck as pdk
import streamlit as st

from components import colour_scheme, queries, style_sheet
from components.maps import deck_map
from components.maps.browser_files import file_at
from components.maps.spec import FILLS, MapSpec
from components.page_context import PageContext, context_of
from components.queries.cache import CacheKey
from components.view import state
from components.view.page_part import Known
from components.view.viewer import local_viewer
from data.settings import load_settings

CLASSES = 5
WIDTH, HEIGHT = 700, 540
PEER, OURS = "peer", "ours"


def classes_at(step: int, areas: int) -> list[int]:
    """Return classes that differ from the previous step in all areas."""
    classes = np.random.default_rng(step).integers(0, CLASSES, areas)
    classes[: areas // 2] = 0 if step % 2 else CLASSES - 1
    return [int(number) for number in classes]


def show() -> None:
    """Draw the map that the address asks for."""
    style_sheet.add_styles(on_projector=False)
    asked = dict(st.query_params)
    view = state.load_view(Known(nothing_yet=True), ()).view
    here = context_of(view, local_viewer(load_settings()))
    if st.button("next"):
        st.session_state["step"] = st.session_state.get("step", 0) + 1
    step = st.session_state.get("step", 0)
    areas = queries.current_store.store().areas("lsoa")
    classes = classes_at(step, len(areas))
    if asked.get("who") == PEER:
        _plain(classes, here.key)
    else:
        _ours(classes, here)
    st.html(f'<p id="step">{step}</p>')


def _ours(classes: list[int], here: PageContext) -> None:
    spec = MapSpec(
        title="",
        subtitle="",
        alt="a map",
        style=FILLS,
        level="lsoa",
        classes=tuple(classes),
        uncertain=(False,) * len(classes),
        colours=colour_scheme.SEQUENTIAL[CLASSES],
        legend_title="",
        legend=(),
        caveats=(),
        source="",
        chosen="",
    )
    deck_map.paint(spec, here, key="map")


def _plain(classes: list[int], key: CacheKey) -> None:
    """Draw the same shapes and colours with st.pydeck_chart."""
    address = queries.shapes.level_address(key, "lsoa", "areas")
    file = file_at(*address.split("/")[-3:])
    assert file
    collection = json.loads(file.content)
    for feature, number in zip(collection["features"], classes, strict=True):
        feature["properties"]["colour"] = colour_scheme.rgb(
            colour_scheme.SEQUENTIAL[CLASSES][number]
        )
    west, south, east, north = queries.places.extent(key)
    layer = pdk.Layer(
        "GeoJsonLayer",
        data=collection,
        get_fill_color="properties.colour",
        get_line_color=[255, 255, 255],
        get_line_width=1,
        line_width_units="'pixels'",
        pickable=True,
    )
    zoom = math.log2(min(WIDTH / (east - west), HEIGHT / (north - south) / 2) * 360 / 512)
    view = pdk.ViewState(longitude=(west + east) / 2, latitude=(south + north) / 2, zoom=zoom)
    deck = pdk.Deck(layers=[layer], initial_view_state=view, map_provider=None)
    st.pydeck_chart(deck, height=HEIGHT, on_select="rerun", key="map")
