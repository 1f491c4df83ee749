"""The map by town and by police beat as it is used: pressed, found by keyboard, filtered."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Watch, keep, map_view, painted, press_map, settled
from tests.browser.test_panel import FIND, name_in, press_row

pytestmark = pytest.mark.browser

# What towns and beats have in common is tested with one of them; pages are tested with both.
TOWN = ("Towns", "town", "Porth Sarnen", "T02")
BEAT = ("Police beats", "beat", "Sarnen Shore", "HB4")


def choose_level(page: Page, label: str) -> None:
    page.get_by_role("button", name=re.compile("^More")).click()
    page.get_by_role("radio", name=label).click()
    settled(page)
    page.keyboard.press("Escape")


def test_a_press_on_one_opens_its_panel(visit: Visit, watch: Watch) -> None:
    label, level, name, code = TOWN
    page = visit("map", 1366, 1080)
    painted(page)
    choose_level(page, label)
    expect(page).to_have_url(re.compile(f"level={level}"))
    press_map(page, 0.7, 0.74)
    expect(name_in(page)).to_have_text(name)
    assert f"place={code}" in page.url
    keep(page, f"levels-{level}")
    assert watch.real_errors() == [] and watch.outside == []


def test_the_keyboard_alone_finds_one_and_the_table_another(visit: Visit) -> None:
    _, level, name, code = BEAT
    page = visit(f"map?level={level}")
    page.get_by_label(FIND).focus()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"place={code}"))
    expect(name_in(page)).to_have_text(name)
    page.get_by_label(FIND).fill("")
    page.keyboard.press("Enter")
    settled(page)
    press_row(page, 2)
    expect(page).not_to_have_url(re.compile(f"place={code}"))
    expect(name_in(page)).not_to_have_text(name)


def test_a_filter_to_one_goes_there_and_the_next_level_has_its_own(
    visit: Visit, watch: Watch
) -> None:
    _, level, name, code = BEAT
    page = visit(f"map?level={level}")
    whole = map_view(page)
    page.get_by_role("button", name=re.compile("^More")).click()
    page.get_by_role("combobox", name=re.compile("Only these")).click()
    # The whole of it: wards can be called alike, and Enter takes all that match.
    page.keyboard.type(f"{name} (")
    page.keyboard.press("Enter")
    expect(page.locator(".mt-only")).to_contain_text(f"Only {name}: 1 of")
    assert f"wards={code}" in page.url
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert map_view(page)[2] > whole[2] + 0.5
    keep(page, f"levels-only-{level}")
    shared = visit(page.url.split("/", 3)[3])
    expect(shared.locator(".mt-only")).to_contain_text(f"Only {name}: 1 of")
    choose_level(page, "Wards")
    expect(page.locator(".mt-only")).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert "wards=" not in page.url
    assert watch.real_errors() == []
