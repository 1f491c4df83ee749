"""The orders page: the evidence for an order and its PDF on a phone, and clicks on the map."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from pypdf import PdfReader

from components.ui.tables import FICTIONAL
from tests.browser.conftest import Visit, Watch, keep, press_map, settled
from tests.browser.test_journey import choose

pytestmark = pytest.mark.browser

NAME, VERDICT = "Sgwâr yr Orsaf", "Mae'n edrych fel petai'r broblem wedi symud"


def test_the_evidence_for_an_order_is_downloaded_on_a_phone(
    visit: Visit, watch: Watch, tmp_path: Path
) -> None:
    page = visit("orders?lang=cy", width=390, height=844)
    expect(page.locator(".mt-lead")).to_contain_text("14")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    keep(page, "orders-1-list")
    choose(page, "Gorchymyn$", NAME)
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    settled(page)
    assert "order=PSPO-02" in page.url
    expect(page.locator(".mt-lead")).to_contain_text(VERDICT)
    expect(page.locator(".mt-drawing").first).to_be_visible()
    # The symbols of the legend are as large as on the map.
    marks = page.locator(".mt-legend .mt-drawing")
    own, shown = marks.evaluate_all(
        "(all) => [all.map((one) => one.naturalWidth), all.map((one) => one.width)]"
    )
    assert own == shown and len(own) == 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    keep(page, "orders-2-evidence")
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("PDF")).click()
    path = tmp_path / "sheet.pdf"
    saved.value.save_as(path)
    assert saved.value.suggested_filename.startswith("fictional-sample_order_pspo-02")
    reader = PdfReader(path)
    said = " ".join(reader.pages[0].extract_text().split())
    assert len(reader.pages) <= 2 and NAME in said and FICTIONAL in said and VERDICT in said
    page.reload()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    assert watch.real_errors() == [] and watch.outside == []


def opens_an_order(page: Page) -> bool:
    """Return whether the last click opened an order: clicks can miss a small one by some pixels."""
    try:
        page.wait_for_url(re.compile("order="), timeout=10_000)
    except PlaywrightTimeout:
        return False
    settled(page)
    return True


def test_clicking_an_order_on_the_map_opens_it_and_a_button_leads_back(
    visit: Visit, watch: Watch
) -> None:
    page = visit("orders", webgl=True)
    for across, down in ((0.139, 0.672), (0.136, 0.67), (0.142, 0.675), (0.139, 0.66)):
        press_map(page, across, down, within=".st-key-orders-map")
        if opens_an_order(page):
            break
    expect(page.get_by_role("heading", level=1)).to_have_text("Porth Halwyn Beach")
    keep(page, "orders-3-pressed")
    page.get_by_role("button", name="All orders").click()
    page.wait_for_url(lambda url: "order=" not in url)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Public spaces protection orders")
    assert watch.real_errors() == [] and watch.outside == []
