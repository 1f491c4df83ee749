"""Every page, file, address and write, as each viewer, against the written table."""

import datetime as dt
import importlib
import inspect
import pkgutil
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import data.register
import serve
from components import queries
from components.export import published_figures, published_records
from components.queries.cache import forget_answers
from components.server.refusal import Refusals
from components.server.sign_in_guard import SignInGuard
from components.server.upload_limits import UploadGuard
from components.text.catalogue import Text
from components.view import viewer as who
from data.access.viewer import Viewer
from data.errors import ReadOnly
from data.limits import UploadLimits
from data.register.migration import open_register
from data.register.plan.kinds import ACTION
from data.release.manifest import Manifest
from data.settings import Settings
from pages import PAGES
from tests.conftest import REGISTER, made_once, settings_in
from tests.pages.access_table import (
    CONTENTS,
    NUMBER,
    TABLE,
    VIEWERS,
    Marks,
    marks,
    plant,
    rows,
    words_in,
)
from tests.pages.conftest import Open, page_at, words_on

WARD = "W05999003"
# STATES: the addresses of each page at which it offers more.
STATES: Mapping[str, list[dict[str, str]]] = {
    "map": [{}, {"category": "own-noise"}],
    "place": [{"place": WARD}],
    "orders": [{}, {"order": "PSPO-01"}],
    "plan": [{}, {"item": "plan_actions:A001"}, {"item": "import"}],
    "responses": [{}, {"response": "A1"}],
    "meetings": [{}, {"meeting": "M001"}, {"meeting": "M002"}],
    "register": [{}, {"record": "orders:PSPO-01"}],
}
# PICTURE: the button after whose press a file is offered.
PICTURE = "picture-make"
ORIGIN = "http://localhost"
CLOSED = Text("en")("notice.not_open")


@pytest.fixture(scope="session")
def planted(
    sample_manifest: Manifest, sample_settings: Settings, shared_folder: Path
) -> tuple[Settings, Marks]:
    """A home with the sample and with what only some may see, and how that is recognised."""
    store = queries.current_store.Store(sample_settings.releases / sample_manifest.release)

    def make(home: Path) -> None:
        ignored = shutil.ignore_patterns("changed-*", f"{REGISTER}*")
        shutil.copytree(sample_settings.home, home, ignore=ignored)
        with (
            closing(sqlite3.connect(sample_settings.home / REGISTER)) as register,
            closing(sqlite3.connect(home / REGISTER)) as copy,
        ):
            register.backup(copy)
        engine = open_register(settings_in(home).register_address)
        plant(engine, store, WARD)

    return settings_in(made_once(shared_folder / "planted-home", make)), marks(store)


@pytest.fixture
def as_(
    planted: tuple[Settings, Marks], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Viewer]]:
    """A function that lets a viewer of the table look from now on."""
    monkeypatch.setenv("MILLTIR_HOME", str(planted[0].home))
    forget_answers()

    def look(name: str) -> Viewer:
        viewer = VIEWERS[name]
        monkeypatch.setattr(who, "local_viewer", lambda settings: viewer)
        return viewer

    yield look
    forget_answers()


def test_the_table_has_every_page_address_and_write() -> None:
    assert list(VIEWERS) == TABLE["viewers"]
    assert {*rows("pages")} == {one.address or "home" for one in PAGES}
    routes = {route.path for route in serve.app._user_routes}
    assert {*rows("addresses")} == {*routes, "/_stcore/upload_file/"}
    assert {*rows("writes")} == {*writes()}
    assert {*rows("contents")} == CONTENTS


def writes() -> dict[str, Callable[..., Any]]:
    """Return every function of the register that a viewer is given to, by name."""
    found = {}
    for module in pkgutil.walk_packages(data.register.__path__, "data.register."):
        if "migrations" in module.name:
            continue
        loaded = importlib.import_module(module.name)
        for name, function in inspect.getmembers(loaded, inspect.isfunction):
            own = function.__module__ == module.name and not name.startswith("_")
            if own and "viewer" in inspect.signature(function).parameters:
                found[name] = function
    return found


def test_each_write_is_for_those_in_the_table(tmp_path: Path) -> None:
    given = {
        "engine": open_register(f"sqlite:///{tmp_path / REGISTER}"),
        "kind": ACTION,
        "key": "",
        "cells": {"name_en": "Walk"},
        "indicator": "I001",
        "today": dt.date(2026, 11, 30),
    }
    functions = writes()
    for name, allowed in rows("writes").items():
        parameters = inspect.signature(functions[name]).parameters
        for viewer, may in allowed.items():
            arguments = {one: given.get(one) for one in parameters} | {"viewer": VIEWERS[viewer]}
            try:
                functions[name](**arguments)
                refused = False
            except ReadOnly:
                refused = True
            except Exception:  # What is written is nonsense, and may be refused as that.
                refused = False
            assert refused != may, (name, viewer)


def walked(
    viewer: str,
    open_page: Open,
    offered: dict[str, Any],
    pages: Any,
    *,
    with_files: bool,
    with_pictures: bool = True,
) -> Iterator[tuple[str, str, str]]:
    """Yield page, key of a file (empty for the page itself), and the words of each.

    A page that is closed has no name, but the words in its place.
    """
    for entry in pages:
        address = entry.address or "home"
        for query in STATES.get(address, [{}]):
            offered.clear()
            app = open_page(entry, **query)
            if with_pictures and any(button.key == PICTURE for button in app.button):
                app.button(key=PICTURE).click().run()
            assert not app.exception, (viewer, address, query)
            said = "\n".join(str(getattr(one, "proto", "")) for one in app._tree)
            # A page may repeat what its own address has asked for.
            for asked in query.values():
                said = said.replace(asked, "")
            is_open = "mt-foot" in words_on(app) and CLOSED not in words_on(app)
            yield address if is_open else "", "", said
            for key, file in list(offered.items()):
                name = f"{address} {NUMBER.sub('*', key)}"
                made = with_files and (with_pictures or "picture" not in key)
                content = file() if made and callable(file) else file
                yield address, name, words_in(content) if isinstance(content, bytes) else ""


def compare(
    viewer: str, marks: Marks, found: Iterator[tuple[str, str, str]]
) -> tuple[set[str], set[str], set[str]]:
    """Compare with the table; return the pages, the files and the contents that came."""
    pages, exports, came = set(), set(), set()
    contents = rows("contents")
    for page, export, words in found:
        pages |= {page} - {""}
        exports |= {export} - {""}
        has = marks.found_in(words)
        barred = {one for one in has if not contents[one][viewer]}
        assert not barred, (viewer, page, export, barred)
        assert not (export in TABLE["passed_on"]["exports"] and has), (viewer, export, has)
        came |= has
    return pages, exports, came


# The pages with the most of what not everybody may see.
SENSITIVE = ("map", "groups", "orders", "data", "responses", "meetings")


def test_the_public_gets_nothing_of_partners_from_the_pages_with_the_most_of_it(
    planted: tuple[Settings, Marks],
    as_: Callable[[str], Viewer],
    open_page: Open,
    offered: dict[str, Any],
) -> None:
    pages = [page_at(one) for one in SENSITIVE]
    for viewer in ("nobody", "public"):
        as_(viewer)
        found = walked(
            *(viewer, open_page, offered, pages),
            with_files=viewer == "public",
            with_pictures=False,
        )
        seen, exports, came = compare(viewer, planted[1], found)
        assert seen == {one for one in SENSITIVE if rows("pages")[one][viewer]}
        assert not came
        allowed = {one for one, may in rows("exports").items() if may[viewer]}
        assert exports <= allowed, (viewer, "write it down in access_table.toml")


@pytest.mark.slow
def test_each_viewer_gets_what_is_in_the_table(
    planted: tuple[Settings, Marks],
    as_: Callable[[str], Viewer],
    open_page: Open,
    offered: dict[str, Any],
) -> None:
    unused, contents = {*rows("exports")}, rows("contents")
    for viewer in VIEWERS:
        as_(viewer)
        # Of viewers who see the same the files are the same.
        with_files = viewer in ("public", "partner", "analyst")
        found = walked(viewer, open_page, offered, PAGES, with_files=with_files)
        seen, exports, came = compare(viewer, planted[1], found)
        assert seen == {one for one, may in rows("pages").items() if may[viewer]}, viewer
        assert exports == {one for one, may in rows("exports").items() if may[viewer]}, viewer
        expected = {one for one, may in contents.items() if may[viewer]}
        assert came == expected or not with_files, (viewer, expected - came)
        unused -= exports
    assert not unused, "nothing offers these"


def test_each_address_is_for_those_in_the_table(
    planted: tuple[Settings, Marks],
    as_: Callable[[str], Viewer],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app: Any = Starlette(routes=serve.app._user_routes)
    app = SignInGuard(
        app,
        closed=serve.CLOSED,
        viewer_of=lambda headers: who.viewer_of_request(headers),
        has_ended=lambda headers: False,
        refusals=Refusals(),
    )
    limits = UploadLimits()
    app = UploadGuard(
        app,
        limits=limits,
        viewer_of=lambda headers: who.viewer_of_request(headers),
        held=dict,
        refusals=Refusals(),
    )
    browser, contents = TestClient(app, ORIGIN), rows("contents")
    asked = {
        "/health": ["/health"],
        "/published/{name}": published_records.addresses(),
        "/published/figures/index.json": [published_figures.index_address()],
        **{
            address: [address]
            for name in published_figures.DICTIONARY
            for address in [f"{published_figures.ROUTE}/{name}"]
        },
        "/published/figures/{level}/{name}": ["/published/figures/ward/rate.csv"],
        "/feed/{name}": ["/feed/en.atom", "/feed/cy.atom"],
        "/browser/{folder}/{group}/{name}": ["/browser/x/y/z.json"],
    }
    for viewer in VIEWERS:
        as_(viewer)
        for row, allowed in rows("addresses").items():
            if row == "/_stcore/upload_file/":
                status = browser.put(f"{row}session/file", content=b"").status_code
                assert (status not in (401, 403)) == allowed[viewer], (viewer, row)
                continue
            for address in asked[row]:
                answer = browser.get(address)
                assert (answer.status_code != 401) == allowed[viewer], (viewer, address)
                has = planted[1].found_in(words_in(answer.content))
                barred = {one for one in has if not contents[one][viewer]}
                assert not barred, (viewer, address, barred)
        own = browser.get("/published/figures/ward/rate.csv", params={"category": "own-noise"})
        expected = 401 if viewer == "nobody" else 400 if viewer == "public" else 200
        assert own.status_code == expected, viewer
