"""The map explorer as it is used: moved, filtered, played, shown to a room, shared."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Watch, keep, settled
from tests.browser.test_journey import choose, map_of

pytestmark = pytest.mark.browser

AT = re.compile(r"[?&]at=([-\d.]+)_([-\d.]+)_([\d.]+)")
STANDS = """() => {
  const wrapper = document.querySelector(".st-key-explorer-map #deckgl-wrapper");
  const fiber = wrapper[Object.keys(wrapper).find((key) => key.startsWith("__reactFiber"))];
  for (let hook = fiber.return.memoizedState; hook; hook = hook.next) {
    const deck = hook.memoizedState?.current?.deck ?? hook.memoizedState?.deck;
    if (deck) {
      const { longitude, latitude, zoom } = deck.props.viewState;
      return [longitude, latitude, zoom];
    }
  }
}"""


def stands(page: Page) -> list[float]:
    """Longitude, latitude and zoom at which the map is really drawn."""
    return [round(value, 3) for value in page.evaluate(STANDS)]


def drag_and_zoom(page: Page) -> None:
    box = map_of(page).bounding_box() or {}
    x, y = box["x"] + 250, box["y"] + 120
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=6)
    page.mouse.up()
    page.mouse.wheel(0, -300)
    page.wait_for_url(AT)
    page.wait_for_timeout(2_000)


def test_the_map_stays_where_it_was_moved_to(visit: Visit, watch: Watch) -> None:
    page = visit("map")
    map_of(page)
    whole, entries = stands(page), page.evaluate("history.length")
    drag_and_zoom(page)
    moved = stands(page)
    assert moved[2] > whole[2] + 0.3 and moved[:2] != whole[:2]
    assert page.evaluate("history.length") == entries, "a pan is no step of its own"
    choose(page, "Show", "Count")
    expect(page.get_by_role("heading", level=1)).to_contain_text("number recorded")
    map_of(page)
    assert stands(page) == pytest.approx(moved, abs=0.001)

    shared = visit(page.url.split("/", 3)[3])
    map_of(shared)
    assert stands(shared) == pytest.approx(moved, abs=0.001)
    assert watch.real_errors() == []


def test_the_map_can_be_moved_by_buttons_alone(visit: Visit) -> None:
    page = visit("map?place=W05999008")
    map_of(page)
    whole = stands(page)
    page.get_by_role("button", name="Zoom in").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(AT)
    assert stands(page)[2] == pytest.approx(whole[2] + 0.75, abs=0.01)
    page.get_by_role("button", name="To the place chosen").click()
    page.wait_for_timeout(1_000)
    near = stands(page)
    assert near[2] > whole[2] + 1
    page.get_by_role("button", name="The whole area").click()
    page.wait_for_url(lambda address: "at=" not in address)
    settled(page)
    assert stands(page) == pytest.approx(whole, abs=0.001)
    keep(page, "explorer-buttons")
