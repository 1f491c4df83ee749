"""Every page on a release of real open data: all of Gwent, without partners' files."""

from pathlib import Path

import pytest

from components.queries.area_figures import changes_in
from components.queries.cache import CacheKey
from data.build.pipeline import build_release
from data.release.current import open_store
from data.schema import COUNTY
from geo.noise.ladder import NO_CLEAR_CHANGE
from geo.period import latest_year
from pages import PAGES, PageEntry
from tests.conftest import real_sources, settings_in
from tests.pages.conftest import Open, in_turn, words_on

# Pages that say nothing of the area before a place is chosen on them, or at all.
# The pages on which people work name no area in their headings.
WITHOUT_AREA = (
    *(
        "page.place",
        "page.accessibility",
        "page.register",
        "page.admin",
        "page.plan",
        "page.responses",
        "page.packs",
        "page.meetings",
    ),
)


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
    assert open_store(settings_in(gwent_home))[0].manifest.release in words
    assert "Gwent" in words or entry.title in WITHOUT_AREA
    assert "ffuglennol" not in words and "fictional" not in words.lower()


def test_criminal_damage_is_compared_from_the_break_on(
    gwent_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Across the break of October 2023 it would have risen by 28%."""
    monkeypatch.setenv("MILLTIR_HOME", str(gwent_home))
    app = open_page()
    assert not app.exception
    words = words_on(app)
    assert "criminal damage and arson clearly" not in words and "28%" not in words
    assert "Gwent Police recorded criminal damage and arson differently from October 2023" in words
    store = open_store(settings_in(gwent_home))[0]
    key = CacheKey(store.manifest.release, "public")
    table, compared = changes_in(key, COUNTY, "", latest_year(store.complete_months())) or (0, 0)
    own = compared.of("criminal-damage-arson")  # type: ignore[union-attr]
    assert (own.now[0], own.now[-1], len(own.now)) == ("2024-10", "2025-06", 9)  # type: ignore[union-attr]
    row = table.loc["criminal-damage-arson"]  # type: ignore[union-attr]
    assert row["ratio"] - 1 == pytest.approx(-0.022, abs=0.001), "repeated Crime IDs count once"
    assert row["direction"] == NO_CLEAR_CHANGE
    every = compared.of("all-crime")  # type: ignore[union-attr]
    assert every.now == own.now, "the break moves all crime by 13%"  # type: ignore[union-attr]
