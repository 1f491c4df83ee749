"""The panel of the chosen place: clicks, table, keyboard, pinned places, phone and files."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from components.text.catalogue import Text
from tests.browser.conftest import Visit, Watch, keep, press_map, settled, wider_than_window

pytestmark = pytest.mark.browser
FIND = Text("en")("table.find")


def name_in(page: Page) -> Locator:
    return page.locator(".st-key-mt-panel .mt-portrait h2")


def press_row(page: Page, row: int) -> None:
    """Click the checkbox of a row of the table, which is a canvas with rows of 35 pixels.

    A table that still shows fewer rows, those of a name that was typed, is waited for.
    """
    grid = page.get_by_test_id("stDataFrame")
    page.wait_for_function(
        "([grid, height]) => grid.getBoundingClientRect().height >= height",
        arg=[grid.element_handle(), 35 * (row + 2)],
    )
    grid.scroll_into_view_if_needed()
    box = grid.bounding_box() or {}
    page.mouse.click(box["x"] + 15, box["y"] + 35 * (row + 1.5))


def test_clicking_an_area_on_the_map_shows_it_in_the_panel(visit: Visit, watch: Watch) -> None:
    page = visit("map")
    expect(name_in(page)).to_have_text("Vale of Halwyn")
    press_map(page, 0.62, 0.42)
    expect(name_in(page)).not_to_have_text("Vale of Halwyn")
    settled(page)  # Until then the chart of the whole area is there as well.
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    keep(page, "panel-1-pressed")
    page.get_by_role("button", name="Clear").click()
    expect(name_in(page)).to_have_text("Vale of Halwyn")
    assert watch.real_errors() == [] and watch.outside == []


def test_places_are_chosen_in_the_table_and_two_are_pinned(visit: Visit, watch: Watch) -> None:
    page = visit("map")
    press_row(page, 4)
    expect(name_in(page)).to_have_text("Penhalwyn")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator(".mt-pins-title")).to_have_text("Side by side")
    press_row(page, 5)
    expect(name_in(page)).to_have_text("Saltings")
    page.get_by_role("button", name="Compare").click()
    pinned = page.locator(".st-key-mt-pins .mt-portrait h2")
    expect(pinned).to_have_text(["Penhalwyn", "Saltings"])
    expect(page.locator(".st-key-mt-pins")).to_contain_text("is clearly lower in Penhalwyn")
    keep(page, "panel-2-pinned")
    link = page.url
    again = visit(link.split("/", 3)[3])
    expect(again.locator(".st-key-mt-pins .mt-portrait h2")).to_have_text(["Penhalwyn", "Saltings"])
    again.locator(".st-key-mt-pins").get_by_role("button", name="Remove").first.click()
    expect(again.locator(".st-key-mt-pins .mt-portrait h2")).to_have_text(["Saltings"])
    assert watch.real_errors() == [] and watch.outside == []


def test_an_lsoa_is_found_and_its_page_opened_by_keyboard(visit: Visit) -> None:
    page = visit("map?level=lsoa")
    page.get_by_label(FIND).focus()
    page.keyboard.type("w01999010")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("place=W01999010"))
    expect(page.locator(".st-key-mt-panel .mt-portrait small")).to_contain_text("(LSOA) in")
    link = page.get_by_role("link", name="Open its page")
    name = name_in(page).inner_text()
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_pinned_places_are_below_each_other_on_a_phone(visit: Visit) -> None:
    page = visit("map?pins=W05999008.W05999003&place=W05999008&lang=cy", 390, 844)
    first, second = page.locator(".st-key-mt-pins .mt-portrait").all()
    above, below = first.bounding_box() or {}, second.bounding_box() or {}
    assert below["y"] > above["y"] + above["height"]
    assert wider_than_window(page) <= 1
    page.locator(".st-key-mt-pins").scroll_into_view_if_needed()
    keep(page, "panel-phone")


def test_files_of_every_format_are_downloaded(visit: Visit, watch: Watch) -> None:
    page = visit("map?measure=change&level=lsoa&lang=cy")
    page.get_by_role("button", name="Lawrlwytho", exact=True).click()
    starts = {"XLSX": b"PK", "Y map (GeoJSON)": b"{", "GeoPackage": b"SQLite format 3"}
    for kind, start in starts.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=kind).click()
        assert download.value.suggested_filename.startswith("fictional-sample_map_change")
        assert Path(download.value.path()).read_bytes().startswith(start)
    keep(page, "panel-files")
    assert watch.real_errors() == []
