"""Fixtures: a place of the sample county, as one viewer sees it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from components.page_context import PageContext, context_of
from components.view.view import View
from components.view.viewer import local_viewer
from data.settings import load_settings

At = Callable[..., PageContext]


@pytest.fixture
def at(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    """A function that returns the page context of a place."""

    def here(place: str, *, lang: str = "en", audience: str = "analyst") -> PageContext:
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        return context_of(View(place=place, lang=lang), local_viewer(load_settings()))

    yield here
