"""A place of the sample county, as one viewer sees it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from components import queries
from components.page_context import PageContext
from components.view.view import View
from components.view.viewer import local_viewer
from data.settings import load_settings

At = Callable[..., PageContext]


@pytest.fixture
def at(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    """The page of a place."""

    def here(place: str, *, lang: str = "en", audience: str = "analyst") -> PageContext:
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        manifest = queries.current_store.store().manifest
        return PageContext(
            view=View(place=place, lang=lang),
            text=queries.texts.release_text(manifest.release, lang),
            viewer=local_viewer(load_settings()),
            manifest=manifest,
        )

    yield here
