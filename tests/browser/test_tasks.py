"""What readers come for, each in at most four presses, and the length of pages on a phone."""

import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, painted, settled

pytestmark = pytest.mark.browser

MOST_PRESSES = 4
PIXEL_7 = (412, 839)
# The most pixels of a page before the part on how it is worked out, on a phone in Welsh.
LONGEST = {"place?place=W05999008": 4_500, "perceived": 5_000, "next": 4_500}


class Presses:
    """Count what a reader presses. Typing a word and choosing what it finds is one press more."""

    def __init__(self, page: Page) -> None:
        self.page, self.number = page, 0

    def button(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).first.click()
        self.number += 1

    def link(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=name).first.click()
        self.number += 1

    def find(self, box: str, typed: str) -> None:
        self.page.get_by_role("combobox", name=re.compile(box)).first.click()
        self.page.keyboard.type(typed)
        self.page.keyboard.press("Enter")
        self.number += 2

    def few(self) -> None:
        settled(self.page)
        assert self.number <= MOST_PRESSES, f"{self.number} presses"


@pytest.mark.slow
def test_pages_on_a_phone_are_a_few_screens_long(visit: Visit) -> None:
    for path, most in LONGEST.items():
        page = visit(f"{path}{'&' if '?' in path else '?'}lang=cy", *PIXEL_7)
        painted(page)
        fold = page.get_by_text("Sut y cafodd hyn ei gyfrifo").last
        end = fold.evaluate(
            "(one) => one.getBoundingClientRect().top"
            " + document.querySelector('[data-testid=stMain]').scrollTop"
        )
        assert end <= most, f"{path}: {end:.0f} pixels"


def test_a_councillor_finds_whether_asb_has_changed_in_a_ward(visit: Visit) -> None:
    page = visit("?lang=cy", *PIXEL_7)
    presses = Presses(page)
    presses.find("^Ward neu ardal", "Penhalwyn")
    page.wait_for_url(re.compile("place=W05999005"))
    settled(page)
    presses.few()
    answer = page.locator(".mt-lead, .mt-second").all_inner_texts()
    assert "Penhalwyn" in answer[0] and re.search(r"newid|i lawr|i fyny", " ".join(answer))


def test_a_sergeant_sees_where_violence_is_clearly_higher(visit: Visit) -> None:
    page = visit("")
    presses = Presses(page)
    presses.link(re.compile("^Map$"))
    page.wait_for_url(re.compile("/map"))
    painted(page)
    presses.find("^Type of crime or ASB", "Violence")
    page.wait_for_url(re.compile("category=violent-crime"))
    painted(page)
    presses.few()
    expect(page.locator(".mt-lead").first).to_contain_text(re.compile(r"of 24 wards"))
    expect(page.locator(".st-key-mt-panel")).to_contain_text("Clearly higher: ")
    expect(page.locator(".mt-legend").first).to_contain_text("pale")


def test_a_chair_shows_the_wards_where_worry_and_figures_differ(visit: Visit) -> None:
    page = visit("")
    presses = Presses(page)
    presses.link("What residents say")
    page.wait_for_url(re.compile("/perceived"))
    presses.few()
    lead = page.locator(".mt-lead").first
    expect(lead).to_contain_text("Maesgwylan")
    expect(lead).to_contain_text("Penhalwyn")


def test_an_analyst_gets_the_rates_of_small_areas_with_ranges_into_excel(visit: Visit) -> None:
    page = visit("")
    presses = Presses(page)
    presses.link(re.compile("^Map$"))
    page.wait_for_url(re.compile("/map"))
    painted(page)
    presses.button(re.compile("^Download"))
    workbook = page.get_by_role("button", name=re.compile("small area, LSOA"))
    expect(workbook).to_be_visible()
    with page.expect_download() as file:
        workbook.click()
    presses.number += 1
    presses.few()
    assert "_rate_" in file.value.suggested_filename and "lsoa" in file.value.suggested_filename
    rows = [
        *load_workbook(io.BytesIO(file.value.path().read_bytes()))
        .worksheets[0]
        .iter_rows(values_only=True)
    ]
    heads, areas = rows[0], rows[1:]
    assert len(areas) > 24, "more areas than wards"
    ranged = [row for row in areas if None not in row[2:5]]
    assert all(lower <= rate <= upper for rate, lower, upper in (row[2:5] for row in ranged))
    assert len(ranged) > 24 and heads[3:5] == ("From", "To")


def test_a_resident_sees_whether_anything_is_done_about_the_park(visit: Visit) -> None:
    page = visit("", *PIXEL_7)
    presses = Presses(page)
    presses.button(re.compile("Menu"))
    presses.link(re.compile("orders", re.IGNORECASE))
    page.wait_for_url(re.compile("/orders"))
    presses.few()
    expect(page.locator(".mt-lead").first).to_contain_text("North Park")
