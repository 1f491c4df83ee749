"""The groups page: search on a phone, a shared link, and choosing a ward on the map."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Watch, keep, press_map, settled

pytestmark = pytest.mark.browser

NO_ONE = "Mae pawb yn byw o fewn 5 km"


def read(page: Page) -> list[str]:
    """Return the text of the page's sentences, lists and tables."""
    texts = page.locator(".mt-lead, .mt-second, .mt-named li, .mt-table td, .mt-card li")
    return [text.strip() for text in texts.all_inner_texts()]


def test_a_group_is_found_on_a_phone_and_the_link_shows_the_same(
    visit: Visit, watch: Watch
) -> None:
    page = visit("groups?lang=cy", width=390, height=844)
    lead = page.locator(".mt-lead").first
    expect(lead).to_contain_text("Morfa Halwyn")
    keep(page, "groups-1-answer")
    box = page.get_by_label("Chwilio'r rhestr")
    box.scroll_into_view_if_needed()
    box.fill("ieuenctid penhalwyn")
    box.press("Enter")
    page.wait_for_url(re.compile(r"[?&]find="))
    settled(page)
    expect(page.locator(".mt-table td", has_text="Clwb Ieuenctid Penhalwyn").first).to_be_visible()
    keep(page, "groups-2-found")
    page.get_by_role("radio", name="5 km", exact=True).click()
    page.wait_for_url(re.compile(r"[?&]reach=5000"))
    expect(page.locator(".stMain, [data-testid=stMain]").first).to_contain_text(NO_ONE)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    first, address = read(page), page.url
    again = visit(address.split("/")[-1], width=390, height=844)
    expect(again.locator("[data-testid=stMain]").first).to_contain_text(NO_ONE)
    assert read(again) == first
    assert watch.real_errors() == [] and watch.outside == []


def test_clicking_a_ward_on_the_map_filters_the_list(visit: Visit, watch: Watch) -> None:
    page = visit("groups")
    press_map(page, 0.62, 0.42)
    page.wait_for_url(re.compile(r"[?&]place=W05999"))
    settled(page)
    expect(page.locator(".mt-second", has_text="Showing the")).to_be_visible()
    assert watch.real_errors() == [] and watch.outside == []
