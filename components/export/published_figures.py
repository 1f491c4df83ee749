"""The figures of every level and measure at stable addresses: CSV, Parquet and GeoJSON.

Power BI, QGIS and Excel refresh from them. An address takes the parameters of the map's address
(category, period, language); without a period it has the latest year. Each answer has what the
viewer of the request may see, so that it is never cached between viewers.
"""

import hashlib
import io
import json
from urllib.parse import parse_qsl, urlencode

import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components import queries
from components.export import published_columns
from components.export.content import provenance
from components.export.geojson import as_geojson
from components.export.menu import about_of, content_of, figures_of
from components.page_context import PageContext, context_of
from components.page_models import map_figures
from components.static_files import base_path
from components.text.catalogue import LANGUAGES
from components.ui import tables
from components.view.address import read_address
from components.view.viewer import viewer_of_request
from data.access.viewer import Viewer
from data.errors import AccessDenied, MilltirError
from geo.measures import MEASURES

ROUTE = "/published/figures"
INDEX = "index.json"
# DICTIONARY: what each column says, as JSON for programs and as CSV for spreadsheets.
DICTIONARY = ("dictionary.json", "dictionary.csv")
# The kinds of files and their media types.
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
}
# PARAMETERS: what an address may ask for besides level and measure.
PARAMETERS = ("lang", "category", "topic", "domain", "period")
HEADERS = {"cache-control": "private, no-cache"}
JSON = "application/json"


def routes() -> list[Route]:
    """Return the routes, below the path that the app is served at."""
    root = f"{base_path()}{ROUTE}"
    return [
        Route(index_address(), index, methods=["GET"]),
        *(Route(f"{root}/{name}", dictionary, methods=["GET"]) for name in DICTIONARY),
        Route(f"{root}/{{level}}/{{name}}", figures, methods=["GET"]),
    ]


def index_address() -> str:
    """Return the address of the index."""
    return f"{base_path()}{ROUTE}/{INDEX}"


# Not coroutines: Starlette runs them in threads.
def index(request: Request) -> Response:
    """Answer with every address, what each can be asked for, and where the columns are told."""
    try:
        here = _context(request)
    except (BadParameters, MilltirError) as error:
        return _refused(error)
    known = queries.places.valid_view_values(here.viewer.scope)
    root = f"{base_path()}{ROUTE}"
    levels = {
        level: [name for name in known.measures if level in MEASURES[name].levels]
        for level in known.levels
    }
    content = {
        **provenance(here.manifest, {}),
        "first_month": here.manifest.first_month,
        "last_month": here.manifest.last_month,
        "dictionary": [f"{root}/{name}" for name in DICTIONARY],
        "parameters": _parameters(here.viewer),
        "addresses": [
            f"{root}/{level}/{name}.{ending}"
            for level, names in levels.items()
            for name in names
            for ending in MEDIA_TYPES
        ],
    }
    return _answer(request, json.dumps(content, ensure_ascii=False, indent=1).encode(), JSON)


def dictionary(request: Request) -> Response:
    """Answer with what each column of the figures says, in both languages."""
    rows = list(published_columns.described())
    if request.url.path.endswith(".csv"):
        content = pd.DataFrame(rows).to_csv(index=False).encode("utf-8-sig")
        return _answer(request, content, MEDIA_TYPES["csv"])
    return _answer(request, json.dumps(rows, ensure_ascii=False, indent=1).encode(), JSON)


def figures(request: Request) -> Response:
    """Answer with a measure of a level; 404 without one, 400 for what can't be asked for."""
    level = request.path_params["level"]
    name, _, ending = request.path_params["name"].partition(".")
    if ending not in MEDIA_TYPES or level not in getattr(MEASURES.get(name), "levels", ()):
        words = {"refused": f"{level}/{request.path_params['name']}", "addresses": index_address()}
        return JSONResponse(words, status_code=404, headers=HEADERS)
    try:
        content = _written(_context(request, level=level, measure=name), ending)
    except (BadParameters, MilltirError) as error:
        return _refused(error)
    return _answer(request, content, MEDIA_TYPES[ending])


class BadParameters(ValueError):
    """Parameters of an address that mean nothing; `expected` has what there is, by name."""

    def __init__(self, refused: dict[str, str], viewer: Viewer) -> None:
        super().__init__(urlencode(refused))
        self.expected = _parameters(viewer)


def _parameters(viewer: Viewer) -> dict[str, list[str] | str]:
    """Return what an address may ask for, as far as the viewer may see it."""
    known = queries.places.valid_view_values(viewer.scope)
    last = known.months[-1]
    return {
        "lang": list(LANGUAGES),
        "category": list(known.categories),
        "topic": list(known.topics),
        "domain": list(known.domains),
        "period": f"FIRST_LAST, such as {last}_{last}, with months from {known.months[0]} to "
        f"{last}; the latest year without it",
    }


def _context(request: Request, **fixed: str) -> PageContext:
    """Return what an address asks for; raise BadParameters if it isn't a view of the map."""
    given = dict(parse_qsl(request.scope["query_string"].decode("latin-1")))
    unknown = {name: value for name, value in given.items() if name not in PARAMETERS}
    viewer = viewer_of_request(request.headers)
    reading = read_address({**fixed, **given}, queries.places.valid_view_values(viewer.scope))
    if refused := {**unknown, **reading.refused}:
        raise BadParameters(refused, viewer)
    return context_of(reading.view, viewer)


def _written(here: PageContext, ending: str) -> bytes:
    """Return the figures of a view in a format."""
    shown = map_figures.query_map(here)
    if ending == "geojson":
        return as_geojson(content_of(here, shown))
    rows, about = figures_of(here, shown), about_of(here, shown)
    if ending == "csv":
        return tables.as_csv(rows, here.manifest, about=about)
    buffer = io.BytesIO()
    rows.assign(**provenance(here.manifest, about)).to_parquet(buffer, index=False)
    return buffer.getvalue()


def _answer(request: Request, content: bytes, media_type: str) -> Response:
    """Answer with the content, or with 304 if the client has the same."""
    headers = {**HEADERS, "etag": f'"{hashlib.sha256(content).hexdigest()[:32]}"'}
    if headers["etag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def _refused(error: Exception) -> Response:
    """Answer what can't be had: 400 by its name, 403 for others' figures, 503 without data."""
    if isinstance(error, BadParameters):
        words = {"refused": str(error), "parameters": error.expected}
        content = json.dumps(words, ensure_ascii=False)
        return Response(content, status_code=400, media_type=JSON, headers=HEADERS)
    code = 403 if isinstance(error, AccessDenied) else 503
    return Response(status_code=code, headers=HEADERS)
