"""Hexagons in files: the map's own numbers, own incidents for partners alone and never a few."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest

from components import queries
from components.export import hexagons, menu
from components.page_context import PageContext, context_of
from components.page_models import map_figures
from components.queries.cache import CacheKey
from components.view.view import View
from data.access.viewer import Audience, Viewer
from data.errors import AccessDenied
from data.release.store import Store
from data.schema import BRITISH_GRID
from geo.period import Period
from geo.stats.suppression import LEAST_COUNT

YEAR = Period(first="2025-10", last="2026-09")
AREA = 500**2 * 3**0.5 / 2


def here_of(audience: Audience, **fields: Any) -> PageContext:
    view = View(level="ward", category="violent-crime", **{"measure": "count", **fields})
    return context_of(view, Viewer(name="", audience=audience))


@pytest.mark.usefixtures("sample_home")
def test_the_file_has_the_incidents_of_the_release_and_its_hot_spots(sample_store: Store) -> None:
    here = here_of(Audience.PUBLIC)
    made = json.loads(hexagons.as_geojson(here, {"measure": "count"}))
    rows = [one["properties"] for one in made["features"]]
    counts = sample_store.point_counts(YEAR.months())
    wanted = counts.loc[counts["category"] == "violent-crime", "incidents"].sum()
    assert sum(row["incidents"] for row in rows) == wanted > 0
    assert min(row["incidents"] for row in rows) == 1
    drawn = queries.overlays.overlays(
        here.key, ["hot_hexagons"], language="en", category="violent-crime", period=YEAR,
        today=here.today, large=False,
    )  # fmt: skip
    assert sum(row["hot_spot"] for row in rows) == drawn[0].rows[0].things > 5
    assert made["provenance"]["release"] == sample_store.manifest.release
    assert "Gi*" in made["caveats"][1] and "fixed set of points" in made["caveats"][0]
    assert {one["id"] for one in made["features"]} == {row["hexagon"] for row in rows}


@pytest.mark.usefixtures("sample_home")
def test_the_geopackage_has_them_as_a_second_layer(tmp_path: Path) -> None:
    here = here_of(Audience.PUBLIC, measure="hotspots")
    shown = map_figures.query_map(here)
    path = tmp_path / "map.gpkg"
    path.write_bytes(menu._writers(here, shown)["gpkg"]())
    cells = gpd.read_file(path, layer="hexagons")
    assert cells.crs == BRITISH_GRID and cells.geometry.is_valid.all()
    assert cells.area.round().eq(round(AREA)).all() and cells["hot_spot"].any()
    # The measure itself is the first layer, with its classes.
    wards = gpd.read_file(path, layer="map")
    assert {"spot", "incidents", "map_label"} <= set(wards) and len(wards) == len(shown.listed)
    with closing(sqlite3.connect(path)) as database:
        said = "SELECT description FROM gpkg_contents WHERE table_name = 'hexagons'"
        assert hexagons.caveats(here)[0] in database.execute(said).fetchone()[0]


@pytest.mark.usefixtures("sample_home")
def test_own_incidents_are_in_files_of_partners_alone_and_never_a_few(sample_store: Store) -> None:
    noise = here_of(Audience.PARTNER)
    noise = replace(noise, view=replace(noise.view, category="own-noise"))
    found = hexagons.layer(noise)
    assert found is not None and found["incidents"].min() >= LEAST_COUNT and len(found) > 20
    made = json.loads(hexagons.as_geojson(noise, {}))
    assert "fewer than 5" in made["caveats"][0]
    public = CacheKey(sample_store.manifest.release, "public")
    with pytest.raises(AccessDenied):
        queries.hotspots.hexagon_areas(public, "own-noise", YEAR)


@pytest.mark.usefixtures("sample_home")
def test_a_map_that_counts_no_incidents_offers_no_hexagons() -> None:
    assert hexagons.offered(here_of(Audience.PUBLIC))
    for measure in ("deprivation", "perceived"):
        here = here_of(Audience.PUBLIC, measure=measure)
        assert not hexagons.offered(here) and hexagons.layer(here) is None
