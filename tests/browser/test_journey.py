"""Tests across pages: links, history, clicks on the map, languages, screen sizes and downloads."""

import gzip
import json
import re
import urllib.error
import urllib.request
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from components.ui.tables import FICTIONAL
from tests.browser.conftest import (
    IN_MENU,
    Visit,
    Watch,
    keep,
    painted,
    press_map,
    redrawn,
    settled,
)

pytestmark = pytest.mark.browser


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=re.compile(label)).click()
    page.get_by_role("option", name=option, exact=True).click()


def colours_in(picture: Path, box: dict[str, float]) -> int:
    """Return the number of different colours in a part of a screenshot; an empty map has few."""
    with Image.open(picture) as image:
        edges = (box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"])
        pixels = np.asarray(image.convert("RGB").crop(tuple(map(int, edges)))).reshape(-1, 3)
    return len(np.unique(pixels, axis=0))


def test_the_first_deep_link_after_a_start_opens_its_page(visit: Visit) -> None:
    page = visit("map?category=robbery")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Robbery")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_choices_are_in_the_history_and_in_a_shared_link(visit: Visit, watch: Watch) -> None:
    page = visit()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vale of Halwyn")
    keep(page, "journey-1-open")
    choose(page, "Ward or area", "Maesgwylan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Maesgwylan")
    assert page.url.endswith("?place=W05999008")
    keep(page, "journey-2-ward")

    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("per 1,000 residents a year")
    assert "/map?place=W05999008" in page.url
    choose(page, "Measure", "Count")
    expect(page.get_by_role("heading", level=1)).to_contain_text("number recorded")
    assert "measure=count" in page.url
    painted(page)
    keep(page, "journey-3-count")
    link = page.url

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("per 1,000 residents a year")
    expect(page.get_by_role("combobox", name="Measure")).to_have_value("Rate")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Maesgwylan")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vale of Halwyn")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text("Maesgwylan")
    assert watch.errors == []

    shared = visit(link.split("/", 3)[3])
    expect(shared.get_by_role("heading", level=1)).to_contain_text("number recorded")
    expect(shared.locator(".mt-lead").last).to_contain_text("Maesgwylan")
    expect(shared.get_by_role("combobox", name="Measure")).to_have_value("Count")
    assert watch.real_errors() == []
    assert watch.outside == []


def test_clicking_a_ward_on_the_map_chooses_it_or_clears_the_choice(
    visit: Visit, watch: Watch
) -> None:
    page = visit()
    heading = page.get_by_role("heading", level=1)
    painted(page)
    with redrawn(page):
        press_map(page, 0.62, 0.42)
        expect(heading).to_have_text("Llansarnen")
    assert page.url.endswith("?place=W05999023")
    keep(page, "press-1-chosen")
    with redrawn(page):
        press_map(page, 0.30, 0.45)
        expect(heading).not_to_have_text("Llansarnen")
    press_map(page, 0.30, 0.45)
    expect(heading).to_have_text("Vale of Halwyn")
    assert "place" not in page.url
    assert watch.real_errors() == []


def test_a_click_during_the_reply_to_another_click_is_not_lost(visit: Visit, watch: Watch) -> None:
    page = visit(webgl=True)
    heading = page.get_by_role("heading", level=1)
    box = painted(page).bounding_box() or {}
    assert colours_in(keep(page, "press-0-open"), box) > 50
    for across, down in ((0.30, 0.45), (0.45, 0.30), (0.62, 0.42)):
        page.mouse.click(box["x"] + box["width"] * across, box["y"] + box["height"] * down)
    expect(heading).to_have_text("Llansarnen")
    painted(page)
    assert page.url.endswith("?place=W05999023")
    page.mouse.dblclick(box["x"] + box["width"] * 0.30, box["y"] + box["height"] * 0.45)
    expect(heading).not_to_have_text("Llansarnen")
    painted(page)
    chosen = heading.inner_text()
    assert chosen != "Vale of Halwyn", "a double click must not clear the ward that it chose"
    assert watch.real_errors() == []


def test_the_sample_banner_is_visible_after_scrolling(visit: Visit) -> None:
    page = visit("data")
    banner = page.get_by_text(FICTIONAL, exact=True)
    expect(banner).to_be_in_viewport()
    page.locator('[data-testid="stMain"]').evaluate("main => main.scrollTo(0, 1e6)")
    expect(page.locator(".mt-foot")).to_be_in_viewport()
    expect(banner).to_be_in_viewport()


def test_the_language_can_be_changed_to_welsh(visit: Visit) -> None:
    page = visit()
    page.get_by_text("Cymraeg", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bro Halwyn")
    assert "lang=cy" in page.url
    assert page.locator("html").get_attribute("lang") == "cy"
    page.get_by_role("link", name="Ffynonellau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("O ble y daw ffigurau Bro Halwyn")
    keep(page, "welsh-data")


def test_on_a_phone_the_pages_are_in_a_menu(visit: Visit) -> None:
    page = visit("?lang=cy&place=W05999008", 390, 844)
    map_link = page.get_by_role("link", name="Map", exact=True)
    expect(map_link).to_have_count(0)
    page.get_by_role("button", name="Dewislen").click()
    map_link.click()
    page.wait_for_url("**/map?*place=W05999008*")
    settled(page)
    expect(map_link).to_have_count(0)
    expect(page.get_by_role("button", name="Dewislen")).to_be_in_viewport()


def test_a_place_can_be_chosen_by_keyboard(visit: Visit) -> None:
    page = visit()
    box = page.get_by_role("combobox", name=re.compile("Ward or area"))
    box.focus()
    page.keyboard.type("Tremelyn E")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tremelyn East")


def test_the_menu_is_one_line_on_a_projector(visit: Visit) -> None:
    """In Welsh, on the page whose title in the menu is the longest."""
    page = visit("perceived?projector=on&lang=cy", 1920, 1080)
    links, switches = page.locator(".st-key-mt-head a"), page.locator(".st-key-mt-switches > div")
    expect(links).to_have_count(IN_MENU)
    boxes = [(part.bounding_box() or {}) for part in (*links.all(), *switches.all())]
    middles = [box["y"] + box["height"] / 2 for box in boxes if box["height"]]
    # The search, the projector and the language follow the pages.
    assert len(middles) == IN_MENU + 3 and max(middles) - min(middles) < 24


def test_csv_files_have_every_area_and_the_fictional_mark(visit: Visit, tmp_path: Path) -> None:
    page = visit("map?category=burglary&level=lsoa")
    page.get_by_role("button", name="Download", exact=True).click()
    for name, label in (("figures", "The table (CSV)"), ("map", "Map colours and ranges (CSV)")):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        assert download.value.suggested_filename.startswith(f"fictional-sample_{name}")
        path = tmp_path / name
        download.value.save_as(path)
        lines = path.read_text("utf-8-sig").splitlines()
        assert len(lines) == 92
        assert all(FICTIONAL in line for line in lines[1:])


def test_the_health_route_replies(app_address: str) -> None:
    with urllib.request.urlopen(f"{app_address}/health") as answer:
        assert json.load(answer)["status"] == "ok"


def test_the_geometry_of_the_map_is_compressed_and_cached(visit: Visit, app_address: str) -> None:
    page = visit("map")
    painted(page)
    ask = "() => performance.getEntriesByType('resource').map((entry) => entry.name)"
    [address] = [name for name in page.evaluate(ask) if "/ward-areas-" in name]
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request) as answer:
        tag = answer.headers["ETag"]
        assert answer.headers["Content-Encoding"] == "gzip"
        assert json.loads(gzip.decompress(answer.read()))["type"] == "FeatureCollection"
    request.add_header("If-None-Match", tag)
    with pytest.raises(urllib.error.HTTPError, match="304"):
        urllib.request.urlopen(request)
