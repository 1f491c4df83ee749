"""Overlays on the map: they can be switched on and off, and are drawn without errors."""

import base64
import io
import re

import numpy as np
import pytest
import shapely
from PIL import Image
from playwright.sync_api import Page, expect
from shapely.geometry import shape

from components.overlays import REGISTRY
from components.view.map_position import TILE
from tests.browser.conftest import Visit, Watch, keep, painted

pytestmark = pytest.mark.browser
EVERY = ".".join(REGISTRY)


def test_a_switch_draws_an_overlay_and_its_legend_and_writes_the_address(
    visit: Visit, watch: Watch
) -> None:
    page = visit("map")
    painted(page)
    before = keep(page, "overlays-0-none").read_bytes()
    page.get_by_role("button", name="Add to the map").click()
    page.get_by_role("button", name="Public spaces protection orders (PSPOs)").click()
    expect(page.locator(".mt-over")).to_contain_text("ended")
    assert "overlays=orders" in page.url
    painted(page)
    assert keep(page, "overlays-1-orders").read_bytes() != before
    page.get_by_role("button", name="Public spaces protection orders (PSPOs)").click()
    expect(page.locator(".mt-over")).to_have_count(0)
    assert "overlays" not in page.url
    assert not watch.real_errors() and not watch.outside


def draw_all(page: Page, name: str) -> None:
    """Wait until every overlay is drawn and in the legend."""
    painted(page)
    expect(page.locator(".mt-over")).to_have_count(len(REGISTRY))
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wider, "the page scrolls sideways"
    keep(page, name)


@pytest.mark.parametrize(("width", "height", "language"), [(1920, 1080, "en"), (390, 844, "cy")])
def test_all_overlays_together_are_drawn_without_errors(
    visit: Visit, watch: Watch, width: int, height: int, language: str
) -> None:
    page = visit(f"map?overlays={EVERY}&lang={language}", width, height)
    draw_all(page, f"overlays-{language}-{width}")
    assert not watch.real_errors() and not watch.outside


@pytest.mark.slow
def test_deck_gl_draws_all_overlays_and_fetches_more_names_when_it_is_enlarged(
    visit: Visit, watch: Watch
) -> None:
    page = visit(f"map?overlays={EVERY}&lang=cy", webgl=True)
    draw_all(page, "overlays-cy-1366")
    names = re.compile(r"/names-cy-\d+\.\d\d-\w+\.geojson")
    fetched = "performance.getEntriesByType('resource').map((entry) => entry.name)"
    box = painted(page).bounding_box() or {}
    before = {url for url in page.evaluate(fetched) if names.search(url)}
    assert before, "the largest wards have their names before zooming in"
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    with page.expect_request(names) as more:
        for _ in range(4):
            page.mouse.wheel(0, -300)
    assert more.value.url not in before, "names that are shown already are not fetched again"
    assert not watch.real_errors() and not watch.outside


@pytest.mark.slow
def test_outlines_of_the_second_tenth_are_dashed_and_of_the_first_solid(visit: Visit) -> None:
    page = visit("map?overlays=deprived", webgl=True)
    painted(page)
    # Gaps between dashes are white like the line's casing. The antialiased edges of a thin solid
    # line are at most half as light.
    gaps = [(_along(page, ring) > 200).mean() for ring in _rings_of(page, "/deprived-")]
    assert [gap > 0.2 for gap in gaps] == [True, True, True, False, False]
    assert max(gaps[3:]) < 0.1


MAP = "document.querySelector('.mt-deck').milltirMap"


def _rings_of(page: Page, layer: str) -> list[np.ndarray]:
    """Return the outlines (longitude, latitude) of the areas that a map's layer has fetched."""
    fetched = "performance.getEntriesByType('resource').map((entry) => entry.name)"
    fetch = f"fetch({fetched}.find((name) => name.includes('{layer}'))).then((r) => r.json())"
    shapes = [shape(feature["geometry"]) for feature in page.evaluate(fetch)["features"]]
    parts = shapely.get_parts(shapes)
    return [shapely.get_coordinates(ring) for ring in shapely.get_exterior_ring(parts)]


def _along(page: Page, ring: np.ndarray) -> np.ndarray:
    """Return the lightness of the drawn map, from 0 to 255, at each pixel along a line."""
    view, picture = (page.evaluate(f"{MAP}.{asked}") for asked in ("view", "picture()"))
    drawn = Image.open(io.BytesIO(base64.b64decode(picture.split(",")[1]))).convert("L")
    middle = np.array([[view["longitude"], view["latitude"]]])
    places = _mercator(ring) - _mercator(middle)
    places = places * TILE * 2 ** view["zoom"] + np.array(drawn.size) / 2
    line = shapely.segmentize(shapely.LineString(places), 1)
    across, down = np.floor(shapely.get_coordinates(line)).astype(int).T
    within = (across >= 0) & (across < drawn.width) & (down >= 0) & (down < drawn.height)
    light: np.ndarray = np.asarray(drawn)[down[within], across[within]]
    return light


def _mercator(places: np.ndarray) -> np.ndarray:
    """Return Web Mercator coordinates as shares of the world's width, y pointing south."""
    longitude, latitude = np.radians(places).T
    down = np.pi - np.log(np.tan(np.pi / 4 + latitude / 2))
    return np.column_stack([longitude, down]) / (2 * np.pi)
