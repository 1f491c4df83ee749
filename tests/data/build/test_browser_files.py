"""A build writes the geometry that browsers load, and the app serves exactly these files."""

import gzip
import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from components import queries
from components.maps.browser_files import file_at
from components.queries.cache import CacheKey
from data.geometry.browser_shapes import tolerance_of
from data.release import tables
from data.release.browser_folder import FOLDER, INDEX, built_name
from data.release.manifest import Manifest
from data.release.store import Store
from data.schema import BRITISH_GRID, LSOA, WARD
from data.settings import Settings

KINDS = ("areas", "points", "borders")


@pytest.fixture
def key(sample_home: Path, sample_manifest: Manifest) -> CacheKey:
    return CacheKey(sample_manifest.release, "public")


def test_the_build_writes_every_level_and_the_background(
    sample_settings: Settings, sample_manifest: Manifest, sample_store: Store
) -> None:
    release = sample_settings.releases / sample_manifest.release
    folder = release / FOLDER
    names = [f"{level}-{kind}" for level in sample_manifest.levels for kind in KINDS]
    assert {*json.loads((folder / INDEX).read_text())} == {*names, "ground"}
    for level in sample_manifest.levels:
        written = built_name(release, f"{level}-areas")
        assert written
        features = json.loads(gzip.decompress((folder / f"{written}.gz").read_bytes()))["features"]
        assert [f["properties"]["code"] for f in features] == sample_store.codes(level).tolist()


def test_the_app_reads_no_shapes_for_the_addresses_of_a_map(
    key: CacheKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> gpd.GeoDataFrame:
        raise AssertionError("shapes are read")

    monkeypatch.setattr(tables.gpd, "read_parquet", refuse)
    for level in (WARD, LSOA):
        for kind in ("areas", "points"):
            address = queries.shapes._address.__wrapped__(key, f"{level}-{kind}")  # type: ignore[attr-defined]
            assert file_at(*address.split("/")[-3:])
    assert set(queries.places.places.__wrapped__(key)["level"]) >= {WARD, LSOA}  # type: ignore[attr-defined]


def test_the_more_areas_the_coarser_they_are_and_still_a_coverage() -> None:
    side, n = 500.0, 70
    grid = [shapely.box(x * side, y * side, x * side + side, y * side + side)
            for x in range(n) for y in range(n)]  # fmt: skip
    bent = shapely.segmentize(grid, 25.0)
    # Every vertex moves by a few metres that depend on its place alone, so that borders still meet.
    wavy = shapely.transform(bent, lambda at: at + 6 * ((at[:, ::-1] / 25) % 3 - 1))
    names = [f"A{number}" for number in range(n * n)]
    areas = gpd.GeoDataFrame(
        {"name_en": names, "name_cy": names}, index=names, geometry=wavy, crs=BRITISH_GRID
    )
    from data.geometry.browser_shapes import for_browser

    few, many = (
        gpd.GeoDataFrame.from_features(json.loads(for_browser(some)))
        for some in (areas.iloc[: n * 2], areas)
    )
    assert tolerance_of(len(areas)) > tolerance_of(n * 2) == 15.0
    vertices = [shapely.get_num_coordinates(one.geometry.to_numpy()).mean() for one in (few, many)]
    assert vertices[1] < vertices[0]
    assert shapely.coverage_is_valid(many.geometry.to_numpy())
    assert many.geometry.is_valid.all() and not many.geometry.is_empty.any()
