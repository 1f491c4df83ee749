"""In a real browser no name or text that comes in files and forms acts or asks another host."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Watch, launched, painted, served, tabs, visit, watch
from tests.conftest import settings_in
from tests.hostile.typed import ORDER, OUTSIDE, WARD

__all__ = ["launched", "tabs", "visit", "watch"]
pytestmark = [pytest.mark.browser, pytest.mark.slow]
ADDRESSES = (
    f"?place={WARD}&lang=cy",
    f"place?place={WARD}",
    "place?place=W05999006&lang=cy",
    f"orders?order={ORDER}",
    "next?lang=cy",
    f"perceived?place={WARD}",
    "plan?item=plan_actions:A001",
    "meetings?meeting=M002&mode=show&held=M002:MI012:1&lang=cy",
)
# What such a text would have become.
ACTED = """() => [...document.querySelectorAll(
    'a, img, script, iframe, strong, em, del, code, .katex, [onerror], [onload], [style*=outside]'
)].filter((one) => {
    const address = (one.getAttribute('href') ?? one.getAttribute('src') ?? '').split('?')[0];
    const words = one.textContent;
    return /outside\\.example|javascript:/.test(decodeURIComponent(address))
        || one.hasAttribute('onerror') || one.hasAttribute('onload')
        || (/^(STRONG|EM|DEL|CODE)$/.test(one.tagName) && /^(bold|gone|code|b)$/.test(words))
        || one.matches('.katex') || (one.getAttribute('style') ?? '').includes('outside');
}).map((one) => one.outerHTML.slice(0, 200))"""
ICONS = "[role=img][aria-label='home icon'], img[alt='Streamlit logo']"


@pytest.fixture(scope="module")
def app_address(hostile: Path) -> Iterator[str]:
    with served(settings_in(hostile)) as address:
        yield address


def check(page: Page, watch: Watch) -> None:
    assert page.evaluate(ACTED) == []
    expect(page.locator(ICONS)).to_have_count(0)
    assert watch.outside == [] and watch.real_errors() == []


def test_no_text_acts_and_no_other_host_is_asked(visit: Visit, watch: Watch) -> None:
    asked: list[str] = []
    for address in ADDRESSES:
        page = visit(address)
        page.on("dialog", lambda shown: asked.append(shown.message))
        expect(page.locator("body")).to_contain_text(re.compile(re.escape(OUTSIDE)))
        check(page, watch)
    assert asked == []


def test_no_text_acts_on_the_card_of_a_map(visit: Visit, watch: Watch) -> None:
    page = visit("map", webgl=True)
    box = painted(page).bounding_box() or {}
    for across in (0.62, 0.64):
        page.mouse.move(box["x"] + box["width"] * across, box["y"] + box["height"] * 0.4)
    card = page.locator(".mt-area-card:not(:empty)").locator("visible=true").first
    expect(card).to_contain_text(re.compile(r"\w"))
    assert card.locator("img, a, script, svg, strong").count() == 0
    assert card.locator("b").count() == 1, "the name, as text"
    check(page, watch)
