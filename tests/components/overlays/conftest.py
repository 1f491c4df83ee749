"""Fixture: the overlays of the sample county."""

import datetime as dt
from collections.abc import Callable

import pytest

from components.overlays.model import Overlay, OverlayRequest
from components.queries.overlays import DRAWN
from components.text.catalogue import Text
from data.access.viewer import Audience
from data.release.store import Store
from geo.period import Period, latest_year

Draw = Callable[..., Overlay]
TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def draw(sample_store: Store) -> Draw:
    """A function that draws the overlay of a name for a viewer."""

    def draw_(
        name: str,
        *,
        language: str = "en",
        audience: Audience = Audience.ANALYST,
        category: str = "all-crime",
        period: Period | None = None,
        large: bool = False,
        store: Store = sample_store,
    ) -> Overlay:
        asked = OverlayRequest(
            store=store,
            text=Text(language),
            audience=audience,
            category=category,
            period=period or latest_year(store.complete_months()),
            today=TODAY,
            large=large,
            light_shapes=lambda level: store.areas(level).geometry.to_numpy(),
        )
        return DRAWN[name].draw(asked)

    return draw_
