"""The place page on a phone: found by name, postcode and map; its PDF and its print version."""

import io

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from components.text.catalogue import Text
from data.release.store import Store
from tests.browser.conftest import Visit, Watch, keep, wider_than_window

pytestmark = pytest.mark.browser
FEAR, CASTLE = "W05999008", "W05999001"


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def test_a_place_is_found_by_name_and_its_pdf_is_downloaded(visit: Visit, watch: Watch) -> None:
    text = Text("cy")
    page = visit("place?lang=cy", 390, 844)
    expect(page.get_by_role("heading", level=1)).to_have_text(text("page.place"))
    page.get_by_label(text("place.choose"), exact=True).click()
    page.keyboard.type("maesgwyl")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Maesgwylan")
    expect(page.locator(".mt-opening .mt-lead")).to_have_count(3)
    assert wider_than_window(page) <= 1
    keep(page, "place-phone")
    with page.expect_download() as waited:
        page.get_by_role("button", name=text("sheet.save")).click()
    pdf = PdfReader(io.BytesIO(waited.value.path().read_bytes()))
    assert len(pdf.pages) == 2
    assert str(pdf.trailer["/Root"]["/Lang"]).startswith("cy")
    assert "Maesgwylan" in pdf.pages[0].extract_text()
    assert watch.real_errors() == [] and watch.outside == []


def test_a_postcode_and_the_map_panel_lead_to_the_place_page(
    visit: Visit, sample_store: Store
) -> None:
    known = sample_store.example_postcode()
    ward = sample_store.areas("ward").loc[sample_store.ward_of_postcode(known)]
    page = visit("place", 390, 844)
    box = page.get_by_label(Text("en")("place.postcode"))
    box.fill("nonsense")
    box.press("Enter")
    expect(page.get_by_test_id("stAlert")).to_contain_text("does not look like a postcode")
    box.fill(known)
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(str(ward["name_en"]))
    page = visit(f"map?place={FEAR}")
    page.get_by_role("link", name=Text("en")("panel.door")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Maesgwylan")
    expect(page.locator(".mt-opening")).to_be_visible()


def test_an_order_is_opened_from_its_place_and_leads_back(visit: Visit, watch: Watch) -> None:
    text = Text("en")
    page = visit(f"place?place={CASTLE}", 390, 844)
    place = heading(page)
    link = page.locator(".st-key-mt-place-orders").get_by_role("link")
    order = page.locator(".mt-things strong").first.inner_text()
    expect(link).to_contain_text(text("mine.order_open", order=order))
    assert link.evaluate(
        "a => [...a.querySelectorAll('*')].every(e => e.scrollWidth <= a.clientWidth)"
    )
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(order)
    page.locator(".st-key-mt-orders-back").get_by_role("link", name=place).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(place)
    assert "order=" not in page.url
    assert watch.real_errors() == [] and watch.outside == []


def test_the_printed_page_has_the_summary_and_no_controls(visit: Visit) -> None:
    page = visit(f"place?place={FEAR}", fresh=True)
    expect(page.locator(".js-plotly-plot")).to_have_count(2)
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    words = " ".join(part.extract_text() for part in printed.pages)
    assert 2 <= len(printed.pages) <= 6
    assert "Maesgwylan" in words and Text("en")("mine.not_absent") in words
    assert Text("en")("sheet.save") not in words
    page.emulate_media(media="print")
    keep(page, "place-print")
