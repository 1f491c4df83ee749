"""A map in pieces: from authorities to their areas, colours, clicks, links, pieces that fail."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from components import colour_scheme
from components.page_context import context_of
from components.page_models import map_figures
from components.view.view import View
from components.view.viewer import local_viewer
from data.geometry.area_pieces import PIECE
from data.schema import LSOA
from data.settings import Settings, load_settings
from tests.browser.conftest import Tabs, Watch, painted, press_map, served, settled
from tests.browser.test_panel import name_in
from tests.pieces import AUTHORITIES, areas_of, common_points, files_of

pytestmark = pytest.mark.browser

MAP = "map?level=lsoa&measure=rate"
NOTE = ".mt-pieces-note"
PIECES = re.compile(rf"-{PIECE}-")


@pytest.fixture(scope="module")
def address(pieces_settings: Settings) -> Iterator[str]:
    with served(pieces_settings) as found:
        yield found


@pytest.fixture
def open_map(tabs: Tabs, address: str, watch: Watch) -> Iterator[Callable[..., Page]]:
    """A function that opens the map in a new tab."""

    def open_(path: str, *, webgl: bool = False, width: int = 1366) -> Page:
        page = tabs.take(width, 768, fresh=True, webgl=webgl)
        watch.attach(page)
        page.goto(f"{address}/{path}")
        settled(page)
        return page

    yield open_
    tabs.give_back(watch.detach)


def middle_of(home: Path, number: int) -> str:
    """The address of a position at which the areas of an authority are drawn."""
    named = files_of(home, LSOA)[number]
    east, north = named["at"]
    return f"{east}_{north}_{named['zoom'] + 0.3}"


def colours(page: Page, home: Path, number: int) -> dict[str, str]:
    """The colours on the screen at a point inside each area of an authority that is in view."""
    return colours_at(page, areas_of(home, LSOA, number))


def colours_at(page: Page, points: list[dict[str, Any]], around: int = 0) -> dict[str, str]:
    """The lightest colour on the screen within some pixels of each point in view, by its code."""
    canvas = painted(page, ".st-key-explorer-map")
    found: dict[str, list[int]] = canvas.evaluate(
        """async (canvas, [areas, around]) => {
            const map = canvas.closest('.mt-deck').milltirMap;
            const image = new Image();
            image.src = map.picture();
            await image.decode();
            const ratio = image.width / map.width;
            const copy = new OffscreenCanvas(image.width, image.height).getContext('2d');
            copy.drawImage(image, 0, 0);
            const world = 512 * 2 ** map.view.zoom;
            const up = (at) => Math.log(Math.tan(Math.PI / 4 + (at * Math.PI) / 360));
            const seen = {};
            for (const {code, at} of areas) {
                const x = map.width / 2 + ((at[0] - map.view.longitude) / 360) * world;
                const north = (up(map.view.latitude) - up(at[1])) / 2 / Math.PI;
                const y = map.height / 2 + north * world;
                if (x < 3 || y < 3 || x > map.width - 3 || y > map.height - 3) continue;
                const [left, top, wide] = [x * ratio - around, y * ratio - around, 2 * around + 1];
                const { data } = copy.getImageData(left, top, wide, wide);
                const pixel = (_, i) => [...data.slice(4 * i, 4 * i + 3)];
                const pixels = Array.from({length: wide * wide}, pixel);
                seen[code] = pixels.sort((a, b) => Math.min(...b) - Math.min(...a))[0];
            }
            return seen;
        }""",
        [points, around],
    )
    return {code: "#" + "".join(f"{one:02x}" for one in rgb) for code, rgb in found.items()}


def wanted_colours() -> dict[str, str]:
    """The colour of each LSOA by the table of the map page and the classes of its legend."""
    here = context_of(View(measure="rate", level=LSOA), local_viewer(load_settings()))
    shown = map_figures.query_map(here)
    spec = shown.spec
    return {
        str(code): (colour_scheme.lighten(colour) if pale else colour).lower()
        for code, number, pale in zip(shown.table.index, spec.classes, spec.uncertain, strict=True)
        if number >= 0 and (colour := spec.colours[number])
    }


@pytest.mark.parametrize(
    "webgl", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["picture", "deck.gl"]
)
def test_from_the_authorities_to_one_area(
    open_map: Callable[..., Page],
    pieces_home: Path,
    watch: Watch,
    webgl: bool,
) -> None:
    """Authorities first; a click opens one; its areas have the colours of the table's classes."""
    page = open_map(MAP, webgl=webgl)
    fetched: list[str] = []
    page.on("request", lambda one: fetched.append(one.url) if PIECES.search(one.url) else None)
    canvas = painted(page, ".st-key-explorer-map")
    expect(page.locator(NOTE)).to_contain_text("median area")
    assert fetched == [] and "lsoa-areas" not in json.dumps(requested(page))
    box = canvas.bounding_box() or {}
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    legend = page.locator(".mt-legend").first.inner_text()
    page.mouse.click(*middle)
    expect(page).to_have_url(re.compile("at="))
    painted(page, ".st-key-explorer-map")
    assert fetched and "place=" not in page.url, "an authority is no place"
    assert page.locator(".mt-legend").first.inner_text() == legend
    wanted, found = wanted_colours(), colours(page, pieces_home, 1)
    close = {code: one for code, one in found.items() if near(one, wanted[code])}
    # Names and roads lie over some of them.
    assert len(found) >= 5 and len(close) >= 0.7 * len(found), (found, wanted)
    assert len(set(close.values())) > 1
    page.mouse.click(*middle)
    expect(page).to_have_url(re.compile("place=W01"))
    expect(name_in(page)).not_to_have_text(AUTHORITIES["W06000992"]["name_en"])
    assert watch.real_errors() == [] and watch.outside == []


def requested(page: Page) -> list[str]:
    found: list[str] = page.evaluate("performance.getEntriesByType('resource').map((r) => r.name)")
    return found


def near(one: str, other: str) -> bool:
    """Whether two colours differ by no more than the ground that shines through a fill."""
    pairs = zip(*[[int(c[i : i + 2], 16) for i in (1, 3, 5)] for c in (one, other)], strict=True)
    return max(abs(a - b) for a, b in pairs) < 45


def test_a_link_restores_the_areas_and_a_change_of_period_recolours_them(
    open_map: Callable[..., Page], pieces_home: Path
) -> None:
    page = open_map(f"{MAP}&at={middle_of(pieces_home, 0)}&period=2026-09_2026-09")
    before = colours(page, pieces_home, 0)
    assert len(before) >= 5
    page.locator(".st-key-time-back button").first.click()
    expect(page).to_have_url(re.compile("2026-08_2026-08"))
    after = colours(page, pieces_home, 0)
    assert after.keys() == before.keys() and after != before


def test_a_piece_that_fails_is_said_and_tried_again(
    open_map: Callable[..., Page], pieces_home: Path
) -> None:
    page = open_map(MAP)
    painted(page, ".st-key-explorer-map")
    fails = True

    def answer(route: Route) -> None:
        route.abort() if fails else route.continue_()

    page.route(PIECES, answer)
    press_map(page, 0.5, 0.5, ".st-key-explorer-map")
    expect(page).to_have_url(re.compile("at="))
    expect(page.locator(NOTE)).to_contain_text("could not be loaded")
    authority = colours(page, pieces_home, 1)
    assert len(set(authority.values())) >= 1, "the authority stays while its areas are missing"
    fails = False
    expect(page.locator(NOTE)).not_to_contain_text("could not be loaded")
    expect(page.locator(".st-key-explorer-map .mt-deck[data-painted]")).to_be_attached()
    areas = colours(page, pieces_home, 1)
    assert areas != authority


def test_the_card_of_an_area_comes_by_keyboard(
    open_map: Callable[..., Page], pieces_home: Path
) -> None:
    page = open_map(f"{MAP}&at={middle_of(pieces_home, 1)}", width=1366)
    painted(page, ".st-key-explorer-map")
    card = page.locator(".st-key-explorer-map .mt-own-card")
    page.locator(".st-key-explorer-map .mt-deck").evaluate(
        "(deck) => { const at = deck.querySelector('canvas'); at.tabIndex = 0; }"
    )
    page.keyboard.press("Tab")
    page.locator(".st-key-explorer-map canvas").first.focus()
    expect(card).to_contain_text("Likely range")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("place=W01"))


def test_borders_are_drawn_between_authorities(
    open_map: Callable[..., Page], pieces_home: Path
) -> None:
    page = open_map(MAP, webgl=True)
    common = common_points(pieces_home, LSOA, 0, 1)
    inside = [{"code": one["code"], "at": one["at"]} for one in files_of(pieces_home, LSOA)[:2]]
    found, fills = colours_at(page, common, around=1), [*colours_at(page, inside).values()]
    # Names and roads lie over some of the border.
    white = [code for code, one in found.items() if lightness(one) > max(map(lightness, fills))]
    assert len(found) >= 10 and len(white) >= 0.8 * len(found), (found, fills)


def lightness(colour: str) -> int:
    return min(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def test_a_phone_shows_authorities_first(open_map: Callable[..., Page]) -> None:
    page = open_map(MAP, width=390)
    painted(page, ".st-key-explorer-map")
    expect(page.locator(NOTE).first).to_contain_text("median area")
