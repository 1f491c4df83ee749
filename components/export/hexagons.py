"""The hexagons of a map's category and period as GeoJSON, and as a layer beside the map."""

import json

import geopandas as gpd
from shapely.geometry import mapping

from components import queries
from components.export.content import provenance
from components.export.geojson import oriented, plain_values, rounded
from components.overlays.hexagons import HEXAGONS
from components.page_context import PageContext
from data.schema import BROWSER_GRID
from geo.categories import is_own
from geo.shapes.hexagons import ACROSS
from geo.stats.suppression import LEAST_COUNT


def offered(here: PageContext) -> bool:
    """Return whether the map counts incidents whose hexagons the release has."""
    counts = here.measure.subject == "category" and here.measure.by_period
    return counts and HEXAGONS.name in queries.overlays.overlays_offered(here.key)


def layer(here: PageContext) -> gpd.GeoDataFrame | None:
    """Return the hexagons with incidents; None where the map has none."""
    if not offered(here):
        return None
    return queries.hotspots.hexagon_areas(here.key, here.subject, here.asked_period())


def as_geojson(here: PageContext, about: dict[str, str]) -> bytes:
    """Return a feature for each hexagon with incidents; provenance and caveats are members."""
    found = layer(here)
    assert found is not None, "there are hexagons where the file is offered"
    degrees = found.to_crs(BROWSER_GRID)
    rows = degrees.drop(columns="geometry").to_dict("records")
    features = [
        {
            "type": "Feature",
            "id": row["hexagon"],
            "properties": plain_values(row),
            "geometry": rounded(mapping(oriented(shape))),
        }
        for row, shape in zip(rows, degrees.geometry, strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "provenance": provenance(here.manifest, {**about, "hexagon_metres": f"{ACROSS:.0f}"}),
        "caveats": caveats(here),
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def caveats(here: PageContext) -> list[str]:
    """Return what must be read with the hexagons."""
    text = here.text
    if is_own(here.subject):
        first = text("overlay.hexagons_own", least=text.number(LEAST_COUNT))
    else:
        first = text("overlay.hexagons_caveat")
    return [first, text("overlay.hot_hexagons_caveat")]
