"""The home of hostile texts, what its pages offer to save, and the fixtures that open pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from components.queries.cache import forget_answers
from tests.conftest import made_once
from tests.hostile.typed import hostile_home
from tests.pages.conftest import faster_apps, open_page

__all__ = ["faster_apps", "open_page"]


@pytest.fixture(scope="session")
def hostile(sample_sources: Path, shared_folder: Path) -> Path:
    """The home of hostile texts; tests only read it."""
    folder = made_once(shared_folder / "hostile", lambda place: hostile_home(sample_sources, place))
    return folder / "home"


@pytest.fixture
def at_home(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Set MILLTIR_HOME to the home of hostile texts."""
    monkeypatch.setenv("MILLTIR_HOME", str(hostile))
    forget_answers()
    yield
    forget_answers()


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[str, Any]]:
    """What the buttons of the page that was drawn last would save, by their keys, with its name."""
    found: dict[str, tuple[str, Any]] = {}

    def button(label: str, data: Any = None, *, key: str = "", **further: Any) -> bool:
        found[key] = (further["file_name"], data)
        return False

    monkeypatch.setattr(st, "download_button", button)
    return found
