"""Officers work in the register: confirm a group, draw an order, extend another, and collide."""

from collections.abc import Iterator

import pytest
import shapely
from playwright.sync_api import Page, expect

from components.text.catalogue import Text
from data.register.history import changes
from data.register.migration import open_register
from data.register.orders import ORDER
from data.register.records import all_records, find_record
from data.release.manifest import Manifest
from data.settings import Settings
from tests.browser.conftest import Tabs, Visit, Watch, keep, served, settled, wider_than_window

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a register that only the tests of this module use."""
    return f"sqlite:///{tmp_path_factory.mktemp('register') / 'register.sqlite'}"


@pytest.fixture(scope="module")
def app_address(
    sample_manifest: Manifest, sample_settings: Settings, register: str
) -> Iterator[str]:
    """Serve the app with the sample county and a register of its own."""
    with served(sample_settings, MILLTIR_REGISTER=register) as address:
        yield address


def done(page: Page, words: str) -> None:
    """Wait until the page says that something was done."""
    expect(page.locator(".mt-done")).to_contain_text(words)
    settled(page)


def button(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).first.click()


def test_a_group_is_confirmed_on_a_phone_in_welsh_undone_and_redone(
    visit: Visit, watch: Watch
) -> None:
    text = Text("cy")
    page = visit("register?lang=cy", width=390, height=844)
    assert wider_than_window(page) <= 0
    first = page.locator("[class*=st-key-mt-row-group]").first
    name = first.locator("strong").inner_text()
    button(page, text("register.still_right"))
    done(page, text("register.confirmed_now", name=name))
    keep(page, "register-1-confirmed")
    expect(page.locator("[class*=st-key-mt-row-group]").first).not_to_contain_text(name)
    page.get_by_role("tab", name=text("register.tab_changes")).click()
    expect(page.locator(".mt-change").first).to_contain_text(name)
    button(page, text("history.undo"))
    done(page, text("history.undone"))
    page.get_by_role("tab").first.click()
    expect(page.locator("[class*=st-key-mt-row-group]").first).to_contain_text(name)
    page.get_by_role("tab", name=text("register.tab_changes")).click()
    page.get_by_role("button", name=text("history.redo")).first.click()
    page.get_by_role("tab").first.click()
    expect(page.locator("[class*=st-key-mt-row-group]").first).not_to_contain_text(name)
    settled(page)
    assert watch.real_errors() == [] and watch.outside == []


def new_order(page: Page, name: str, text: Text) -> str:
    """Enter a new order by its form, and return its number."""
    page.get_by_label(text("field.name_en")).fill(name)
    page.get_by_label(text("field.prohibitions_en")).fill("No fires")
    page.get_by_role("combobox", name=text("field.status")).click()
    page.get_by_role("option", name=text("order_state.in force")).click()
    page.get_by_label(text("field.start"), exact=True).fill("1/11/2026")
    page.get_by_label(text("field.expiry"), exact=True).fill("31/10/2029")
    button(page, text("form.save"))
    done(page, text("register.saved"))
    return page.url.split("orders%3A")[-1].split("&")[0]


def at(page: Page, right: float, down: float) -> tuple[float, float]:
    """Return a point of the window by its distance from the middle of the map for drawing."""
    drawing = page.locator(".map svg")
    drawing.scroll_into_view_if_needed()
    box = drawing.bounding_box() or {}
    return box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down


def test_an_order_is_entered_and_drawn_with_the_mouse_and_is_on_the_map(
    visit: Visit, watch: Watch, register: str
) -> None:
    text = Text("en")
    page = visit("register?record=orders")
    key = new_order(page, "Slipway", text)
    page.get_by_role("tab", name=text("register.where_orders"), exact=True).click()
    drawing = page.locator(".map svg")
    expect(drawing.locator("path.area").first).to_be_attached()
    state = page.locator(".map")
    for right, down in ((-20, -20), (20, -20), (20, 20), (-20, 20)):
        page.mouse.click(*at(page, right, down))
    expect(state).to_have_attribute("data-state", "open")
    button(page, text("draw.undo"))
    expect(page.locator("[role=status]").last).to_have_text(text("draw.open", n=3))
    page.mouse.click(*at(page, -25, 25))
    button(page, text("draw.finish"))
    expect(state).to_have_attribute("data-state", "closed")
    page.mouse.move(*at(page, 20, 20))
    page.mouse.down()
    page.mouse.move(*at(page, 40, 30), steps=4)
    page.mouse.up()
    keep(page, "register-2-drawn")
    button(page, text("draw.save"))
    done(page, text("register.area_saved"))
    record = find_record(open_register(register), ORDER, key)
    assert record
    area = shapely.from_wkt(record.values["area"])
    assert area.is_valid and len(area.exterior.coords) == 5
    page.goto(page.url.split("/register")[0] + f"/orders?order={key}")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Slipway")
    expect(page.locator(".mt-drawing").first).to_be_visible()
    assert watch.real_errors() == [] and watch.outside == []


def test_an_area_is_drawn_by_keyboard_and_a_crossing_one_is_refused(
    visit: Visit, watch: Watch, register: str
) -> None:
    text = Text("en")
    page = visit("register?record=orders:PSPO-03")
    before = find_area(register)
    page.get_by_role("tab", name=text("register.where_orders"), exact=True).click()
    expect(page.locator(".map svg path.area").first).to_be_attached()
    button(page, text("draw.again"))
    page.locator(".map svg").focus()
    steps = (("ArrowRight", 4), ("ArrowDown", 4), ("ArrowLeft", 4))
    for crossing in (True, False):
        page.keyboard.press("Enter")
        for key, times in steps[:1] if not crossing else (("ArrowRight", 4), ("ArrowDown", 4)):
            for _ in range(times):
                page.keyboard.press(key)
        page.keyboard.press("Enter")
        for key, times in (("ArrowUp", 4),) if crossing else steps[1:2]:
            for _ in range(times):
                page.keyboard.press(key)
        page.keyboard.press("Enter")
        for key, times in (("ArrowLeft", 4), ("ArrowDown", 4)) if crossing else steps[2:]:
            for _ in range(times):
                page.keyboard.press(key)
        page.keyboard.press("Enter")
        page.keyboard.press("f")
        expect(page.locator(".map")).to_have_attribute("data-state", "closed")
        button(page, text("draw.save"))
        if crossing:
            expect(page.locator(".mt-faults")).to_contain_text("does not cross itself")
            settled(page)
            expect(page.locator(".map")).to_have_attribute("data-state", "closed")
            assert find_area(register) == before, "nothing that was there is lost"
            button(page, text("draw.again"))
            page.locator(".map svg").focus()
        else:
            done(page, text("register.area_saved"))
    assert find_area(register) != before
    assert watch.real_errors() == []


def find_area(register: str) -> str:
    """Return the area of an order; empty before the register has the orders."""
    record = next(
        (one for one in all_records(open_register(register), ORDER) if one.key == "PSPO-03"), None
    )
    return str(record.values["area"]) if record else ""


def test_an_order_is_extended_with_one_press_on_a_phone_in_welsh_and_undone(
    visit: Visit, watch: Watch, register: str
) -> None:
    text = Text("cy")
    page = visit("register?record=orders:PSPO-04&lang=cy", width=390, height=844)
    assert wider_than_window(page) <= 0
    page.get_by_label(text("field.reference")).first.fill("Cabinet 12")
    keep(page, "register-3-extend")
    button(page, text("extend.by_a_year", day=text.day("2028-05-31")))
    done(page, text("extend.done", day=text.day("2028-05-31")))
    (made, *_) = changes(open_register(register), kind="order_events")
    assert (made.after["event"], made.after["reference"]) == ("extended", "Cabinet 12")
    button(page, text("history.undo"))
    done(page, text("history.undone"))
    order = find_record(open_register(register), ORDER, "PSPO-04")
    assert order and order.values["expiry"] == "2027-05-31"
    assert watch.real_errors() == []


def test_two_editors_collide_and_the_second_decides(
    visit: Visit, tabs: Tabs, app_address: str, watch: Watch
) -> None:
    text, path = Text("en"), "register?record=groups:G003"
    first, second = visit(path), visit(path, width=1920, height=1080)
    first.get_by_label(text("field.name_en")).fill("First name")
    second.get_by_label(text("field.name_en")).fill("Second name")
    second.get_by_label(text("field.audience"), exact=True).fill("Everyone")
    button(first, text("form.save"))
    done(first, text("register.saved"))
    button(second, text("form.save"))
    expect(second.locator(".mt-faults")).to_contain_text(text("conflict.explained"))
    settled(second)
    expect(second.get_by_text("First name").first).to_be_visible()
    expect(second.get_by_text("Second name").first).to_be_visible()
    keep(second, "register-4-conflict")
    second.get_by_text(text("conflict.mine")).first.click()
    button(second, text("conflict.save"))
    done(second, text("register.saved"))
    expect(second.get_by_role("heading", level=1)).to_have_text("Second name")
    assert watch.real_errors() == []
