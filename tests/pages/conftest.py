"""Pages are run through app.py, as a browser would ask for them."""

import json
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.ui.popovers import EVERY
from data.build.pipeline import build_release
from pages import PAGES, PageEntry
from tests.conftest import PROJECT, settings_in

Open = Callable[..., AppTest]
MAP = "milltir_map"


@pytest.fixture
def open_page() -> Open:
    """Open a page with an address; what is on it comes back as AppTest has it.

    The windows that are made when they are opened stand open, unless they shall be `closed`.
    """

    def open_(entry: PageEntry | None = None, *, closed: bool = False, **query: str) -> AppTest:
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
        for window in () if closed else EVERY:
            app.session_state[window] = True
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if entry and entry.address:
            app.switch_page(f"pages/{entry.file}").run()
        return app

    return open_


def page_at(address: str) -> PageEntry:
    """The page that answers at an address: its place in the menu may change."""
    return next(page for page in PAGES if page.address == address)


def words_on(app: AppTest) -> str:
    """Everything that can be read on the page."""
    parts = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.error, *app.warning]
    html = [str(h.proto.body) for h in app.get("html")]
    html = [body for body in html if not body.startswith(("<style", "<script"))]
    return "\n".join([*(str(part.value) for part in parts), *map(unescape, html)])


def map_parts(app: AppTest) -> list[Any]:
    """The maps on the page as they are sent to the browser."""
    return [part for part in app.get("bidi_component") if part.proto.component_name == MAP]


def maps_on(app: AppTest) -> list[dict[str, Any]]:
    """What deck.gl is to draw in each map on the page."""
    return [json.loads(part.proto.json)["spec"] for part in map_parts(app)]


@pytest.fixture(scope="session")
def bare_home(sample_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of one's own: one month, and none of the files that are welcome but not needed."""
    folder, home = tmp_path_factory.mktemp("bare"), tmp_path_factory.mktemp("bare-home")
    for name in ("boundaries/LSOA_2021.geojson", "boundaries/Wards_2025.geojson", "population"):
        source = sample_sources / name
        (folder / name).parent.mkdir(exist_ok=True)
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / name)
    shutil.copytree(sample_sources / "police" / "2026-09", folder / "police" / "2026-09")
    build_release([folder], settings_in(home))
    return home
