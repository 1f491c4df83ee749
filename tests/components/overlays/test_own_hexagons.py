"""Hexagons of partners' own incidents: for partners alone, and none that could tell of a home."""

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd
import pytest

from components.overlays.hexagon_counts import hexagons_for
from components.overlays.model import NOT_DRAWN
from components.queries import overlays
from components.queries.cache import CacheKey
from data.access.viewer import Audience
from data.errors import AccessDenied
from data.release.manifest import Manifest
from data.release.store import Store
from geo.period import Period
from geo.shapes.hexagons import centres, hexagons_of
from geo.stats.suppression import LEAST_COUNT
from tests.components.overlays.conftest import Draw

NOISE, DOGS, FIRES = "own-noise", "own-barking-dog", "own-deliberate-fire"
OVERLAYS = ("hexagons", "hot_hexagons")
YEAR = Period(first="2025-10", last="2026-09")


def counted(store: Store, period: Period, *types: str) -> pd.Series:
    """Return incidents by the centre of their hexagon, counted from the table."""
    rows = store.table("local_incidents")
    rows = rows[rows["x"].notna() & rows["month"].isin(period.months())]
    if types:
        rows = rows[rows["type"].isin(types)]
    cells = hexagons_of(rows["x"].astype(float), rows["y"].astype(float))
    return (
        pd.Series(1, pd.MultiIndex.from_frame(centres(cells).round(3))).groupby(level=[0, 1]).sum()
    )


def at(shape: Any) -> tuple[float, float]:
    return round(shape.x, 3), round(shape.y, 3)


def test_every_drawn_hexagon_has_the_incidents_of_its_row(draw: Draw, sample_store: Store) -> None:
    found = draw("hexagons", category=NOISE, period=YEAR, audience=Audience.PARTNER)
    counts = counted(sample_store, YEAR, "noise")
    drawn = [
        (counts[at(shape)], found.rows[row].label)
        for shape, row in zip(found.shapes, found.row_of, strict=True)
        if row != NOT_DRAWN
    ]
    assert len(drawn) == (counts >= LEAST_COUNT).sum() > 20
    assert sum(n for n, _ in drawn) == counts[counts >= LEAST_COUNT].sum()
    for n, label in drawn:
        numbers = [int(word) for word in label.split() if word.isdigit()]
        most = np.inf if "more" in label else numbers[-1]
        assert LEAST_COUNT <= numbers[0] <= n <= most, label


def test_no_position_with_few_incidents_is_sent(draw: Draw, sample_store: Store) -> None:
    """Also those that aren't drawn: the browser would have them all the same."""
    whole = counted(sample_store, Period(first="2000-01", last="2026-12"))
    few = whole.index[whole < LEAST_COUNT]
    assert len(few) > 20
    for name in OVERLAYS:
        sent = {at(shape) for shape in draw(name, category=NOISE, period=YEAR).shapes}
        assert sent == set(whole.index[whole >= LEAST_COUNT]) and sent.isdisjoint(few)


def test_no_choice_moves_the_positions(draw: Draw) -> None:
    for name in OVERLAYS:
        shapes = {
            draw(name, category=category, period=period).shapes
            for category in ("own", NOISE, DOGS, FIRES)
            for period in (YEAR, Period(first="2026-03", last="2026-03"))
        }
        assert len(shapes) == 1 and draw(name).shapes not in shapes


def test_a_hot_hexagon_has_enough_incidents_of_its_own(draw: Draw, sample_store: Store) -> None:
    found = draw("hot_hexagons", category=NOISE, period=YEAR)
    counts = counted(sample_store, YEAR, "noise")
    hot = [
        counts[at(shape)]
        for shape, row in zip(found.shapes, found.row_of, strict=True)
        if row != NOT_DRAWN
    ]
    assert found.rows[0].things == len(hot) > 5 and min(hot) >= LEAST_COUNT
    assert np.mean(hot) > counts.mean()


def test_incidents_without_an_exact_location_are_counted(draw: Draw, sample_store: Store) -> None:
    found = draw("hexagons", category=FIRES, period=YEAR)
    rows = sample_store.table("local_incidents")
    there = (rows["type"] == "deliberate fire") & rows["month"].isin(YEAR.months())
    assert set(found.row_of) == {NOT_DRAWN} and there.sum() > 0
    assert found.caveats[-1].startswith(f"{there.sum()} incidents are known by their area only")


def test_the_public_gets_none_whatever_is_asked(
    draw: Draw, sample_home: Any, sample_manifest: Manifest, sample_store: Store
) -> None:
    public, partner = (CacheKey(sample_manifest.release, who) for who in ("public", "partner"))
    asked: Any = {"language": "en", "period": YEAR, "today": dt.date(2026, 11, 20), "large": False}
    for name in OVERLAYS:
        for audience in (Audience.NOBODY, Audience.PUBLIC):
            with pytest.raises(AccessDenied):
                draw(name, category=NOISE, audience=audience)
        for category in ("own", NOISE):
            with pytest.raises(AccessDenied):
                overlays.overlays(public, [name], category=category, **asked)
            (found,) = overlays.overlays(partner, [name], category=category, **asked)
            # Public shapes have an address that everybody may fetch; these have none.
            assert not found.public
            with pytest.raises(AssertionError):
                overlays.shapes_address(partner, found)
        (police,) = overlays.overlays(public, [name], category="burglary", **asked)
        file = overlays.shapes_address(public, police).rpartition("/")[2]
        assert overlays.overlay_file(public, file)
        assert not overlays.overlay_file(public, file.replace(f"{name}-", f"{name}-own-"))


def test_without_located_incidents_there_is_nothing_to_draw(sample_store: Store) -> None:
    class Unplaced:
        def located(self, choice: str) -> pd.DataFrame:
            return pd.DataFrame({"month": [], "x": [], "y": []}).astype({"x": float, "y": float})

        def total(self, choice: str, months: list[str]) -> int:
            return 7

        def months(self, choice: str, within: list[str]) -> list[str]:
            return within

    class Empty:
        def __getattr__(self, name: str) -> Any:
            return getattr(sample_store, name)

        def own_incidents(self) -> Unplaced:
            return Unplaced()

    found = hexagons_for(Empty(), NOISE, Audience.PARTNER)  # type: ignore[arg-type]
    months = YEAR.months()
    assert found.cells.empty and found.counts(months).empty and found.unplaced(months) == 7
