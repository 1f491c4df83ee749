"""Orders as they are used: from the answer to one order's evidence, and away with it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from components.ui.tables import FICTIONAL
from tests.browser.conftest import Visit, Watch, keep, painted, press_map, settled
from tests.browser.test_journey import choose

pytestmark = pytest.mark.browser

WORDS = {
    "en": ("Order", "Station Square", "the numbers look like a move next door", "PDF"),
    "cy": ("Gorchymyn", "Sgwâr yr Orsaf", "mae'r rhifau'n edrych fel symud drws nesaf", "PDF"),
}


@pytest.mark.parametrize("language", WORDS)
def test_an_officer_with_a_phone_takes_the_evidence_away(
    visit: Visit, watch: Watch, language: str, tmp_path: Path
) -> None:
    label, name, verdict, pdf = WORDS[language]
    page = visit(f"orders?lang={language}", width=390, height=844)
    expect(page.locator(".mt-lead")).to_contain_text("14")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    keep(page, f"orders-1-list-{language}")
    choose(page, f"{label}$", name)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    settled(page)
    assert "order=PSPO-02" in page.url
    expect(page.locator(".mt-lead")).to_contain_text(verdict)
    expect(page.locator(".mt-drawing").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    keep(page, f"orders-2-evidence-{language}")
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile(pdf)).click()
    path = tmp_path / "sheet.pdf"
    saved.value.save_as(path)
    assert saved.value.suggested_filename.startswith("fictional-sample_order_pspo-02")
    reader = PdfReader(path)
    said = " ".join(reader.pages[0].extract_text().split())
    assert len(reader.pages) <= 2 and name in said and FICTIONAL in said and verdict in said
    page.reload()
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert watch.real_errors() == [] and watch.outside == []


def test_a_press_on_the_map_opens_the_order_and_the_way_leads_back(
    visit: Visit, watch: Watch
) -> None:
    page = visit("orders")
    for across, down in ((0.139, 0.672), (0.136, 0.67), (0.142, 0.675), (0.139, 0.66)):
        press_map(page, across, down, within=".st-key-orders-map")
        painted(page)
        if "order=" in page.url:
            break
    expect(page.get_by_role("heading", level=1)).to_have_text("Porth Halwyn Beach")
    keep(page, "orders-3-pressed")
    page.get_by_role("button", name="All orders").click()
    page.wait_for_url(lambda url: "order=" not in url)
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Public spaces protection orders")
    assert watch.real_errors() == [] and watch.outside == []
