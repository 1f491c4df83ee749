"""Names and texts that come in files and forms are text in every file that Milltir gives."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import serve
from components.export import published_figures, published_records
from components.packs.build import pack, reader, subjects
from components.packs.make import FORMATS, painted
from components.packs.templates import TEMPLATES
from components.page_context import context_of
from components.page_models import map_figures
from components.snapshot.collect import picture_of, trend_of
from components.snapshot.render import picture_bytes
from components.text.catalogue import LANGUAGES
from components.view.view import View
from components.view.viewer import local_viewer
from data.settings import load_settings
from tests.hostile.files import acting_in_file
from tests.hostile.test_pages import looks
from tests.hostile.typed import OUTSIDE, WARD
from tests.pages.conftest import Open, page_at

# DRAWN: buttons whose files take longest, which are in the slow test alone.
DRAWN = ("pdf", "picture", "gpkg")
Offered = dict[str, tuple[str, Any]]


def saved(open_page: Open, offered: Offered, *, drawn: bool) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file that a page offers, each button once."""
    made: set[str] = set()
    for address, query in looks():
        offered.clear()
        app = open_page(page_at(address), **query)
        assert not app.exception, (address, query)
        for key, (name, file) in list(offered.items()):
            if key in made or (not drawn and any(part in key for part in DRAWN)):
                continue
            made.add(key)
            assert not set(name) & set('<>:"/\\|?*\n'), f"a name of a file: {name}"
            yield name, file() if callable(file) else file


def check(files: Iterator[tuple[str, bytes]], *, least: int) -> None:
    made, acting = [], []
    for name, content in files:
        made.append(name)
        acting += acting_in_file(name, content)
    assert acting == []
    assert len(made) >= least, made


def test_no_text_acts_in_tables_and_calendars(
    at_home: None, open_page: Open, offered: Offered
) -> None:
    check(saved(open_page, offered, drawn=False), least=20)


@pytest.mark.slow
def test_no_text_acts_in_any_file(at_home: None, open_page: Open, offered: Offered) -> None:
    check(saved(open_page, offered, drawn=True), least=30)


def test_no_text_acts_in_pictures(at_home: None) -> None:
    def drawn() -> Iterator[tuple[str, bytes]]:
        for language in LANGUAGES:
            view = View(place=WARD, lang=language, measure="count", overlays="names.groups.orders")
            here = context_of(view, local_viewer(load_settings()))
            address = "https://milltir.example"
            map_, months = (
                picture_of(here, map_figures.query_map(here), address=address),
                trend_of(here, address=address),
            )
            for picture in (map_, months):
                for kind in ("svg",):
                    yield f"x.{kind}", picture_bytes(picture, preset="a4", kind=kind)

    check(drawn(), least=4)


def test_no_text_acts_at_published_addresses(at_home: None) -> None:
    browser: Any = TestClient(Starlette(routes=serve.app._user_routes), "http://localhost")
    addresses = [*published_records.addresses(), published_figures.index_address()]
    addresses += [f"/published/figures/ward/rate.{kind}" for kind in ("csv", "geojson")]
    addresses += [f"/feed/{language}.atom" for language in LANGUAGES]
    answers = {address: browser.get(address) for address in addresses}
    assert {one.status_code for one in answers.values()} == {200}, answers
    assert any(OUTSIDE in one.text for one in answers.values())
    check(((address, one.content) for address, one in answers.items()), least=len(addresses))


@pytest.mark.slow
def test_no_text_acts_in_packs(at_home: None) -> None:
    def packs() -> Iterator[tuple[str, bytes]]:
        viewer = local_viewer(load_settings())
        for number, template in enumerate(TEMPLATES):
            language = LANGUAGES[number % 2]
            here = context_of(View(lang=language), reader(viewer, template))
            of = pack(viewer, template, subjects(here, template)[0], language)
            for ending in FORMATS:
                yield f"{template.name}.{ending}", painted(of, ending)

    check(packs(), least=3 * len(TEMPLATES))
