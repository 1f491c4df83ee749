"""The server: warm-up before the first visitor, a health check, and the files that maps load."""

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from components.maps import browser_files
from components.queries.cache import CacheKey
from components.server.stack import middleware
from components.text.catalogue import LANGUAGES
from components.view.viewer import local_viewer
from data.errors import MilltirError
from data.settings import load_settings
from pages import PAGES

# The modules of the map page, the slowest page to load.
WARM_UP_MODULES = (
    "ui.page_frame",
    "maps.deck_map",
    "ui.place_summary",
    "page_models.map_figures",
    "explorer.controls",
    "explorer.animation",
    "explorer.projector",
    "maps.navigation",
    "maps.legend",
    "export.menu",
    "explorer.compare_places",
    "snapshot.dialog",
)


@asynccontextmanager
async def ready(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Load modules and open the release, so that the first visitor does not wait for it."""
    del app
    # Streamlit warns of every call outside a session; here there is none on purpose.
    logging.disable(logging.WARNING)
    _warm_up()
    logging.disable(logging.NOTSET)
    # Streamlit collects garbage after every run: objects loaded so far are left out of it.
    gc.collect()
    gc.freeze()
    yield {}


def _warm_up() -> None:
    """Load the slow modules, draw a first chart, register the pages, and open the release.

    Until navigation has been called once in a process, Streamlit treats pages/ as an app of its
    older kind, and answers the first deep link with "page not found".
    """
    for name in WARM_UP_MODULES:
        import_module(f"components.{name}")
    from components import queries
    from components.ui import charts

    charts.preload_plotly(queries.texts.text_in(LANGUAGES[0]))
    st.navigation([st.Page(entry.path) for entry in PAGES], position="hidden")
    try:
        _answer_first_questions()
    except MilltirError as error:
        logging.getLogger("milltir").error("%s", error)


def _answer_first_questions() -> None:
    """Open the release and answer what every map asks, which takes seconds for a whole country."""
    from components import queries

    scope = local_viewer(load_settings()).scope
    key = CacheKey(queries.current_store.store().manifest.release, scope)
    queries.places.valid_view_values(scope)
    queries.places.names(key)
    queries.overlays.denominators(key)


async def health(request: Request) -> JSONResponse:
    """Return 200 with the release that is served, or 503 if there is none."""
    from components import queries

    del request
    try:
        release = queries.current_store.store().manifest.release
        status = "fallen back" if queries.current_store.fallen_back_from() else "ok"
    except MilltirError as error:
        return JSONResponse({"status": "no release", "why": str(error)}, status_code=503)
    return JSONResponse({"status": status, "release": release})


app = st.App(
    "app.py",
    routes=[Route("/health", health), *browser_files.routes()],
    middleware=middleware(load_settings()),
    lifespan=ready,
)
