"""Fixtures that run pages through app.py, as a browser would open them."""

import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.testing.v1 import AppTest, app_test, local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.util import calc_hash

from components.text.catalogue import LANGUAGES
from components.ui.popovers import EVERY
from data.build.pipeline import build_release
from data.contracts.scales import PROBLEM_PREFIX
from pages import PAGES, PageEntry
from tests.cases import Test, every_case
from tests.conftest import PROJECT, copy_sources, made_once, settings_in

Open = Callable[..., AppTest]
MAP = "milltir_map"
NEWEST = "2026-09-halwyn-street.csv"


@pytest.fixture(scope="session", autouse=True)
def faster_apps(components_scanned_once: None) -> Iterator[None]:
    """Make opening apps faster, because every page is opened in a new app.

    AppTest compiles the scripts for each run, and looks a thousand times a second whether it ended.
    """

    def wait(runner: LocalScriptRunner, timeout: float = 60) -> None:
        if runner._script_thread:
            runner._script_thread.join(timeout)
        if not runner.script_stopped():
            runner.request_stop()
            runner.join()
            raise RuntimeError(f"the page took more than {timeout} seconds")

    compiled = ScriptCache()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app_test, "ScriptCache", lambda: compiled)
        patch.setattr(local_script_runner, "ScriptCache", lambda: compiled)
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield


@pytest.fixture
def open_page() -> Open:
    """Open a page with an address, as a deep link does, and return it as an AppTest.

    Popovers are open, unless `closed`.
    """

    def open_(entry: PageEntry | None = None, *, closed: bool = False, **query: str) -> AppTest:
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
        for window in () if closed else EVERY:
            app.session_state[window] = True
        for name, value in query.items():
            app.query_params[name] = value
        if entry and entry.address:
            # Until its first run, AppTest doesn't know the pages that switch_page() asks for.
            app._page_hash = calc_hash(entry.address)
        return app.run()

    return open_


def in_turn(names: str, cases: Iterable[object]) -> Callable[[Test], Test]:
    """Run a test for the cases in alternating languages: the first in English, the next in Welsh.

    Tests of the catalogues check that both languages have every sentence with the same
    placeholders, and `test_pages` that every page opens in both.
    """
    rows = [case if isinstance(case, tuple) else (case,) for case in cases]
    spoken = [(*row, LANGUAGES[number % 2]) for number, row in enumerate(rows)]
    return every_case(f"{names},language", spoken)


# Runs a test in Welsh, whose sentences are longer; tests of the catalogues compare the languages.
in_welsh = every_case("language", ["cy"])


def page_at(address: str) -> PageEntry:
    """Return the page at an address; its position in the menu may change."""
    return next(page for page in PAGES if page.address == address)


def words_on(app: AppTest) -> str:
    """Return all text on the page."""
    parts = [*app.title, *app.subheader, *app.markdown, *app.caption, *app.error, *app.warning]
    html = [str(h.proto.body) for h in app.get("html")]
    html = [body for body in html if not body.startswith(("<style", "<script"))]
    return "\n".join([*(str(part.value) for part in parts), *map(unescape, html)])


def map_parts(app: AppTest) -> list[Any]:
    """Return the maps on the page as they are sent to the browser."""
    return [part for part in app.get("bidi_component") if part.proto.component_name == MAP]


def maps_on(app: AppTest) -> list[dict[str, Any]]:
    """Return the deck.gl specification of each map on the page, with the shapes sent beside it."""
    found = []
    for part in map_parts(app):
        sent = json.loads(part.proto.json)
        for layer in sent["spec"]["layers"]:
            if isinstance(layer["data"], str) and layer["data"] in sent["shapes"]:
                layer["data"] = json.loads(sent["shapes"][layer["data"]])
        found.append(sent["spec"])
    return found


@pytest.fixture(scope="session")
def bare_home(sample_sources: Path, shared_folder: Path) -> Path:
    """A release with one month and none of the optional files; tests only read it."""
    folder = made_once(
        shared_folder / "bare-sources",
        lambda folder: copy_sources(sample_sources, folder, ["2026-09"]),
    )
    return made_once(
        shared_folder / "bare-home", lambda home: build_release([folder], settings_in(home))
    )


@pytest.fixture
def survey(sample_sources: Path) -> pd.DataFrame:
    """The county's survey with three topics, as the disclosure solver takes time for each.

    Its latest wave is moved into the two months of police data.
    """
    table = pd.read_csv(sample_sources / "perceptions" / "survey.csv", keep_default_na=False)
    topics = {f"problem_{topic}" for topic in ("asb", "drugs", "litter")}
    others = [name for name in table if name.startswith(PROBLEM_PREFIX) and name not in topics]
    left = table.drop(columns=[*others, "safe_after_dark"])
    return left.assign(wave=left["wave"].replace("2026-06", "2026-09"))


@pytest.fixture(scope="session")
def a_month_less(sample_sources: Path, shared_folder: Path) -> Path:
    """A folder with the home of a release of one month, its sources, and the file of the next one.

    Tests only read it.
    """

    def make(folder: Path) -> None:
        sources = copy_sources(sample_sources, folder / "sources", ["2026-08"], "source.json")
        shutil.copy(sample_sources / "police" / "2026-09" / NEWEST, folder / NEWEST)
        build_release([sources], settings_in(folder / "home"))

    return made_once(shared_folder / "a-month-less", make)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the buttons of the page that was drawn last would save, by their keys."""
    found: dict[str, Any] = {}

    def button(label: str, data: Any = None, *, key: str = "", **further: Any) -> bool:
        found[key] = data
        return False

    monkeypatch.setattr(st, "download_button", button)
    return found
