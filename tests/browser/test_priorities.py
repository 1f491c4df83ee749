"""The priorities page on a phone: change a weight, share the link, filter, open a place's page."""

import re

import pytest
from playwright.sync_api import Page, expect

from components.text.catalogue import Text
from tests.browser.conftest import Visit, Watch, keep, settled, unfold

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}


def answer_on(page: Page) -> str:
    return page.locator(".mt-lead").first.inner_text()


def tiers_on(page: Page) -> list[str]:
    """Return every card's name and tier."""
    return page.locator('[class*="st-key-mt-next-"] :is(h3, .mt-tier)').all_inner_texts()


def overflow_of(page: Page) -> int:
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def test_a_weight_is_changed_and_the_link_has_the_same_weights(visit: Visit, watch: Watch) -> None:
    text = Text("cy")
    page = visit("next?lang=cy", **PHONE)
    before = answer_on(page)
    fold = page.locator('[data-testid="stExpander"]', has_text=text("next.weights"))
    unfold(fold).get_by_text(text("next.sliders"), exact=True).click()
    handle = page.get_by_role("slider", name=text("ingredient.rate"))
    handle.focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url(re.compile(r"[?&]weights=0-15-20-10-15-10-10-0"))
    expect(page.locator(".mt-lead").first).not_to_have_text(before)
    settled(page)
    keep(page, "next-1-turned")
    other = visit(page.url.split("/", 3)[3], **PHONE)
    assert answer_on(other) == answer_on(page)
    assert tiers_on(other) == tiers_on(page) and len(tiers_on(page)) >= 2
    assert overflow_of(other) <= 0
    assert watch.real_errors() == [] and watch.outside == []


def test_the_filter_of_idle_places_leads_to_the_page_of_a_place(visit: Visit, watch: Watch) -> None:
    text = Text("en")
    page = visit("next", **PHONE)
    page.get_by_text(text("next.only_idle"), exact=True).click()
    page.wait_for_url(re.compile(r"[?&]idle=on"))
    card = page.locator('[class*="st-key-mt-next-"]')
    expect(card).to_have_count(1)
    name = card.locator("h3").inner_text()
    expect(page.locator(".mt-lead").first).to_contain_text(name)
    card.scroll_into_view_if_needed()
    keep(page, "next-2-idle")
    card.get_by_text(text("next.open"), exact=True).click()
    page.wait_for_url(re.compile(r"/place\?(.*&)?place=W05999021"))
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator(".mt-opening")).to_be_visible()
    assert overflow_of(page) <= 0
    assert watch.real_errors() == [] and watch.outside == []
