"""Overlays in a real browser: switched on by hand, drawn, and quiet about it."""

import re

import pytest
from playwright.sync_api import expect

from components.overlays import REGISTRY
from tests.browser.conftest import Visit, Watch, keep, painted

pytestmark = pytest.mark.browser


def test_a_switch_draws_an_overlay_and_its_legend_and_writes_the_address(
    visit: Visit, watch: Watch
) -> None:
    page = visit("map")
    painted(page)
    before = keep(page, "overlays-0-none").read_bytes()
    page.get_by_role("button", name="PSPO areas").click()
    expect(page.locator(".mt-over")).to_contain_text("lapsed")
    assert "overlays=orders" in page.url
    painted(page)
    assert keep(page, "overlays-1-orders").read_bytes() != before
    page.get_by_role("button", name="PSPO areas").click()
    expect(page.locator(".mt-over")).to_have_count(0)
    assert "overlays" not in page.url
    assert not watch.real_errors() and not watch.outside


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (390, 844)])
def test_every_overlay_at_once_is_drawn_without_a_complaint(
    visit: Visit, watch: Watch, language: str, width: int, height: int
) -> None:
    every = ".".join(REGISTRY)
    page = visit(f"map?overlays={every}&lang={language}", width, height)
    painted(page)
    expect(page.locator(".mt-over")).to_have_count(len(REGISTRY))
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wider, "the page scrolls sideways"
    keep(page, f"overlays-{language}-{width}")
    assert not watch.real_errors() and not watch.outside


def test_names_come_as_the_map_grows(visit: Visit) -> None:
    page = visit("map?overlays=names")
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "-over-names-" in r.url else None)
    box = painted(page).bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(4):
        page.mouse.wheel(0, -300)
        painted(page)
    assert all(re.search(r"-over-names-en-\d+\.\d\d\.geojson", url) for url in asked)
    assert asked, "no more names were fetched at the larger scale"
