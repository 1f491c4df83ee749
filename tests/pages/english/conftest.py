"""Fixtures for releases of English areas."""

from collections.abc import Callable
from pathlib import Path

import pytest

from components.queries.cache import forget_answers
from pages import PageEntry
from tests.pages.conftest import Open, page_at, words_on
from tests.pages.english.build import Build, Built, build_area

Words = Callable[..., str]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A function that builds an area from a folder of sources, in a home of its own."""

    def built(sources: Path, area: str) -> Built:
        return build_area(tmp_path_factory.mktemp("english-home"), sources, area)

    return built


@pytest.fixture
def words(open_page: Open, monkeypatch: pytest.MonkeyPatch) -> Words:
    """A function that returns the words on a page of a release, which opens without a fault."""

    def on(built: Built, page: str | PageEntry = "", **query: str) -> str:
        monkeypatch.setenv("MILLTIR_HOME", str(built.home))
        forget_answers()
        app = open_page(page_at(page) if isinstance(page, str) else page, **query)
        assert not app.exception and not app.error, page
        return words_on(app)

    return on
