"""Whatever is in an address, a page is drawn: no exception, and no fault of ours in a red box."""

import logging
import os
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from components import queries
from components.text.catalogue import LANGUAGES, Text
from components.view.address import Known, read_address
from components.view.view import SHARED
from components.view.viewer import local_viewer
from data.settings import load_settings
from pages import PAGES, PageEntry
from tests.conftest import PROJECT
from tests.pages.hostile import addresses

PARTS = [entry.part for entry in PAGES if entry.part]
UNEXPECTED = [Text(language)("error.unexpected") for language in LANGUAGES]
# FEW and MANY: addresses of each page that are opened; READ: those of which only the view is read.
FEW, MANY, READ = 2, int(os.environ.get("MILLTIR_HOSTILE", "60")), 2_000


@pytest.fixture
def known(sample_home: Path) -> Known:
    return queries.places.valid_view_values(local_viewer(load_settings()).scope)


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """The faults that are logged while a page runs."""
    found: list[str] = []

    class Collected(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(self.format(record))

    handler = Collected(level=logging.ERROR)
    logging.getLogger("milltir").addHandler(handler)
    yield found
    logging.getLogger("milltir").removeHandler(handler)


def names_of(entry: PageEntry) -> list[str]:
    """Return the fields that a page reads from its address, and those of one other page."""
    other = PARTS[PAGES.index(entry) % len(PARTS)]
    parts = [part for part in (entry.part, other) if part]
    return [*SHARED, "open", *(one.name for part in parts for one in fields(part))]


def what_failed(entry: PageEntry, known: Known, number: int, faults: list[str]) -> list[str]:
    """Return each address of a page with which something failed, and what."""
    failed = []
    for query in addresses(known, names_of(entry), number, entry.address):
        app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
        for name, value in query.items():
            app.query_params[name] = value
        if entry.address:
            app._page_hash = calc_hash(entry.address)
        faults.clear()
        try:
            app.run()
        except Exception as fault:
            failed.append(f"{query}: {fault!r}")
            continue
        said = [one.value for one in app.error if one.value in UNEXPECTED]
        said += [one.value for one in app.exception]
        if said or faults:
            failed.append(f"{query}: {said} {faults}")
    return failed


def test_every_page_is_drawn_with_any_address(known: Known, faults: list[str]) -> None:
    failed = [fault for page in PAGES for fault in what_failed(page, known, FEW, faults)]
    assert not failed, "\n\n".join(failed)


@pytest.mark.slow
@pytest.mark.timeout(14_400)
@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.address or "home")
def test_a_page_is_drawn_with_many_addresses(
    entry: PageEntry, known: Known, faults: list[str]
) -> None:
    failed = what_failed(entry, known, MANY, faults)
    assert not failed, "\n\n".join(failed)


@pytest.mark.parametrize("number", [50, pytest.param(READ, marks=pytest.mark.slow)])
def test_a_view_is_read_from_any_address_and_written_and_read_again(
    known: Known, number: int
) -> None:
    for entry in PAGES:
        for query in addresses(known, names_of(entry), number, f"{entry.address} read"):
            one = {name: value for name, value in query.items() if isinstance(value, str)}
            view = read_address(one, known, PARTS).view
            again = read_address(view.address(), known, PARTS)
            assert again.view == view and not again.refused, f"{entry.address}: {one}"
