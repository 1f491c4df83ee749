"""The names of towns on the map: those that fit, the most important first."""

import geopandas as gpd
import pandas as pd
import pytest

from components.maps.deck_outlines import LABEL_SIZE, LARGE_LABEL_SIZE
from components.queries import current_store, places
from components.queries.cache import CacheKey
from components.text.catalogue import LANGUAGES
from data.schema import BRITISH_GRID
from tests.cases import every_case


@every_case("language", LANGUAGES)
def test_every_name_of_the_sample_county_fits(public: CacheKey, language: str) -> None:
    shown = places.ground_labels(public, language, LABEL_SIZE)
    ground = current_store.store_of(public).ground()
    assert len(shown) == (ground["kind"] == "label").sum()
    assert set(zip(shown["rank"], shown["size"], strict=True)) == {(1, 16), (2, 13)}


def test_a_name_gives_way_to_a_more_important_one(
    public: CacheKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = current_store.store_of(public)
    middle = store.areas("county").geometry.iloc[0].centroid
    xs = [middle.x, middle.x + 300, middle.x + 12_000]
    names = pd.DataFrame({"name_en": ["Small", "Large", "Far"], "name_cy": ["Bach", "Mawr", None]})
    table = names.assign(kind="label", rank=[2, 1, 3])
    ground = gpd.GeoDataFrame(
        table, geometry=gpd.points_from_xy(xs, [middle.y] * 3), crs=BRITISH_GRID
    )
    monkeypatch.setattr(type(store), "ground", lambda self: ground)
    # Sizes that no page asks for, so that nothing is left in the cache of queries.
    shown = places.ground_labels(public, "en", (LARGE_LABEL_SIZE[0], 14))
    assert shown["name_en"].tolist() == ["Large", "Far"]
