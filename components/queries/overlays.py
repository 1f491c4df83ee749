"""Overlays, and the addresses from which the browser loads their shapes."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from components.overlays import REGISTRY
from components.overlays.geojson import shapes_for_browser
from components.overlays.model import Overlay, OverlayRequest, Row
from components.overlays.symbol_atlas import atlas
from components.queries.cache import CacheKey, published, query
from components.queries.current_store import store_of
from components.queries.measures import tables_with_rows
from components.queries.texts import release_text
from components.static_files import publish
from components.text.rate_warnings import misleading_wards
from data.access.viewer import Audience
from geo.period import Period, latest_year


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
    """Return the wanted overlays that the release offers, from the lowest to the topmost."""
    offered = overlays_offered(key)
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
        audience=Audience[key.scope.upper()],
        category=category,
        period=period or latest_year(store.complete_months()),
        today=today or dt.date.max,
        large=large,
    )
    return REGISTRY[name].draw(request)


@published(60)
def shapes_address(
    key: CacheKey, name: str, variant: str, *, _overlay: Overlay, zoom: float | None = None
) -> str:
    """Return the address of the file with an overlay's shapes, which must be public.

    With a `zoom` the file has only the shapes whose text appears at that zoom.
    """
    assert _overlay.public, f"the overlay {name} is not for everybody"
    parts = ["over", name, variant, "" if zoom is None else f"{zoom:.2f}"]
    text = shapes_for_browser(_overlay, zoom=zoom)
    return publish(key.release, "-".join(filter(None, parts)) + ".geojson", text)


@published(60)
def atlas_address(key: CacheKey, rows: tuple[Row, ...]) -> str:
    """Return the address of the picture with the symbols of these rows side by side."""
    return publish(key.release, "atlas.svg", atlas(rows))


@query(10)
def denominators(key: CacheKey) -> pd.DataFrame:
    """Return the wards whose rate per resident misleads."""
    return misleading_wards(store_of(key))
