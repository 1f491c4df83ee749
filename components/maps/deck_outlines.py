"""Layers above the areas: outlines of the chosen and pinned places, and names of towns."""

import pydeck as pdk

from components import colour_scheme, queries
from components.maps.spec import MapSpec
from components.queries.cache import CacheKey
from components.text.catalogue import Text
from components.view import browser

# The height in pixels of names of the first rank, and of all others.
LABEL_SIZE = (16, 13)
# At least 18 points, to be read from the back.
LARGE_LABEL_SIZE = (26, 24)
LARGE_OUTLINE = 8


def outlines(spec: MapSpec, cache_key: CacheKey, *, large: bool) -> list[pdk.Layer]:
    """Return the outlines of the pinned places and, above them, of the chosen place."""
    lines = []
    if spec.pinned:
        pinned = [pin.place for pin in spec.pinned]
        lines.append(_around("pinned", pinned, colour_scheme.PIN, cache_key, large=large))
    if spec.chosen:
        lines.append(_around("chosen", [spec.chosen], colour_scheme.CHOSEN, cache_key, large=large))
    return lines


def _around(
    name: str, places: list[str], colour: str, cache_key: CacheKey, *, large: bool
) -> pdk.Layer:
    rings = [
        {"path": ring} for place in places for ring in queries.places.outline(cache_key, place)
    ]
    return pdk.Layer(
        "PathLayer",
        id=name,
        data=rings,
        get_path="path",
        get_color=[*colour_scheme.rgb(colour), 255],
        get_width=LARGE_OUTLINE if large else 3.5,
        width_units="'pixels'",
        joint_rounded=True,
        pickable=False,
    )


def pin_letters(spec: MapSpec, cache_key: CacheKey, *, large: bool) -> list[pdk.Layer]:
    """Return the letters of the pinned places, as in the legend, above everything else."""
    if not spec.pinned:
        return []
    letters = [
        {
            "at": queries.places.representative_point(cache_key, pin.place),
            "says": pin.letter,
        }
        for pin in spec.pinned
    ]
    return [
        pdk.Layer(
            "TextLayer",
            id="pin-letters",
            data=letters,
            get_position="at",
            get_text="says",
            get_size=(LARGE_LABEL_SIZE if large else LABEL_SIZE)[1],
            get_color=[255, 255, 255, 255],
            font_family="'Source Sans, sans-serif'",
            font_weight=700,
            background=True,
            get_background_color=[*colour_scheme.rgb(colour_scheme.PIN), 255],
            background_padding=[7, 3],
            pickable=False,
        )
    ]


def labels(text: Text, cache_key: CacheKey, *, large: bool, backed: bool) -> pdk.Layer:
    """Return the names of towns; above overlays they need a background, not only a halo."""
    sizes = LARGE_LABEL_SIZE if large else LABEL_SIZE
    towns = queries.places.ground_labels(cache_key, text.language, sizes)
    if browser.on_phone() or large:
        towns = towns[towns["rank"] == 1]
    rows = [
        {"at": [row["lon"], row["lat"]], "says": text.name(row), "size": row["size"]}
        for row in towns.to_dict("records")
    ]
    return pdk.Layer(
        "TextLayer",
        id=f"labels-{text.language}{'-backed' if backed else ''}",
        data=rows,
        get_position="at",
        get_text="says",
        get_size="size",
        get_color=[*colour_scheme.rgb(colour_scheme.INK), 255],
        font_family="'Source Sans, sans-serif'",
        font_weight=600,
        character_set="'auto'",
        font_settings={"sdf": True, "fontSize": 48, "buffer": 6},
        outline_width=3,
        outline_color=[255, 255, 255, 230],
        background=backed,
        get_background_color=[255, 255, 255, 170],
        background_padding=[3, 0],
        pickable=False,
    )
