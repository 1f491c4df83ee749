"""The server: warm-up before the first visitor, a health check, and the files that maps load."""

import asyncio
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

from components.export import published_figures, published_records
from components.maps import browser_files
from components.news import feed
from components.queries.cache import CacheKey
from components.server.binding import check_binding
from components.server.held_uploads import let_go_now_and_then
from components.server.log import write_log
from components.server.sockets import limit_connections
from components.server.stack import middleware
from components.static_files import ROUTE
from components.text.catalogue import LANGUAGES
from components.view.viewer import local_viewer
from components.work import process
from data.audit import recording
from data.backup.journal import undo_unfinished
from data.errors import BrokenRelease, MilltirError
from data.files.durable import close_to_others
from data.settings import load_settings
from pages import PAGES

# The modules of the map page, the slowest page to load.
WARM_UP_MODULES = (
    "ui.page_frame",
    "maps.deck_map",
    "page_models.place_summary",
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


# YOUNG: so many new objects before Python looks for garbage among them.
YOUNG = 50_000
# CLOSED: beginnings of the addresses that need a sign-in, where one is set up.
CLOSED = (published_records.ROUTE, feed.ROUTE, ROUTE)


@asynccontextmanager
async def ready(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Load modules and open the release, so that the first visitor does not wait for it."""
    del app
    write_log(load_settings().log)
    limit_connections()
    # Streamlit warns of every call outside a session; here there is none on purpose.
    logging.disable(logging.WARNING)
    close_to_others(*load_settings().private_folders)
    _undo_unfinished_restoration()
    _warm_up()
    logging.disable(logging.NOTSET)
    # Objects loaded so far are left out of every collection. New ones are looked through less
    # often, as a run makes ten thousands of them and leaves few behind.
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
    recording.start(load_settings())
    process.start()
    now_and_then = (let_go_now_and_then, process.sweep_now_and_then)
    sweeps = [asyncio.create_task(one()) for one in now_and_then]
    yield {}
    for sweep in sweeps:
        sweep.cancel()
    process.end()
    recording.end()


def _undo_unfinished_restoration() -> None:
    try:
        if undo_unfinished(load_settings()):
            logging.getLogger("milltir").error("a restoration had been stopped; it was undone")
    except MilltirError as error:
        logging.getLogger("milltir").error("%s", error)


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
    """Open the release and answer what maps and Home ask, which takes seconds for a country."""
    from components import queries

    scope = local_viewer(load_settings()).scope
    key = CacheKey(queries.current_store.store().manifest.release, scope)
    queries.places.valid_view_values(scope)
    queries.places.names(key)
    queries.overlays.denominators(key)
    queries.monthly.exceptions_of(key)


def health(request: Request) -> JSONResponse:
    """Return 200 if the current release is served; 503 if an older one is, or none.

    Streamlit's own /_stcore/health tells whether the server runs, and is 200 in all three cases.
    This is no coroutine: verifying a release that has changed takes time, and others must not wait.
    """
    from components import queries

    del request
    try:
        store, broken = queries.current_store.serving()
    except MilltirError as error:
        return JSONResponse({"status": "no release", **_what_is_wrong(error)}, status_code=503)
    release = {"release": store.manifest.release}
    if broken:
        answer = {"status": "fallen back", **release, **_what_is_wrong(broken)}
        return JSONResponse(answer, status_code=503)
    return JSONResponse({"status": "ok", **release})


def _what_is_wrong(error: MilltirError) -> dict[str, str]:
    """Return the facts about a release that can't be served, and no path of the server."""
    if isinstance(error, BrokenRelease):
        return {"broken": error.facts["release"], "why": error.facts["problem"]}
    return {"why": type(error).__name__}


check_binding(load_settings())
app = st.App(
    "app.py",
    routes=[
        Route("/health", health),
        *browser_files.routes(),
        *published_figures.routes(),
        *published_records.routes(),
        *feed.routes(),
    ],
    middleware=middleware(load_settings(), closed=CLOSED, exports=(published_records.ROUTE,)),
    lifespan=ready,
)
