"""Every page on a release of real open data: all of Gwent, without partners' files."""

from pathlib import Path

import pytest

from data.build.pipeline import build_release
from pages import PAGES, PageEntry
from tests.conftest import real_sources, settings_in
from tests.pages.conftest import Open, in_turn, words_on


@pytest.fixture(scope="module")
def gwent_home(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("gwent-home")
    build_release(real_sources(real_data), settings_in(home), area="Gwent")
    return home


@in_turn("entry", PAGES)
def test_every_page_works_on_gwent(
    gwent_home: Path,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    entry: PageEntry,
    language: str,
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(gwent_home))
    app = open_page(entry, lang=language)
    assert not app.exception and not app.error
    words = words_on(app)
    assert "Gwent" in words and "ffuglennol" not in words and "fictional" not in words.lower()
