"""How the app is served: ready before the first visitor, with a sign of life for a proxy."""

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
from components.text.catalogue import LANGUAGES
from data.errors import MilltirError
from pages import PAGES

ROOMS = (
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
"""What the map page, the heaviest one, is made of."""


@asynccontextmanager
async def ready(app: st.App) -> AsyncIterator[dict[str, Any]]:
    """What the first visitor would otherwise wait for, or stumble over."""
    del app
    # Streamlit warns of every call outside a visit; here that is just what is meant.
    logging.disable(logging.WARNING)
    _warm_up()
    logging.disable(logging.NOTSET)
    # Streamlit collects all garbage after every run; what is loaded by now never becomes any.
    gc.collect()
    gc.freeze()
    yield {}


def _warm_up() -> None:
    """Load what the pages load; the library of charts makes most of itself with the first one.

    Until navigation has been called once in a process, Streamlit takes the folder pages/ for its
    older kind of app, and greets the first deep link with "page not found".
    """
    for room in ROOMS:
        import_module(f"components.{room}")
    from components import queries
    from components.ui import charts

    charts.preload_plotly(queries.texts.text_in(LANGUAGES[0]))
    st.navigation([st.Page(entry.path) for entry in PAGES], position="hidden")
    try:
        queries.current_store.store()
    except MilltirError as error:
        logging.getLogger("milltir").error("%s", error)


async def health(request: Request) -> JSONResponse:
    """200 with the release that is served; 503 where there is none."""
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
    lifespan=ready,
)
