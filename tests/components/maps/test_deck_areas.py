"""The layers of a map: which of them takes the clicks."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydeck as pdk
import pytest

from components.maps import deck_areas
from components.maps.deck_areas import layers_of
from components.page_context import PageContext, context_of
from components.page_models import map_figures
from components.view.view import View
from components.view.viewer import local_viewer
from data.schema import GROUND_KINDS
from data.settings import load_settings


@pytest.fixture
def here(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PageContext]:
    # Layers ask whether the viewer has a phone, which only a running page knows.
    monkeypatch.setattr("components.view.browser.on_phone", lambda: False)
    yield context_of(View(measure="rate"), local_viewer(load_settings()))


def picked(here: PageContext, **options: Any) -> list[str]:
    """The layers that take clicks, from bottom to top."""
    spec = map_figures.query_map(here).spec
    layers = layers_of(spec, here.text, here.key, large=False, **options)
    return [str(layer.id) for layer in layers if getattr(layer, "pickable", False)]


def test_a_layer_above_all_others_takes_the_clicks(here: PageContext) -> None:
    assert picked(here) == ["pick-ward"]
    assert picked(here, picker=pdk.Layer("GeoJsonLayer", id="pick-x", pickable=True)) == ["pick-x"]


def test_the_fills_of_many_areas_take_the_clicks_themselves(
    here: PageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deck_areas, "MANY", 5)
    assert picked(here) == ["fill-ward"]
    assert picked(here, picker=pdk.Layer("GeoJsonLayer", id="pick-x", pickable=True)) == ["pick-x"]
    counts = context_of(View(measure="count"), here.viewer)
    assert picked(counts) == ["pick-ward"], "symbols leave most of an area free"


def test_every_kind_of_the_ground_has_a_colour_and_a_width(here: PageContext) -> None:
    spec = map_figures.query_map(here).spec
    layers = {str(one.id): one for one in layers_of(spec, here.text, here.key, large=False)}
    for name in ("ground", "roads"):
        layer = layers[name]
        accessor = str(layer.get_fill_color if name == "ground" else layer.get_line_color)
        colours = json.loads(accessor[accessor.index("([") + 1 : accessor.index(")[properties")])
        assert len(colours) == len(GROUND_KINDS)
        width = str(layer.get_line_width)
        widths = json.loads(width[width.index("([") + 1 : width.index(")[properties")])
        drawn = {kind for kind, by_rank in zip(GROUND_KINDS, widths, strict=True) if any(by_rank)}
        assert drawn == ({"river"} if name == "ground" else {"road", "rail"})
