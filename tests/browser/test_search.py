"""The search opens by keyboard on every page, and leads to what was found."""

import re

import pytest
from playwright.sync_api import expect

from components.text.catalogue import Text
from tests.browser.conftest import Visit, Watch, keep, settled

pytestmark = pytest.mark.browser


def test_a_slash_opens_the_search_and_a_link_leads_to_a_place(visit: Visit, watch: Watch) -> None:
    for path, width, height, language in (
        ("orders", 1366, 768, "en"),
        ("data?lang=cy", 390, 844, "cy"),
    ):
        text, page = Text(language), visit(path, width=width, height=height)
        if width > 500:
            page.wait_for_function("window.milltirSearch")
            page.keyboard.press("/")
        else:
            page.get_by_role("button", name=text("search.title")).click()
        window = page.get_by_role("dialog")
        box = window.get_by_role("textbox", name=text("search.label"))
        expect(box).to_be_focused()
        box.fill("porth sarnen")
        box.press("Enter")
        expect(window.get_by_role("heading", name=text("search.place"))).to_be_visible()
        keep(page, f"search-{width}")
        window.get_by_role("link", name="Promen").first.click()
        expect(page).to_have_url(re.compile("place=W05999011"))
        settled(page)
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.get_by_role("button", name=text("search.title")).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        settled(page)
        expect(page.get_by_role("dialog")).to_have_count(0)
    assert watch.real_errors() == [] and watch.outside == []
