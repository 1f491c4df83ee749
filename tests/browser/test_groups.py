"""Community groups as they are looked up on a phone, and the same link opened again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Watch, keep, press_map, settled

pytestmark = pytest.mark.browser

NO_ONE = "Nid oes neb yn byw mwy na 5 km"


def read(page: Page) -> list[str]:
    """What the page says, apart from what the map's canvas holds."""
    said = page.locator(".mt-lead, .mt-second, .mt-named li, .mt-table td, .mt-card li")
    return [words.strip() for words in said.all_inner_texts()]


def test_on_a_phone_from_the_answer_to_a_group_and_back_by_link(visit: Visit, watch: Watch) -> None:
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
    expect(lead).to_contain_text(NO_ONE)
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    first, address = read(page), page.url
    again = visit(address.split("/")[-1], width=390, height=844)
    expect(again.locator(".mt-lead").first).to_contain_text(NO_ONE)
    assert read(again) == first
    assert watch.real_errors() == [] and watch.outside == []


def test_a_ward_pressed_on_the_map_narrows_the_list(visit: Visit, watch: Watch) -> None:
    page = visit("groups")
    press_map(page, 0.62, 0.42)
    page.wait_for_url(re.compile(r"[?&]place=W05999"))
    settled(page)
    expect(page.locator(".mt-second", has_text="Shown are the")).to_be_visible()
    assert watch.real_errors() == [] and watch.outside == []
