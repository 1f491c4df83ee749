"""The perception page: linked maps, topic and place, a click in the chart, and a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Watch, keep, map_view, settled
from tests.browser.test_journey import choose

pytestmark = pytest.mark.browser

SIDES = ("perceived-left", "perceived-right")
TOPIC, GAP = "Niwsans gan gerbydau", "mae trigolion yn poeni llawer mwy nag"


def maps_drawn(page: Page) -> None:
    for key in SIDES:
        page.locator(f".st-key-{key} canvas").first.wait_for()


@pytest.mark.slow
def test_each_map_follows_the_other(visit: Visit, watch: Watch) -> None:
    page = visit("perceived", webgl=True)
    maps_drawn(page)
    before, other = (map_view(page, key) for key in SIDES)
    assert before == other
    for leading in SIDES:
        zoom = before[2]
        zoom_and_drag(page, leading)
        page.wait_for_function(
            """([key, zoom]) => document.querySelector(`.st-key-${key} .mt-deck`)
                 .milltirMap.view.zoom > zoom + 0.3""",
            arg=[leading, zoom],
        )
        before, other = (map_view(page, key) for key in SIDES)
        assert before == other, f"both follow {leading}"
    page.wait_for_url(re.compile(r"[?&]at="))
    settled(page)
    assert watch.real_errors() == [] and watch.outside == []


def zoom_and_drag(page: Page, leading: str) -> None:
    canvas = page.locator(f".st-key-{leading} canvas").first
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box() or {}
    x, y = box["x"] + box["width"] / 3, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.wheel(0, -300)
    page.mouse.down()
    page.mouse.move(x + 60, y + 30, steps=5)
    page.mouse.up()


def test_a_topic_of_a_chosen_place_shows_its_verdict(visit: Visit, watch: Watch) -> None:
    page = visit("perceived?lang=cy")
    expect(page.locator(".mt-lead").first).to_contain_text(GAP)
    keep(page, "perceived-1-answer")
    page.goto(page.url.split("?")[0] + "?lang=cy&place=W05999008")
    settled(page)
    expect(page.locator(".st-key-mt-perceived-place h3")).to_have_text("Maesgwylan")
    choose(page, "^Pwnc$", TOPIC)
    expect(page.get_by_role("heading", level=1)).to_contain_text(TOPIC)
    # Until the run ends, the verdict on the topic before can still be there.
    settled(page)
    expect(page.locator(".mt-verdict")).to_contain_text("nid oes digon o dystiolaeth i ddweud")
    page.locator(".mt-verdict").scroll_into_view_if_needed()
    keep(page, "perceived-2-issue")
    assert "lang=cy" in page.url
    assert "topic=vehicle_nuisance" in page.url and "place=W05999008" in page.url
    assert watch.real_errors() == [] and watch.outside == []


def test_clicking_a_point_of_the_chart_chooses_the_place(visit: Visit, watch: Watch) -> None:
    page = visit("perceived")
    point = page.locator(".stPlotlyChart .scatterlayer .trace").last.locator(".point").first
    point.scroll_into_view_if_needed()
    box = point.bounding_box() or {}
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/perceived?place=W05999*")
    expect(page.locator(".st-key-mt-perceived-place")).to_be_visible()
    assert watch.real_errors() == []


def test_on_a_phone_the_maps_are_below_each_other(visit: Visit) -> None:
    page = visit("perceived", width=390, height=844)
    maps_drawn(page)
    boxes = [page.locator(f".st-key-{key} canvas").first.bounding_box() or {} for key in SIDES]
    assert boxes[1]["y"] > boxes[0]["y"] + boxes[0]["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    keep(page, "perceived-phone")
