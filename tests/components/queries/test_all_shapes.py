"""Pages at the size of a country: the shapes of all LSOAs are never held in memory."""

from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from components.queries import cache, groups, shapes
from components.queries.cache import CacheKey
from components.queries.current_store import store_of
from data.release import tables
from data.release.store import Store
from data.schema import LSOA, WARD
from pages import PAGES
from tests.cases import every_case
from tests.pages.conftest import Open, open_page, page_at, words_on

__all__ = ["open_page"]
REACH = 1000.0


@pytest.fixture(autouse=True)
def few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Read few shapes at a time, and nothing from a cache."""
    monkeypatch.setattr(tables, "AREAS_AT_A_TIME", 7)
    _forget()
    yield
    _forget()


def _forget() -> None:
    for clear in cache._EVERY:
        clear()


@pytest.fixture
def no_shapes_of_lsoas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test fail that reads the shapes of all LSOAs at once."""
    areas = Store.areas

    def of_others(store: Store, level: str) -> gpd.GeoDataFrame:
        assert level != LSOA, "all shapes of LSOAs are read"
        return areas(store, level)

    monkeypatch.setattr(Store, "areas", of_others)


@every_case("level", [WARD, LSOA])
def test_parts_have_every_shape_in_the_order_of_the_codes(sample_store: Store, level: str) -> None:
    parts = list(sample_store.area_parts(level))
    assert len(parts) > 1
    whole = gpd.GeoSeries(pd.concat(parts))
    areas = sample_store.areas(level)
    assert whole.index.equals(sample_store.codes(level)) and whole.crs == areas.crs
    assert shapely.equals_exact(whole.to_numpy(), areas.geometry.to_numpy()).all()


@every_case("level", [WARD, LSOA])
def test_groups_and_distances_are_those_of_all_shapes_at_once(
    analyst: CacheKey, level: str
) -> None:
    table = groups.groups_by_area(analyst, level, groups.EVERY_KIND, REACH)
    areas = store_of(analyst).areas(level)
    listed = groups.groups_listed(analyst)
    located = listed.dropna(subset=["x", "y"])
    points = shapely.points(located["x"], located["y"])
    far = shapely.distance(areas.geometry.to_numpy()[:, None], points[None, :])
    assert table["metres"].to_numpy() == pytest.approx(far.min(axis=1))
    assert list(table["nearest"]) == list(located.index[far.argmin(axis=1)])
    inside = shapely.intersects(areas.geometry.to_numpy()[:, None], points[None, :])
    own = (located["covers"] == WARD).to_numpy()
    expected = inside[:, own].sum(axis=1)
    if level == WARD:
        serving = listed.loc[listed["covers"] == WARD, "ward_code"].value_counts()
        expected = serving.reindex(areas.index, fill_value=0).to_numpy()
    assert table["groups"].tolist() == expected.tolist()
    middle = gpd.GeoSeries(store_of(analyst).areas(LSOA).geometry).centroid
    home = groups.group_homes(analyst, groups.EVERY_KIND, REACH)
    nearest = np.hypot(
        middle.x.to_numpy()[:, None] - located["x"].to_numpy(),
        middle.y.to_numpy()[:, None] - located["y"].to_numpy(),
    ).min(axis=1)
    assert home["metres"].to_numpy() == pytest.approx(nearest)


def test_many_areas_are_drawn_from_the_shapes_that_the_build_wrote(
    analyst: CacheKey, monkeypatch: pytest.MonkeyPatch, no_shapes_of_lsoas: None
) -> None:
    monkeypatch.setattr(shapes, "FINE_AREAS", 10)
    drawn = shapes.print_shapes(analyst, LSOA)
    areas = pd.concat(store_of(analyst).area_parts(LSOA))
    assert drawn.codes == tuple(areas.index) and shapely.is_valid(drawn.areas).all()
    exact = areas.to_numpy()
    differs = shapely.area(shapely.symmetric_difference(drawn.areas, exact)).sum()
    assert differs < 0.02 * shapely.area(exact).sum()
    assert shapely.contains_xy(drawn.areas, *drawn.points.T).all()


@every_case("address", [page.address for page in PAGES])
def test_no_page_reads_the_shapes_of_all_lsoas(
    sample_home: Path,
    open_page: Open,
    sample_store: Store,
    monkeypatch: pytest.MonkeyPatch,
    no_shapes_of_lsoas: None,
    address: str,
) -> None:
    """What one page has asked is not asked again by the next: such a question would have failed."""
    monkeypatch.setattr(shapes, "FINE_AREAS", 10)
    lsoa = str(sample_store.codes(LSOA)[3])
    app = open_page(page_at(address), level=LSOA, place=lsoa, overlays="lsoas.deprived")
    assert not app.exception and not app.error
    assert words_on(app)
