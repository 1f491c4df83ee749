"""A partner of one authority counts the own incidents of that authority, and no others."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from components import queries
from components.overlays.hexagons import CORNERS
from components.overlays.model import Overlay
from components.queries import area_figures, categories, load_report, measures, place_profile
from components.queries.cache import CacheKey, forget_answers
from data.access.scopes import authorities_of
from data.access.viewer import Audience, Viewer
from data.errors import AccessDenied
from data.file_kinds import LOCAL_INCIDENTS
from data.release.current import open_store
from data.release.store import Store
from data.schema import ASB, COUNTY, LSOA, WARD
from data.settings import Settings
from geo.period import Period
from tests.authorities import MANY, NORTH, SOUTH, TYPE

NOISE, SIREN = "own-noise", "own-planted-siren"
YEAR = Period(first="2025-10", last="2026-09")


@pytest.fixture
def key_of(
    two_authorities: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., CacheKey]]:
    monkeypatch.setenv("MILLTIR_HOME", str(two_authorities.home))
    forget_answers()
    release = open_store(two_authorities)[0].manifest.release
    yield lambda *codes: CacheKey(release, viewer_of(*codes).scope)
    forget_answers()


def viewer_of(*codes: str) -> Viewer:
    """Return a partner of some authorities; of all without any."""
    of_some = frozenset(codes) if codes else None
    return Viewer(name="", audience=Audience.PARTNER, authorities=of_some)


def hexagons(key: CacheKey, category: str) -> Overlay:
    """Return the hexagons of a category."""
    asked: Any = {"language": "en", "period": YEAR, "today": dt.date(2026, 11, 20), "large": False}
    (drawn,) = queries.overlays.overlays(key, ["hexagons"], category=category, **asked)
    return drawn


def wards_of(store: Store, code: str) -> pd.Index:
    own = store.area_names(WARD)["authority_code"]
    return own.index[own == code]


def test_the_counts_of_all_are_those_of_each_authority(key_of: Callable[..., CacheKey]) -> None:
    whole, north, south = (
        queries.current_store.store_of(key) for key in (key_of(), key_of(NORTH), key_of(SOUTH))
    )
    months = whole.months()
    for choice in ("own", NOISE):
        every = whole.counts(WARD, months, [choice])
        for store, code in ((north, NORTH), (south, SOUTH)):
            own, others = wards_of(whole, code), every.index.difference(wards_of(whole, code))
            found = store.counts(WARD, months, [choice])
            assert found[own].equals(every[own]) and found.sum() > 0, (choice, code)
            assert not found[others].any(), (choice, code)
            assert store.counts(COUNTY, months, [choice]).sum() == every[own].sum()
            assert not store.observed(WARD, months, [choice])[others].any()
            assert not store.published(WARD, [choice])[others].any(axis=None)
            assert store.by_month(WARD, [choice])[others].isna().all(axis=None)
            assert store.monthly(WARD, str(others[0]), [choice]).isna().all()
            # Small areas, and what is in none of them.
            small = store.counts(LSOA, months, [choice]).sum()
            assert small + store.nowhere(LSOA, months, [choice]) == every[own].sum()
        both = [store.counts(COUNTY, months, [choice]).sum() for store in (north, south)]
        assert sum(both) == every.sum()
    both_keys = queries.current_store.store_of(key_of(NORTH, SOUTH))
    assert both_keys.counts(COUNTY, months, ["own"]).equals(whole.counts(COUNTY, months, ["own"]))
    assert north.counts(WARD, months, [ASB]).equals(whole.counts(WARD, months, [ASB]))


def test_hexagons_are_those_of_the_own_authority(key_of: Callable[..., CacheKey]) -> None:
    whole = hexagons(key_of(), "own")
    for code in (NORTH, SOUTH):
        key = key_of(code)
        store, drawn = queries.current_store.store_of(key), hexagons(key, "own")
        own = shapely.union_all(store.areas_of(wards_of(store, code)).geometry.to_numpy())
        # A hexagon on the edge has its centre at most half a hexagon's corners outside.
        assert (shapely.distance(own, np.array(drawn.shapes)) <= CORNERS / 2).all()
        assert 0 < len(drawn.shapes) < len(whole.shapes)


def test_the_rate_of_the_whole_is_that_of_the_own_authority(
    key_of: Callable[..., CacheKey],
) -> None:
    key = key_of(NORTH)
    store = queries.current_store.store_of(key)
    own = wards_of(store, NORTH)
    table = area_figures.figures(key, WARD, NOISE, YEAR.months())
    assert table.loc[table.index.difference(own), "rate"].isna().all()
    whole = area_figures.figures(key, COUNTY, NOISE, YEAR.months()).iloc[0]
    people = store.residents(WARD)[own].sum()
    assert whole["incidents"] == table.loc[own, "incidents"].sum()
    assert np.isclose(whole["rate"], 1000 * whole["incidents"] / people)


def test_nothing_tells_of_the_types_and_the_rows_of_another_authority(
    key_of: Callable[..., CacheKey],
) -> None:
    north, south, public = key_of(NORTH), key_of(SOUTH), key_of()._replace(scope="public")
    assert SIREN in categories.countable_categories(south)
    assert SIREN not in categories.countable_categories(north)
    for ask in (
        lambda: categories.require_countable(north, SIREN),
        lambda: area_figures.figures(north, WARD, SIREN, YEAR.months()),
        lambda: measures.measure_table(north, "count", WARD, SIREN, YEAR),
        lambda: place_profile.monthly(north, COUNTY, "", SIREN),
        lambda: hexagons(north, SIREN),
    ):
        with pytest.raises(AccessDenied):
            ask()
    words = queries.texts.release_text(north, "en")
    assert not words.knows(f"category.{SIREN}")
    rows = {}
    for name, key, codes in (("north", north, (NORTH,)), ("south", south, (SOUTH,))):
        (held,) = [
            one
            for one in load_report.holdings(key, viewer_of(*codes))
            if one.source == LOCAL_INCIDENTS
        ]
        rows[name] = held.read
        assert held.read == held.used == sum(held.types.values()) and held.read > 0
        assert {one.file for one in held.files} == {""}
        assert TYPE not in held.types or name == "south"
        assert load_report.rows_left_out(key, (), LOCAL_INCIDENTS).attrs["read"] == held.read
    whole = queries.current_store.store_of(key_of())
    assert rows["north"] + rows["south"] == len(whole.table(LOCAL_INCIDENTS))
    assert rows["south"] > 2 * MANY > rows["north"]
    # Whoever may see what is public could take their own from the number of all.
    seen = queries.current_store.store_of(public)
    assert LOCAL_INCIDENTS not in {one.kind for one in seen.manifest.files}
    assert seen.table(LOCAL_INCIDENTS).empty and not seen.own_incidents().choices()


def test_a_scope_names_its_authorities() -> None:
    assert authorities_of(viewer_of(SOUTH, NORTH).scope) == {NORTH, SOUTH}
    assert authorities_of(viewer_of().scope) is None
    assert authorities_of("partner:") == frozenset()
