"""Orders and groups at stable addresses, as GeoJSON and CSV in the columns of their contracts.

Each answer has what the viewer of the request may see, so that it is never cached between viewers.
"""

import json
from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import mapping
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components import queries
from components.export.geojson import oriented, plain_values, rounded
from components.queries.cache import CacheKey
from components.static_files import base_path
from components.ui import tables
from components.view.viewer import viewer_of_request
from data.access.scopes import audience_of
from data.access.viewer import Audience
from data.contracts import contract_of
from data.errors import MilltirError
from data.release.manifest import Manifest
from data.schema import BRITISH_GRID, BROWSER_GRID

ROUTE = "/published"
TABLES = ("groups", "orders")
# The kinds of files and their media types.
MEDIA_TYPES = {"geojson": "application/geo+json", "csv": "text/csv; charset=utf-8"}
HEADERS = {"cache-control": "private, no-cache"}


def routes() -> list[Route]:
    """Return the route, below the path that the app is served at."""
    return [Route(f"{base_path()}{ROUTE}/{{name}}", published, methods=["GET"])]


def addresses() -> list[str]:
    """Return every address, in the order of the tables."""
    return [f"{base_path()}{ROUTE}/{name}.{ending}" for name in TABLES for ending in MEDIA_TYPES]


# Not a coroutine: Starlette runs it in a thread.
def published(request: Request) -> Response:
    """Answer with a table; 404 without one, 503 if no release can be read."""
    name, _, ending = request.path_params["name"].partition(".")
    if name not in TABLES or ending not in MEDIA_TYPES:
        return _absent(request)
    viewer = viewer_of_request(request.headers)
    try:
        release = queries.current_store.store().manifest.release
        key = CacheKey(release, viewer.scope, queries.current_store.register_state())
        manifest = queries.current_store.store_of(key).manifest
        if name not in manifest.tables:
            return _absent(request)
        table = visible_table(key, name)
    except MilltirError:
        return Response(status_code=503, headers=HEADERS)
    content = as_geojson(table, manifest) if ending == "geojson" else as_csv(table, manifest)
    return Response(content, media_type=MEDIA_TYPES[ending], headers=HEADERS)


def _absent(request: Request) -> Response:
    """Answer that there is no such table, and where there are some."""
    words = {"refused": request.path_params["name"], "addresses": addresses()}
    return JSONResponse(words, status_code=404, headers=HEADERS)


def visible_table(key: CacheKey, name: str) -> gpd.GeoDataFrame:
    """Return groups or orders as viewers of this scope may see them, in the contract's columns."""
    if name == "orders":
        orders = queries.current_store.store_of(key).orders()
        columns = [column for column in contract_of(name).columns if column in orders]
        return orders[[*columns, "geometry"]]
    groups = queries.groups.groups_listed(key)
    points = shapely.points(groups["x"].astype(float), groups["y"].astype(float))
    points[groups["x"].isna().to_numpy()] = None
    hidden = {"public_contact"} if audience_of(key.scope) is Audience.PUBLIC else set()
    columns = [c for c in contract_of(name).columns if c in groups and c not in hidden]
    return gpd.GeoDataFrame(groups[columns], geometry=points, crs=BRITISH_GRID)


def as_geojson(table: gpd.GeoDataFrame, manifest: Manifest) -> bytes:
    """Return a feature for each row, in degrees, with the provenance as extra members."""
    shapes = table.geometry.to_crs(BROWSER_GRID)
    rows = pd.DataFrame(table.drop(columns="geometry")).to_dict("records")
    collection = {
        "type": "FeatureCollection",
        "provenance": provenance(manifest),
        "features": [_feature(row, shape) for row, shape in zip(rows, shapes, strict=True)],
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _feature(row: Mapping[Any, Any], shape: Any) -> dict[str, Any]:
    missing = shape is None or shape.is_empty
    geometry = None if missing else rounded(mapping(oriented(shape)))
    return {"type": "Feature", "properties": plain_values(row), "geometry": geometry}


def as_csv(table: gpd.GeoDataFrame, manifest: Manifest) -> bytes:
    """Return a row for each record, with its place as the contract has it: polygons as WKT."""
    rows = pd.DataFrame(table.drop(columns="geometry"))
    shapes = table.geometry
    if (shapes.geom_type == "Point").any() or shapes.isna().all():
        rows = rows.assign(easting=shapes.x.round(), northing=shapes.y.round())
    else:
        rows = rows.assign(geometry=shapely.to_wkt(shapes.to_numpy(), rounding_precision=1))
    return tables.as_csv(rows, manifest, about={})


def provenance(manifest: Manifest) -> dict[str, str]:
    """Return source, licence and release; a fictional county says so."""
    said = {
        "source": manifest.rights["attribution_en"],
        "licence": manifest.rights["licence_en"],
        "release": manifest.release,
    }
    return {"note": tables.FICTIONAL, **said} if manifest.fictional else said
