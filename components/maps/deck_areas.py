"""The layers of a map for deck.gl: geometry by address, classes as text.

The geometry of a level crosses to the browser once and stays in its cache. A change of measure,
category or period sends a string with one digit an area inside the colour accessor; deck.gl keeps
the geometry and repaints.
"""

import json
from collections.abc import Sequence
from typing import Any

import pydeck as pdk

from components import colour_scheme, drawing_sizes, queries
from components.maps.area_pieces import layers_of_pieces
from components.maps.deck_outlines import labels, outlines, pin_letters
from components.maps.deck_overlays import layers_over, name_layers
from components.maps.spec import FILLS, SYMBOLS, WITHOUT_VALUE, MapSpec
from components.queries.cache import CacheKey
from components.text.catalogue import Text
from data.geometry.browser_shapes import AREAS, BORDERS, POINTS
from data.schema import GROUND_KINDS

LARGE_BORDER = 2.5
# MANY: from so many areas on a layer of its own for the clicks costs seconds in software WebGL.
MANY = 5_000


def layers_of(
    spec: MapSpec,
    text: Text,
    cache_key: CacheKey,
    *,
    large: bool,
    picker: pdk.Layer | None = None,
    in_pieces: bool = False,
) -> list[pdk.Layer]:
    """Return the layers from bottom to top; the last one is transparent and takes the clicks.

    Another `picker` takes them in its place. The fills of many areas take the clicks themselves,
    because deck.gl makes and draws the triangles of each layer anew. Where the areas come in pieces
    an empty layer is where the browser puts them.
    """
    if in_pieces:
        over = _over(spec, text, cache_key, large=large)
        return [*_ground(cache_key), *layers_of_pieces(spec), *over, *([picker] if picker else [])]
    fills_take_clicks = picker is None and spec.style != SYMBOLS and len(spec.classes) > MANY
    return [
        *_ground(cache_key),
        *_areas(spec, cache_key, large=large, pickable=fills_take_clicks),
        *_over(spec, text, cache_key, large=large),
        *([] if fills_take_clicks else [picker or _picker(spec, cache_key)]),
    ]


def class_string(spec: MapSpec, *, classes: int) -> str:
    """Return one digit for each area: its class, or after the last class the reason for none."""
    marks = {number: classes + i for i, number in enumerate(WITHOUT_VALUE)}
    return "".join(str(marks.get(c, c)) for c in spec.classes)


def _by_class(spec: MapSpec, values: Sequence[Any], without: Any) -> str:
    """Return an accessor that looks up the value of each area; the parentheses are needed."""
    table = json.dumps([*values, *[without] * len(WITHOUT_VALUE)], separators=(",", ":"))
    return f"({table})[('{class_string(spec, classes=len(values))}')[properties.i]]"


def _by_class_and_certainty(spec: MapSpec) -> str:
    """Return the accessor of fills; a second digit is 1 where chance may explain the value."""
    alpha = round(colour_scheme.FILL_OPACITY * 255)
    without = [[*colour_scheme.rgb(colour), 255] for colour in WITHOUT_VALUE.values()]
    clear = [[*colour_scheme.rgb(colour), alpha] for colour in spec.colours]
    pale = [[*colour_scheme.rgb(colour_scheme.lighten(colour)), alpha] for colour in spec.colours]
    tones = [[*clear, *without], [*pale, *without]]
    table = json.dumps(tones, separators=(",", ":"))
    certainty = "".join(str(int(uncertain)) for uncertain in spec.uncertain)
    classes = class_string(spec, classes=len(spec.colours))
    return f"({table})[('{certainty}')[properties.i]][('{classes}')[properties.i]]"


def _ground(cache_key: CacheKey) -> list[pdk.Layer]:
    """Return land, woods, towns and water, below the areas; roads and railways come above them."""
    if "ground" not in queries.current_store.store_of(cache_key).manifest.tables:
        return []
    colours = [
        colour_scheme.rgb(colour_scheme.GROUND_FILLS.get(kind, colour_scheme.LAND))
        for kind in GROUND_KINDS
    ]
    return [
        pdk.Layer(
            "GeoJsonLayer",
            id="ground",
            data=queries.shapes.ground_address(cache_key),
            filled=True,
            stroked=False,
            get_fill_color=f"({colours})[properties.kind]",
            get_line_color=colour_scheme.rgb(colour_scheme.SEA),
            get_line_width=_widths("river"),
            line_width_units="'pixels'",
            pickable=False,
        )
    ]


def _areas(spec: MapSpec, cache_key: CacheKey, *, large: bool, pickable: bool) -> list[pdk.Layer]:
    areas = queries.shapes.level_address(cache_key, spec.level, AREAS)
    layers = []
    if spec.style != SYMBOLS:
        accessor = _by_class_and_certainty(spec)
        layers.append(
            pdk.Layer(
                "GeoJsonLayer",
                id=f"fill-{spec.level}",
                data=areas,
                filled=True,
                stroked=False,
                get_fill_color=accessor,
                update_triggers={"getFillColor": [accessor]},
                pickable=pickable,
            )
        )
    elif min(spec.classes) < 0:
        layers.append(_without_value(spec, areas))
    if borders := queries.shapes.level_address(cache_key, spec.level, BORDERS):
        layers.append(_borders(spec, borders, large=large))
    if spec.style == SYMBOLS:
        layers.append(_symbols(spec, cache_key))
    return layers


def _without_value(spec: MapSpec, areas: str) -> pdk.Layer:
    """Return the fill below symbols: areas without a symbol by the reason, others transparent."""
    without = [[*colour_scheme.rgb(c), 255] for c in WITHOUT_VALUE.values()]
    table = json.dumps(
        [*[[0, 0, 0, 0]] * len(drawing_sizes.SYMBOL_RADII), *without], separators=(",", ":")
    )
    classes = class_string(spec, classes=len(drawing_sizes.SYMBOL_RADII))
    accessor = f"({table})[('{classes}')[properties.i]]"
    return pdk.Layer(
        "GeoJsonLayer",
        id=f"without-{spec.level}",
        data=areas,
        filled=True,
        stroked=False,
        get_fill_color=accessor,
        update_triggers={"getFillColor": [accessor]},
        pickable=False,
    )


def _borders(spec: MapSpec, borders: str, *, large: bool) -> pdk.Layer:
    colour = colour_scheme.LINE if spec.style == FILLS else colour_scheme.ROAD
    return pdk.Layer(
        "GeoJsonLayer",
        id=f"border-{spec.level}",
        data=borders,
        filled=False,
        stroked=True,
        get_line_color=[*colour_scheme.rgb(colour), 200],
        get_line_width=LARGE_BORDER if large else 1,
        line_width_units="'pixels'",
        pickable=False,
    )


def _symbols(spec: MapSpec, cache_key: CacheKey) -> pdk.Layer:
    accessor = _by_class(spec, drawing_sizes.SYMBOL_RADII, 0)
    return pdk.Layer(
        "GeoJsonLayer",
        id=f"symbol-{spec.level}",
        data=queries.shapes.level_address(cache_key, spec.level, POINTS),
        point_type="'circle'",
        point_radius_units="'pixels'",
        get_point_radius=accessor,
        get_fill_color=[*colour_scheme.rgb(colour_scheme.SYMBOL), 190],
        get_line_color=[255, 255, 255, 255],
        get_line_width=1,
        line_width_units="'pixels'",
        update_triggers={"getPointRadius": [accessor]},
        pickable=False,
    )


def _over(spec: MapSpec, text: Text, cache_key: CacheKey, *, large: bool) -> list[pdk.Layer]:
    layers = layers_over(spec.overlays, cache_key)
    layers += outlines(spec, cache_key, large=large)
    if "ground" in queries.current_store.store_of(cache_key).manifest.tables:
        layers.insert(0, _roads(cache_key))
        if not spec.names:
            layers.append(labels(text, cache_key, large=large, backed=bool(spec.overlays)))
    if spec.names:
        layers += name_layers(spec.names, cache_key)
    return [*layers, *pin_letters(spec, cache_key, large=large)]


def _roads(cache_key: CacheKey) -> pdk.Layer:
    colours = [
        colour_scheme.rgb(colour_scheme.RAIL if kind == "rail" else colour_scheme.ROAD)
        for kind in GROUND_KINDS
    ]
    return pdk.Layer(
        "GeoJsonLayer",
        id="roads",
        data=queries.shapes.ground_address(cache_key),
        filled=False,
        stroked=False,
        get_line_color=f"({[[*colour, 150] for colour in colours]})[properties.kind]",
        get_line_width=_widths("road", "rail"),
        line_width_units="'pixels'",
        pickable=False,
    )


def _widths(*kinds: str) -> str:
    """Return the accessor of the width of lines by kind and rank; that of other kinds is 0."""
    by_rank = [
        [0, *drawing_sizes.LINE_WIDTHS[kind]] if kind in kinds else [0] for kind in GROUND_KINDS
    ]
    table = json.dumps(by_rank, separators=(",", ":"))
    return f"({table})[properties.kind][properties.rank]||0"


def _picker(spec: MapSpec, cache_key: CacheKey) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        id=f"pick-{spec.level}",
        data=queries.shapes.level_address(cache_key, spec.level, AREAS),
        filled=True,
        stroked=False,
        get_fill_color=[0, 0, 0, 0],
        pickable=True,
    )
