"""Things drawn over the areas, and where the browser fetches their shapes."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.overlays import REGISTRY
from components.overlays.geojson import shapes_for_browser
from components.overlays.model import Overlay, OverlayRequest, Row
from components.overlays.symbol_atlas import atlas
from components.queries.current_store import store_of
from components.queries.memoise import again_where_removed, memoise, published
from components.queries.static_files import publish
from components.queries.texts import release_text
from components.text.rate_warnings import misleading_wards
from data.access.viewer import Audience
from geo.period import Period, latest_year


@memoise(10)
def overlays_offered(release: str) -> tuple[str, ...]:
    """The overlays that the release has the tables for, the topmost first."""
    have = store_of(release).manifest.tables
    kinds = reversed(REGISTRY.values())
    return tuple(kind.name for kind in kinds if set(kind.needs) <= set(have))


def overlays(
    release: str,
    scope: str,
    wanted: Sequence[str],
    *,
    language: str,
    category: str,
    period: Period,
    today: dt.date,
    large: bool,
) -> tuple[Overlay, ...]:
    """Those wanted that the release can give, from below to above."""
    offered = overlays_offered(release)
    return tuple(
        _overlay(
            release,
            scope,
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


@st.cache_resource(max_entries=60, show_spinner=False)
def _overlay(
    release: str,
    scope: str,
    name: str,
    language: str,
    large: bool,
    *,
    category: str,
    period: Period | None,
    today: dt.date | None,
) -> Overlay:
    """One overlay; what it doesn't ask for is left out of the question, and of the key."""
    store = store_of(release)
    asked = OverlayRequest(
        store=store,
        text=release_text(release, language),
        audience=Audience[scope.upper()],
        category=category,
        period=period or latest_year(store.complete_months()),
        today=today or dt.date.max,
        large=large,
    )
    return REGISTRY[name].draw(asked)


@st.cache_resource(max_entries=60, show_spinner=False)
def _publish_shapes(
    release: str, name: str, variant: str, zoom: float | None, _overlay: Overlay
) -> str:
    assert _overlay.public, f"the overlay {name} is not for everybody"
    parts = ["over", name, variant, "" if zoom is None else f"{zoom:.2f}"]
    text = shapes_for_browser(_overlay, zoom=zoom)
    return publish(release, "-".join(filter(None, parts)) + ".geojson", text)


_shapes_on_disk = again_where_removed(_publish_shapes, _publish_shapes.clear)


def shapes_address(release: str, overlay: Overlay, *, zoom: float | None = None) -> str:
    """Return the address of an overlay's shapes; only of those that anybody may see.

    With a `zoom` only of those whose text appears at that one.
    """
    return _shapes_on_disk(release, overlay.name, overlay.variant, zoom, overlay)


@published(60)
def atlas_address(release: str, rows: tuple[Row, ...]) -> str:
    """Return the address of the picture that has the symbols of these rows side by side."""
    return publish(release, "atlas.svg", atlas(rows))


@memoise(10)
def denominators(release: str) -> pd.DataFrame:
    """Wards whose rate per resident misleads, and what stands there (see geo.denominators)."""
    return misleading_wards(store_of(release))
