"""A file that would become gigabytes is refused on the page, and leaves nothing on disk."""

import shutil
from pathlib import Path

import pytest

from data.build.pipeline import build_release
from data.errors import SourceError
from data.release.current import current_release
from data.settings import Settings
from data.uploads import trials
from tests.conftest import copy_sources, settings_in
from tests.data.files import bombs


@pytest.fixture(scope="module")
def one_month(sample_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("one-month")
    folder = copy_sources(sample_sources, place / "sources", ["2026-08"], "source.json")
    build_release([folder], settings_in(place / "home"))
    return place


@pytest.fixture
def served(one_month: Path, tmp_path: Path) -> Settings:
    shutil.copytree(one_month, tmp_path / "place")
    return settings_in(tmp_path / "place" / "home")


def on_disk(settings: Settings) -> dict[str, int]:
    """Return each file of the home with its size, without locks."""
    return {
        str(path.relative_to(settings.home)): path.stat().st_size
        for path in settings.home.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


@pytest.mark.parametrize(
    "name", ["far-apart.xlsx", "cells.xlsx", "one-long-text.xlsx", "repeated.ods", "rows.zip"]
)
def test_a_bomb_leaves_nothing(served: Settings, tmp_path: Path, name: str) -> None:
    path = {**bombs.WORKBOOKS, **bombs.ARCHIVES}[name](tmp_path / name)
    before, release = on_disk(served), current_release(served)
    with pytest.raises(SourceError) as raised:
        trials.build_trial([(name, path.read_bytes())], served, progress=lambda share, what: None)
    assert raised.value.facts["file"].startswith(name), "without a path of the server"
    assert on_disk(served) == before and current_release(served) == release
