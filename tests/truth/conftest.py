"""Fixtures: each area of the truth table, written and built once for all tests."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data.build.pipeline import build_release
from tests.conftest import made_once, settings_in
from tests.pages.conftest import faster_apps, open_page
from tests.truth.areas import Area
from tests.truth.checks.months import TODAY
from tests.truth.slow_path import SlowPath

__all__ = ["faster_apps", "open_page"]
Built = Callable[[Area], SlowPath]


@pytest.fixture
def built(shared_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    """Build an area, make its release the one that the app shows, and return its slow path."""

    def built_(area: Area) -> SlowPath:
        sources = made_once(shared_folder / f"truth-{area.name}", area.write)
        home = made_once(
            shared_folder / f"truth-{area.name}-home",
            lambda folder: build_release([sources], settings_in(folder), area=area.asked),
        )
        monkeypatch.setenv("MILLTIR_HOME", str(home))
        monkeypatch.setenv("MILLTIR_TODAY", TODAY.isoformat())
        monkeypatch.setenv("MILLTIR_AUDIENCE", "analyst")
        return SlowPath(area, sources)

    return built_
