"""The map by town and by police beat: clicks, keyboard search, and filters."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import (
    Visit,
    Watch,
    keep,
    map_view,
    painted,
    press_map,
    redrawn,
    settled,
)
from tests.browser.test_panel import FIND, name_in, press_row

pytestmark = pytest.mark.browser

# Each test uses one of the two levels; tests/pages/test_levels.py tests both.
TOWN = ("Towns", "town", "Porth Sarnen", "T02")
BEAT = ("Police beats", "beat", "Sarnen Shore", "HB4")


def choose_level(page: Page, label: str) -> None:
    page.get_by_role("button", name=re.compile("^More")).click()
    with redrawn(page):
        page.get_by_role("radio", name=label).click()
    page.keyboard.press("Escape")


def test_clicking_a_town_shows_its_panel(visit: Visit, watch: Watch) -> None:
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


def test_a_beat_is_chosen_by_keyboard_and_another_in_the_table(visit: Visit) -> None:
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


def test_a_filter_to_a_beat_moves_the_map_and_ends_at_another_level(
    visit: Visit, watch: Watch
) -> None:
    _, level, name, code = BEAT
    page = visit(f"map?level={level}")
    whole = map_view(page)
    page.get_by_role("button", name=re.compile("^More")).click()
    page.get_by_role("combobox", name=re.compile("Only these")).click()
    # Wards can have similar names. The opening bracket after the name leaves only this one.
    page.keyboard.type(f"{name} (")
    with redrawn(page):
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
