"""Overlays for deck.gl: shapes by address, the row of each as a digit in the accessors.

As with the areas, a change of category or period sends digits and no geometry.
"""

import json
import math
from collections.abc import Sequence
from typing import Any

import pydeck as pdk

from components import colour_scheme, queries
from components.overlays.model import Overlay, Row
from components.overlays.symbol_atlas import CELL, atlas_address
from components.queries.cache import CacheKey

# How much wider a casing is than its line, in pixels.
CASING = 2.4
ANCHOR = CELL / 2
DASHES = {"@@type": "PathStyleExtension", "dash": True}


def layers_over(overlays: Sequence[Overlay], cache_key: CacheKey) -> list[pdk.Layer]:
    """Return as few layers as possible: each costs time on machines that draw in software."""
    drawn = [overlay for overlay in overlays if overlay.shapes]
    return [layer for overlay in drawn for layer in _layers(overlay, cache_key)]


def shapes_beside(overlays: Sequence[Overlay], cache_key: CacheKey) -> dict[str, str]:
    """Return the shapes that only this viewer may see, as texts of GeoJSON.

    A layer names its text as its data. It is sent beside the specification, so that a rerun neither
    writes nor reads the shapes.
    """
    return {
        overlay.name: queries.overlays.private_shapes(cache_key, overlay)
        for overlay in overlays
        if overlay.shapes and not overlay.public
    }


def _layers(overlay: Overlay, cache_key: CacheKey) -> list[pdk.Layer]:
    data = _data(overlay, cache_key)
    lined = any(row.look.width for row in overlay.rows)
    layers = []
    if lined and any(row.look.casing for row in overlay.rows):
        layers.append(_casing(overlay, data))
    return [*layers, _shapes(overlay, data, lined=lined)]


def _data(overlay: Overlay, cache_key: CacheKey) -> str:
    """Return the address of public shapes, or the name of those in `shapes_beside`."""
    return queries.overlays.shapes_address(cache_key, overlay) if overlay.public else overlay.name


def _by_row(overlay: Overlay, values: Sequence[Any], without: Any) -> str:
    """Return an accessor that looks up the value of each shape's row; it needs the parentheses."""
    table = json.dumps([*values, without], separators=(",", ":"))
    return f"({table})[('{overlay.digits}')[properties.i]]"


def _colours(overlay: Overlay, field: str) -> str:
    colours = [
        [*colour_scheme.rgb(colour), 255] if (colour := getattr(row.look, field)) else [0, 0, 0, 0]
        for row in overlay.rows
    ]
    return _by_row(overlay, colours, [0, 0, 0, 0])


def _shapes(overlay: Overlay, data: str, *, lined: bool) -> pdk.Layer:
    """Return outlines with their dashes, and symbols for points."""
    rows = overlay.rows
    layer: dict[str, Any] = {}
    if lined:
        width = _by_row(overlay, [row.look.width for row in rows], 0)
        layer |= {
            "get_line_color": _colours(overlay, "line"),
            "get_line_width": width,
            "line_width_units": "'pixels'",
            "line_joint_rounded": True,
        }
    if any(row.look.dash for row in rows):
        dashes = [list(row.look.dash or (0, 0)) for row in rows]
        layer |= {"get_dash_array": _by_row(overlay, dashes, [0, 0]), "extensions": [DASHES]}
    if any(row.look.symbol for row in rows):
        layer |= _symbols(overlay)
    return pdk.Layer(
        "GeoJsonLayer",
        id=f"over-{overlay.name}",
        data=data,
        filled=False,
        stroked=lined,
        pickable=False,
        **layer,
    )


def _symbols(overlay: Overlay) -> dict[str, Any]:
    """Return the properties of symbols; a row's digit is also its symbol's name in the atlas."""
    rows = overlay.rows
    on_ground = any(row.look.ground for row in rows)
    scale = CELL / (CELL - 20) if on_ground else 1.0
    sizes = [row.look.ground * scale if on_ground else row.look.size for row in rows]
    size = _by_row(overlay, sizes, 0)
    icon = _by_row(overlay, [str(number) for number in range(len(rows))], "0")
    return {
        "point_type": "'icon'",
        "icon_atlas": f"'{atlas_address(rows)}'",
        "icon_mapping": {str(number): _cell(number) for number in range(len(rows))},
        "get_icon": icon,
        "get_icon_size": size,
        "icon_size_units": "'meters'" if on_ground else "'pixels'",
        "get_icon_pixel_offset": [0, max(row.look.below for row in rows)],
        "update_triggers": {"getIcon": [icon], "getIconSize": [size]},
    }


def _cell(number: int) -> dict[str, float | bool]:
    return {"x": number * CELL, "y": 0, "width": CELL, "height": CELL, "mask": False}


def _casing(overlay: Overlay, data: str) -> pdk.Layer:
    """Return a wider line below the outlines, so that they show on light and dark areas."""
    rows: tuple[Row, ...] = overlay.rows
    widths = [row.look.width + CASING if row.look.width else 0 for row in rows]
    return pdk.Layer(
        "GeoJsonLayer",
        id=f"over-{overlay.name}-casing",
        data=data,
        filled=False,
        stroked=True,
        get_point_radius=0,
        get_line_color=_colours(overlay, "casing"),
        get_line_width=_by_row(overlay, widths, 0),
        line_width_units="'pixels'",
        pickable=False,
    )


def name_layers(overlay: Overlay, cache_key: CacheKey) -> list[pdk.Layer]:
    """Return a layer for each zoom at which names appear.

    Only tile layers have a minimum zoom; each has one tile, the whole world.
    """
    starts = sorted(start for start in set(overlay.from_zoom) if math.isfinite(start))
    return [
        pdk.Layer(
            "TileLayer",
            id=f"{overlay.name}-{overlay.variant}-{start:.2f}",
            data=queries.overlays.shapes_address(cache_key, overlay, zoom=start),
            min_zoom=0,
            max_zoom=0,
            visible_min_zoom=start if number else 0,
            **_letters(overlay),
        )
        for number, start in enumerate(starts)
    ]


def _letters(overlay: Overlay) -> dict[str, Any]:
    look, sizes = overlay.rows[0].look, [row.look.size for row in overlay.rows]
    return {
        "point_type": "'text'",
        "get_text": "properties.says",
        "get_text_size": f"({sizes})[properties.row]",
        "text_size_units": "'pixels'",
        "get_text_color": [*colour_scheme.rgb(look.line), 255],
        "text_font_family": "'Source Sans, sans-serif'",
        "text_font_weight": 600,
        "text_character_set": "'auto'",
        "text_font_settings": {"sdf": True, "fontSize": 48, "buffer": 14, "radius": 20},
        # A halo alone does not do on dark hexagons.
        "text_background": True,
        "get_text_background_color": [*colour_scheme.rgb(look.casing), 150],
        "text_background_padding": [3, 0],
        "text_outline_width": 3,
        "text_outline_color": [*colour_scheme.rgb(look.casing), 235],
        "pickable": False,
    }
