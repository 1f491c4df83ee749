"""Overlays, and the addresses from which the browser loads their shapes."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress

import numpy as np
import pandas as pd
import shapely

from components.overlays import REGISTRY
from components.overlays.geojson import shapes_for_browser
from components.overlays.model import LARGE, Overlay, OverlayRequest
from components.overlays.ward_names import LEVEL_NAMES, NAMES
from components.queries.cache import CacheKey, query
from components.queries.categories import require_countable
from components.queries.current_store import store_of
from components.queries.measures import tables_with_rows
from components.queries.shapes import print_shapes
from components.queries.texts import release_text
from components.static_files import address_of
from components.text.catalogue import LANGUAGES
from components.text.rate_warnings import misleading_wards
from data.access.scopes import audience_of
from data.access.viewer import Audience
from data.files.published_file import LETTERS, PublishedFile, publish
from geo.categories import ALL_CRIME
from geo.period import Period, latest_year

# What is drawn over the areas: the overlays that can be chosen, and the names of places.
DRAWN = REGISTRY | {kind.name: kind for kind in (NAMES, *LEVEL_NAMES.values())}
OVERLAYS, PUBLIC = "overlays", Audience.PUBLIC.name.lower()
# FILE_NAME: the overlay, its variant, the zoom of its texts, and the digest of the content.
FILE_NAME = re.compile(
    rf"([a-z_]+)(?:-([a-z][a-z-]*))??(?:-(-?\d+\.\d\d))?-[0-9a-f]{{{LETTERS}}}\.geojson"
)


@query(10)
def overlays_offered(key: CacheKey) -> tuple[str, ...]:
    """Return the overlays for which the release has the tables, the topmost first."""
    have = tables_with_rows(key)
    kinds = reversed(REGISTRY.values())
    return tuple(kind.name for kind in kinds if set(kind.needs) <= have)


def overlays(
    key: CacheKey,
    wanted: Sequence[str],
    *,
    language: str,
    category: str,
    period: Period,
    today: dt.date,
    large: bool,
) -> tuple[Overlay, ...]:
    """Return the wanted overlays that the release offers, from the lowest to the topmost.

    Raise AccessDenied if one of them is of a category that viewers of the scope may not choose.
    """
    offered = overlays_offered(key)
    if any("category" in REGISTRY[name].asks for name in wanted if name in offered):
        require_countable(key, category)
    return tuple(
        _overlay(
            key,
            kind.name,
            language,
            large,
            category=category if "category" in kind.asks else "",
            period=period if "period" in kind.asks else None,
            today=today if "today" in kind.asks else None,
        )
        for kind in REGISTRY.values()
        if kind.name in wanted and kind.name in offered
    )


@query(60)
def overlays_near(
    key: CacheKey,
    place: str,
    wanted: Sequence[str],
    *,
    language: str,
    category: str,
    period: Period,
    today: dt.date,
    large: bool,
) -> tuple[Overlay, ...]:
    """Return the wanted overlays with only the shapes near a place, for a map of that place.

    Their legends count the things of the whole area.
    """
    drawn = overlays(
        key,
        wanted,
        language=language,
        category=category,
        period=period,
        today=today,
        large=large,
    )
    west, south, east, north = store_of(key).areas_of([place]).geometry[place].bounds
    side = max(east - west, north - south)
    around = shapely.box(west - side, south - side, east + side, north + side)
    return tuple(_within(overlay, around, place) for overlay in drawn)


def _within(overlay: Overlay, around: shapely.Geometry, place: str) -> Overlay:
    """Return an overlay with the shapes that are at least partly in an area."""
    inside = shapely.intersects(np.array(overlay.shapes, dtype=object), around)
    return replace(
        overlay,
        near=place,
        shapes=tuple(compress(overlay.shapes, inside)),
        row_of=tuple(compress(overlay.row_of, inside)),
    )


@query(20)
def _private(key: CacheKey, name: str, variant: str, near: str, *, _drawn: Overlay) -> str:
    return shapes_for_browser(_drawn)


def private_shapes(key: CacheKey, overlay: Overlay) -> str:
    """Return the shapes of an overlay as the text of GeoJSON, for the viewers of one scope.

    Like those of a public overlay they depend on no category, period or day.
    """
    return _private(key, overlay.name, overlay.variant, overlay.near, _drawn=overlay)


def place_names(key: CacheKey, *, language: str, large: bool, level: str = "") -> Overlay:
    """Return the names of towns and wards, each with the zoom from which it fits.

    On a map of authorities or partnerships these are their own names.
    """
    name = LEVEL_NAMES.get(level, NAMES).name
    return _overlay(key, name, language, large, category="", period=None, today=None)


@query(60)
def _overlay(
    key: CacheKey,
    name: str,
    language: str,
    large: bool,
    *,
    category: str,
    period: Period | None,
    today: dt.date | None,
) -> Overlay:
    """Return one overlay. Choices that it doesn't depend on are left out of the cache key."""
    store = store_of(key)
    request = OverlayRequest(
        store=store,
        text=release_text(key, language),
        audience=audience_of(key.scope),
        category=category,
        period=period or latest_year(store.complete_months()),
        today=today or dt.date.max,
        large=large,
        light_shapes=lambda level: print_shapes(key, level).areas,
    )
    return DRAWN[name].draw(request)


def shapes_address(key: CacheKey, overlay: Overlay, *, zoom: float | None = None) -> str:
    """Return the address of an overlay's shapes, which must be public.

    With a `zoom` it has only the shapes whose text appears at that zoom.
    """
    assert overlay.public, f"the overlay {overlay.name} is not for everybody"
    at = "" if zoom is None else f"{zoom:.2f}"
    file = _file(CacheKey(key.release, PUBLIC), overlay.name, overlay.variant, at, _drawn=overlay)
    return address_of(OVERLAYS, key.release, file.name)


def overlay_file(key: CacheKey, name: str) -> PublishedFile | None:
    """Return the shapes of an overlay by the name in their address; None if there are none.

    They are drawn again if no page of this process has asked for them.
    """
    asked = FILE_NAME.fullmatch(name)
    if not asked:
        return None
    try:
        file = _file(CacheKey(key.release, PUBLIC), *asked.groups(""))
    except LookupError:
        return None
    return file if file.name == name else None


@query(80)
def _file(
    key: CacheKey, name: str, variant: str, at: str, *, _drawn: Overlay | None = None
) -> PublishedFile:
    """Return the file of an overlay's shapes, which are the same for every viewer."""
    overlay = _drawn or _public_overlay(key, name, variant)
    zoom = float(at) if at else None
    if zoom is not None and zoom not in overlay.from_zoom:
        raise LookupError(at)
    text = shapes_for_browser(overlay, zoom=zoom)
    return publish("-".join(filter(None, (name, variant, at))), "geojson", text.encode())


def _public_overlay(key: CacheKey, name: str, variant: str) -> Overlay:
    """Return an overlay for its shapes, which depend on no category, period or day."""
    if name not in (*overlays_offered(key), NAMES.name):
        raise LookupError(name)
    language = variant.removesuffix(LARGE) or LANGUAGES[0]
    if language not in LANGUAGES:
        raise LookupError(variant)
    overlay = _overlay(
        key,
        name,
        language,
        variant.endswith(LARGE),
        category=ALL_CRIME if "category" in DRAWN[name].asks else "",
        period=None,
        today=None,
    )
    if not overlay.public or overlay.variant != variant:
        raise LookupError(name)
    return overlay


@query(10)
def denominators(key: CacheKey) -> pd.DataFrame:
    """Return the wards whose rate per resident misleads."""
    return misleading_wards(store_of(key))
