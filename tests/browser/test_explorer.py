"""The map page: moving, filtering, animation, projector mode, pictures and shared links."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Watch, keep, map_view, painted, redrawn, settled
from tests.browser.test_journey import choose

pytestmark = pytest.mark.browser

AT = re.compile(r"[?&]at=([-\d.]+)_([-\d.]+)_([\d.]+)")


def drag_and_zoom(page: Page) -> None:
    box = painted(page).bounding_box() or {}
    x, y = box["x"] + 250, box["y"] + 120
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=3)
    page.mouse.up()
    page.mouse.wheel(0, -300)
    page.wait_for_url(AT)


def test_the_map_stays_where_it_was_moved_to(visit: Visit, watch: Watch) -> None:
    page = visit("map", fresh=True, webgl=True)
    whole, entries = map_view(page), page.evaluate("history.length")
    drag_and_zoom(page)
    moved = map_view(page)
    assert moved[2] > whole[2] + 0.3 and moved[:2] != whole[:2]
    assert page.evaluate("history.length") == entries, "moving the map adds no entry to the history"
    choose(page, "Measure", "Count")
    expect(page.get_by_role("heading", level=1)).to_contain_text("number recorded")
    assert map_view(page) == pytest.approx(moved, abs=0.001)

    shared = visit(page.url.split("/", 3)[3])
    assert map_view(shared) == pytest.approx(moved, abs=0.001)
    assert watch.real_errors() == []


def test_the_map_can_be_moved_by_buttons_alone(visit: Visit) -> None:
    page = visit("map?place=W05999008")
    whole = map_view(page)
    page.get_by_role("button", name="Zoom in").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(AT)
    assert map_view(page)[2] == pytest.approx(whole[2] + 0.75, abs=0.01)
    page.get_by_role("button", name="Zoom to your place").click()
    near = map_view(page)
    assert near[2] > whole[2] + 1
    page.get_by_role("button", name="The whole area").click()
    page.wait_for_url(lambda address: "at=" not in address)
    settled(page)
    assert map_view(page) == pytest.approx(whole, abs=0.001)
    keep(page, "explorer-buttons")


def test_without_deck_gl_the_page_is_complete_except_for_the_map(
    visit: Visit, watch: Watch
) -> None:
    page = visit("data", fresh=True, webgl=True)
    warned: list[str] = []
    page.on("console", lambda log: warned.append(log.text) if log.type == "warning" else None)
    page.route("**/deck.js", lambda route: route.abort())
    with page.expect_console_message(lambda log: "could not be run" in log.text):
        page.goto(page.url.replace("/data", "/map?place=W05999008"))
    settled(page)
    assert any("map.js" in text for text in warned)
    expect(page.locator(".st-key-mt-panel h2").first).to_have_text("Maesgwylan")
    expect(page.get_by_role("button", name="Zoom in")).to_have_count(0)
    assert [error for error in watch.real_errors() if "ERR_FAILED" not in error] == []


def test_the_animation_is_paused_by_keyboard_and_stops_at_the_last_month(
    visit: Visit, watch: Watch
) -> None:
    page = visit("map?period=2025-02_2025-07", fresh=True)
    painted(page)
    legend = page.locator(".mt-legend li span")
    labels = legend.all_inner_texts()[:5]
    page.clock.install()
    page.get_by_role("button", name="Play").focus()
    page.keyboard.press("Enter")
    now = page.locator(".mt-month")
    expect(now).to_contain_text("March 2025: 2 of 6, no figures")
    page.get_by_role("button", name="Pause").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    settled(page)
    stopped = now.inner_text()
    assert re.search(r"period=(2025-0[3-6])_\1", page.url)
    page.clock.fast_forward(10_000)
    settled(page)
    assert now.inner_text() == stopped, "paused by keyboard"
    page.get_by_role("button", name="Play").click()
    expect(now).to_contain_text("July 2025: 6 of 6")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    settled(page)
    page.clock.fast_forward(10_000)
    settled(page)
    expect(now).to_contain_text("July 2025: 6 of 6")
    assert legend.all_inner_texts()[:5] == labels, "the class bounds are the same in every month"
    keep(page, "explorer-played")
    page.get_by_role("button", name="Whole period").click()
    expect(now).to_have_count(0)
    assert "period=2025-02_2025-07" in page.url
    assert watch.real_errors() == []


def test_a_filter_moves_the_map_to_its_wards_and_can_be_undone(visit: Visit) -> None:
    page = visit("map")
    whole = map_view(page)
    page.get_by_role("button", name="More").click()
    page.get_by_role("combobox", name=re.compile("Only these wards")).click()
    page.keyboard.type("Maesgw")
    with redrawn(page):
        page.keyboard.press("Enter")
        expect(page.locator(".mt-only")).to_contain_text("Only Maesgwylan: 1 of 24 wards")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert map_view(page)[2] > whole[2] + 1
    keep(page, "explorer-one-ward")
    with redrawn(page):
        page.get_by_role("button", name="Show the whole area").click()
        expect(page.locator(".mt-only")).to_have_count(0)
    assert map_view(page) == pytest.approx(whole, abs=0.001)


def test_on_a_phone_the_map_is_above_the_controls(visit: Visit) -> None:
    page = visit("map?place=W05999008", 390, 844)
    canvas = painted(page).bounding_box() or {}
    assert canvas["y"] + canvas["height"] <= 844, "the whole map is visible without scrolling"
    line = page.locator(".mt-line")
    expect(line).to_contain_text("Maesgwylan: 11.5")
    assert (line.bounding_box() or {})["y"] > canvas["y"]
    legend = page.locator(".mt-legend").first.bounding_box() or {}
    panel = page.locator(".st-key-mt-panel").bounding_box() or {}
    played = page.locator(".st-key-mt-time").bounding_box() or {}
    assert legend["y"] < panel["y"] < played["y"], "the panel is above the animation controls"
    counts = page.locator(".mt-legend small")
    tall = "all => all.map((one) => one.offsetHeight / parseFloat(getComputedStyle(one).fontSize))"
    assert max(counts.evaluate_all(tall)) < 2, "a number and its unit are on one line"
    button = page.get_by_role("button", name="What, when, where")
    box = button.bounding_box() or {}
    assert canvas["y"] < 620 and box["y"] > canvas["y"] + canvas["height"]
    button.click()
    choose(page, "Type of crime or ASB", "Burglary")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Burglary")
    keep(page, "explorer-phone")


SMALLEST = """() => {
  const seen = (node) => node.checkVisibility() && node.getBoundingClientRect().width > 2;
  const texts = [...document.querySelectorAll(".st-key-mt-projector *, .mt-fictional")]
    .filter((node) => !node.closest(".st-key-mt-keys") && seen(node))
    .filter((node) => [...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim()));
  return Math.min(...texts.map((node) => parseFloat(getComputedStyle(node).fontSize)));
}"""


# The smaller screen is tested in Welsh, whose texts are longer.
of_each_projector = pytest.mark.parametrize(
    ("width", "height", "language"), [(1920, 1080, "en"), (1280, 720, "cy")]
)


@of_each_projector
def test_the_map_fills_the_screen_in_projector_mode(
    visit: Visit, width: int, height: int, language: str
) -> None:
    page = visit(f"map?projector=on&lang={language}&place=W05999008", width, height)
    box = painted(page).bounding_box() or {}
    assert box["width"] * box["height"] > 0.55 * width * height
    assert box["x"] == 0 and box["y"] + box["height"] == height
    for part in (".mt-fictional", ".mt-projector-title", ".mt-legend li:last-child"):
        expect(page.locator(part).last).to_be_in_viewport(ratio=1)
    main = page.locator('[data-testid="stMain"]')
    assert main.evaluate("main => getComputedStyle(main).overflowY") == "hidden"
    legend = page.locator(".st-key-mt-projector-legend")
    assert legend.evaluate("box => box.scrollHeight - box.clientHeight") <= 1
    title = page.locator(".mt-projector-title")
    assert title.evaluate("box => box.scrollHeight - box.clientHeight") <= 1
    assert page.evaluate(SMALLEST) >= 22, "the banner has at least 22 pixels, other texts 24"
    for part in ("h1", ".mt-projector-title p", ".mt-legend span", ".mt-legend small"):
        size = page.locator(part).first.evaluate("n => parseFloat(getComputedStyle(n).fontSize)")
        assert size >= 24, f"{part} has {size * 0.75} points"
    keep(page, f"back-row-{width}-{language}")


@of_each_projector
def test_the_legend_in_projector_mode_has_space_for_every_overlay(
    visit: Visit, width: int, height: int, language: str
) -> None:
    over = "names.orders.groups.marks.deprived.hexagons.lsoas"
    where = f"projector=on&lang={language}&place=W05999008&overlays={over}"
    page = visit(f"map?{where}", width, height)
    painted(page)
    legend = page.locator(".st-key-mt-projector-legend")
    assert legend.evaluate("box => box.scrollHeight - box.clientHeight") <= 1
    assert legend.evaluate("box => box.scrollWidth - box.clientWidth") <= 1
    for row in legend.locator("li").all():
        expect(row).to_be_in_viewport(ratio=1)
    sizes = "rows => rows.map((row) => parseFloat(getComputedStyle(row).fontSize))"
    parts = (
        ".mt-dense li span, .mt-dense figcaption, .st-key-mt-keys button p, .mt-projector-place p"
    )
    words = page.locator(parts)
    assert min(words.evaluate_all(sizes)) >= 24
    keep(page, f"back-row-full-{width}-{language}")


def test_a_picture_is_previewed_and_then_downloaded(visit: Visit, watch: Watch) -> None:
    page = visit("map?wards=W05999003.W05999008&pins=W05999003.W05999008")
    # The map's own; each chart has one too.
    page.locator("button[kind=secondary]", has_text="Picture").click()
    expect(page.get_by_role("button", name="Make the picture")).to_be_in_viewport(ratio=1)
    window = page.get_by_test_id("stPopoverBody")
    assert window.evaluate("box => box.scrollHeight - box.clientHeight") <= 2, "no scrolling"
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_test_id("stImage").locator("img")).to_be_visible()
    settled(page)
    page.get_by_role("button", name="Make the picture").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the picture").click()
    name = download.value.suggested_filename
    assert name.startswith("fictional-sample_map_rate") and name.endswith(".png")
    assert "_only_aberhalwyn-market_maesgwylan_" in name
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) > 50_000
    keep(page, "explorer-picture")
    assert watch.real_errors() == []


@pytest.mark.slow
def test_the_arrow_keys_in_projector_mode(visit: Visit, watch: Watch) -> None:
    page = visit("map?projector=on", 1280, 720, webgl=True)
    canvas = painted(page)
    canvas.click(position={"x": 20, "y": 20})
    settled(page)
    before = map_view(page)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".mt-projector-title")).to_contain_text("by ward, September 2026")
    settled(page)
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".mt-projector-title")).to_contain_text("by ward, August 2026")
    settled(page)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("heading", level=1)).to_contain_text("number recorded")
    settled(page)
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("heading", level=1)).to_contain_text("per 1,000 residents")
    settled(page)
    assert map_view(page) == pytest.approx(before, abs=0.001), "the keys don't move the map"
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox", name=re.compile("Type of crime or ASB"))).to_be_visible()
    assert "projector" not in page.url
    assert watch.real_errors() == []
