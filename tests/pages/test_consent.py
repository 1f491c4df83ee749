"""A group's yes and its withdrawal: what the public is sent, and what is left of it afterwards."""

import shutil
from pathlib import Path

import pytest

from components.maps.browser_files import file_at
from components.queries import cache
from data.access.viewer import Audience
from data.build.pipeline import build_release
from data.erasure.erase import erase
from data.erasure.groups import group_removal
from data.release.current import current_release
from data.settings import Settings
from pages import PAGES
from tests.conftest import copy_sources, settings_in
from tests.data.erasure.conftest import GROUPS_HEAD, NAME_CY, NAME_EN, OTHER, PLACE, ZEBRA, table
from tests.data.erasure.holding import holding
from tests.pages.conftest import Open, maps_on, page_at, words_on

VIEW = {"overlays": "groups.orders.names.hexagons", "place": "W05999001"}
POINT = "-4.59136"


@pytest.fixture
def folder(sample_sources: Path, tmp_path: Path) -> Path:
    orders = ("places/orders.geojson", "source.json")
    return copy_sources(sample_sources, tmp_path / "sources", ["2026-08", "2026-09"], *orders)


@pytest.fixture
def consented(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of a home whose release has a group that the public may see."""
    (folder / "groups.csv").write_bytes(table(GROUPS_HEAD, OTHER, ZEBRA))
    settings = settings_in(tmp_path / "home")
    build_release([folder], settings)
    monkeypatch.setenv("MILLTIR_HOME", str(settings.home))
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    return settings


def seen(open_page: Open) -> str:
    """Return everything that the public is sent: words, maps, and the files that these name."""
    sent = []
    for entry in (entry for entry in PAGES if entry.audience is Audience.PUBLIC):
        app = open_page(entry, **VIEW)
        assert not app.exception
        sent += [words_on(app), str(maps_on(app))]
        addresses = {
            layer["data"]
            for drawn in maps_on(app)
            for layer in drawn["layers"]
            if isinstance(layer["data"], str)
        }
        for address in addresses:
            file = file_at(*address.split("/")[-3:])
            assert file, address
            sent.append(file.content.decode())
    return "\n".join(sent)


def test_no_public_file_and_no_cache_has_a_group_that_withdrew_its_consent(
    consented: Settings, folder: Path, open_page: Open
) -> None:
    """Its older releases, which are stored for undo, have it in their tables alone."""
    before = seen(open_page)
    assert NAME_EN in before and POINT in before
    withdrawn = ZEBRA.removesuffix("yes") + "no"
    (folder / "groups.csv").write_bytes(table(GROUPS_HEAD, OTHER, withdrawn))
    build_release([folder], consented)
    after = seen(open_page)
    assert NAME_EN not in after and POINT not in after
    for release in consented.releases.iterdir():
        assert holding(release / "browser", [POINT, *PLACE, NAME_EN, NAME_CY]) == []
    found = holding(consented.home, [POINT, *PLACE, NAME_EN, NAME_CY])
    assert {path.split("/")[0] for path in found} == {"releases"}
    assert {path.split("/")[2] for path in found} == {"groups.parquet"}
    (folder / "groups.csv").write_bytes(table(GROUPS_HEAD, OTHER))
    erase(group_removal(NAME_EN, consented), consented)
    assert holding(consented.home, [POINT, *PLACE, NAME_EN, NAME_CY]) == []
    assert NAME_EN not in seen(open_page)


def test_a_running_app_shows_an_erased_group_no_more(
    consented: Settings, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "LOOK_EVERY", 0.0)
    app = open_page(page_at("place"), **VIEW)
    assert NAME_EN in words_on(app)
    old = current_release(consented)
    erase(group_removal(NAME_EN, consented), consented)
    assert current_release(consented) != old
    assert NAME_EN not in words_on(app.run()) and not app.exception
    assert not app.error


def test_orders_and_groups_are_in_no_file_that_a_browser_fetches(
    consented: Settings, open_page: Open
) -> None:
    app = open_page(page_at("map"), **VIEW)
    (drawn,) = maps_on(app)
    of = {layer["id"]: layer["data"] for layer in drawn["layers"]}
    assert of["over-groups"]["type"] == of["over-orders"]["type"] == "FeatureCollection"
    assert isinstance(of["over-hexagons"], str)
    shutil.rmtree(consented.releases / current_release(consented) / "browser")
    assert str(maps_on(open_page(page_at("map"), **VIEW))[0]) == str(drawn), "drawn in memory"
