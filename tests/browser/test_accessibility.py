"""Accessibility: axe on every page, tables as text, narrow windows, and colours of the system."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from components.text.catalogue import LANGUAGES
from data.settings import Settings
from tests.browser.conftest import FRAMES, Tabs, Visit, served, settled, unfold, wider_than_window
from tests.halwyn_authorities import NORTH

pytestmark = pytest.mark.browser

# Every page, with a place or an order where that shows more.
PAGES = (
    "",
    "place",
    "place?place=W05999008",
    "map",
    "map?place=W05999008&overlays=groups.orders",
    "map?beside=before",
    "perceived?place=W05999008",
    "next",
    "hotspots",
    "authorities",
    "groups",
    "orders",
    "register",
    "register?record=groups:G001",
    "register?record=orders:PSPO-01",
    "responses",
    "responses?response=A1",
    "responses?response=new&begin=place:W05999003",
    "data",
    "packs",
    "meetings",
    "meetings?meeting=M002",
    "meetings?meeting=M002&mode=show&held=M002:MI012:1",
    "news",
    "packs?pack=ward&place=W05999008",
    "plan?listed=behind",
    "plan?item=plan_actions:A001",
    "plan?item=import",
    "upload",
    "admin?section=versions",
    "admin?section=audit",
    "accessibility",
)
NARROWEST = 320
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# The sizes of one tab: a screen's and a projector's, or a phone's; the last one is the width of a
# window of 1280 pixels at 400%.
SIZES = {"screen": ((1366, 768), (1920, 1080)), "phone": ((412, 915), (320, 640))}


@pytest.fixture
def open_tab(tabs: Tabs) -> Iterator[Callable[[int, int], Page]]:
    """A function that opens a new tab of a size, for a test that watches no messages of it."""
    yield partial(tabs.take, fresh=True, webgl=False)
    tabs.give_back(lambda page: None)


def go_to(page: Page, home: str, path: str, language: str) -> None:
    page.goto(f"{home}/{path}{'&' if '?' in path else '?'}lang={language}")
    settled(page)


def violations(page: Page) -> list[str]:
    """Return what breaks a rule of WCAG 2.2, level A or AA, each with the first such element."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": [*RULES]}})
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found.response["violations"]]


def test_no_page_breaks_a_rule_of_wcag_or_scrolls_sideways(
    open_tab: Callable[[int, int], Page], app_address: str
) -> None:
    """Pages take turns: the first on a screen and the next on a phone, in each language.

    The rules are checked at one of the two sizes of a screen, in turn; on a phone at the larger.
    """
    tabs = {screen: open_tab(*sizes[0]) for screen, sizes in SIZES.items()}
    broken, wider = {}, {}
    for number, path in enumerate(PAGES):
        screen = [*SIZES][number % 2]
        page = tabs[screen]
        go_to(page, app_address, path, LANGUAGES[number // 2 % 2])
        checked = SIZES[screen][number // 4 % 2 if screen == "screen" else 0]
        for width, height in SIZES[screen]:
            page.set_viewport_size({"width": width, "height": height})
            if (over := wider_than_window(page)) > 1:
                wider[path, width] = over
            if (width, height) == checked and (found := violations(page)):
                broken[path, width] = found
    assert broken == {} and wider == {}


def test_data_of_several_authorities_breaks_no_rule_and_has_its_menu_on_one_line(
    open_tab: Callable[[int, int], Page], authorities_settings: Settings
) -> None:
    """The Welsh menu is the longest; the page of the authorities is one more in it."""
    with served(authorities_settings) as address:
        for screen, (width, height) in {"screen": (1366, 768), "phone": (412, 915)}.items():
            page = open_tab(width, height)
            for path in ("authorities", f"place?level=authority&place={NORTH}"):
                go_to(page, address, path, "cy")
                assert wider_than_window(page) <= 1, (screen, path)
                assert violations(page) == [], (screen, path)
            if screen == "screen":
                for wide in (1280, 1366, 1920):
                    page.set_viewport_size({"width": wide, "height": height})
                    page.evaluate(FRAMES)
                    head = page.locator(".st-key-mt-head a, .st-key-mt-switches")
                    boxes = [one.bounding_box() or {} for one in head.all()]
                    middles = [box["y"] + box["height"] / 2 for box in boxes]
                    assert max(middles) - min(middles) < 24, wide
                go_to(page, address, "authorities", "en")
                unfold(page.locator(".st-key-as-text-authorities-list"))
                expect(page.get_by_role("columnheader", name="Change from")).to_be_visible()


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("screen", SIZES)
def test_no_page_breaks_a_rule_on_a_screen_or_a_phone_at_any_size(
    open_tab: Callable[[int, int], Page], app_address: str, screen: str
) -> None:
    """Each page is checked on both, in the two languages by turns."""
    page, broken, wider = open_tab(*SIZES[screen][0]), {}, {}
    for number, path in enumerate(PAGES):
        go_to(page, app_address, path, LANGUAGES[(number + (screen != "phone")) % 2])
        for width, height in SIZES[screen]:
            page.set_viewport_size({"width": width, "height": height})
            if (over := wider_than_window(page)) > 1:
                wider[path, width] = over
            if width > NARROWEST and (found := violations(page)):
                broken[path, width] = found
    assert broken == {} and wider == {}


def test_each_drawn_table_has_the_same_table_as_text(visit: Visit) -> None:
    page = visit("map")
    page.locator("summary", has_text="The same table as text").focus()
    page.keyboard.press("Enter")
    table = page.get_by_role("table").last
    expect(table.get_by_role("row")).to_have_count(25)
    expect(table.get_by_role("columnheader").first).to_be_visible()
    assert page.locator('[data-testid="stDataFrame"]').count() == 1


def test_less_motion_and_the_colours_of_the_system_are_respected(visit: Visit) -> None:
    page = visit("map?place=W05999008", fresh=True)
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    page.locator(".st-key-mt-navigation button[data-act=place]").click()
    page.wait_for_url("**at=**")
    swatch = page.locator(".mt-legend .mt-swatch").first
    look = "(one) => [getComputedStyle(one).forcedColorAdjust, getComputedStyle(one).borderStyle]"
    adjust, border = swatch.evaluate(look)
    assert adjust == "none" and border == "solid", "the legend has the map's own colours"
