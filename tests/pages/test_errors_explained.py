"""A release with wrong values never shows Streamlit's own error box, in the frame or on a page."""

from dataclasses import replace
from typing import Any

import pytest

from components.text.catalogue import Text
from components.ui import page_frame
from data.release.current import open_store
from data.settings import Settings
from pages import PAGES
from tests.cases import every_case
from tests.pages.conftest import Open, page_at

# Wrong values in a manifest, of which each affects other parts of a page.
WRONG: list[dict[str, Any]] = [
    {"rights": {"licence_en": ["CC0"], "licence_cy": ["CC0"]}, "counted_to": "soon"},
    {"rights": "CC0", "title_en": ["Newport"], "sources": ["groups"]},
    {"boundaries": 5, "fictional": "yes", "groups": {"night": "drugs"}},
]


@pytest.mark.parametrize("wrong", WRONG, ids=["licence", "rights", "boundaries"])
def test_wrong_values_of_a_manifest_are_explained(
    copied: Settings, monkeypatch: pytest.MonkeyPatch, open_page: Open, wrong: dict[str, Any]
) -> None:
    manifest = open_store(copied)[0].manifest
    replace(manifest, **wrong).write(copied.releases / manifest.release)
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    for number, entry in enumerate(PAGES):
        app = open_page(entry, lang=("en", "cy")[number % 2])
        assert not app.exception, f"{entry.address}: {app.exception[0].message}"


@every_case("part", ["head", "foot"])
def test_a_fault_in_the_frame_is_explained_and_the_page_is_drawn(
    sample_home: object, monkeypatch: pytest.MonkeyPatch, open_page: Open, part: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise TypeError("a list as licence")

    monkeypatch.setattr(page_frame, part, broken)
    app = open_page(page_at("data"), lang="cy")
    assert not app.exception
    assert [box.value for box in app.error] == [Text("cy")("error.unexpected")]
    assert len(app.title) == 1


def test_a_fault_before_the_frame_is_explained_in_the_language_of_the_address(
    sample_home: object, monkeypatch: pytest.MonkeyPatch, open_page: Open
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise TypeError("a page without a title")

    monkeypatch.setattr(page_frame, "page", broken)
    app = open_page(lang="cy")
    assert not app.exception
    assert [box.value for box in app.error] == [Text("cy")("error.unexpected")]
