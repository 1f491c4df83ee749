"""The map page as it is seen: the map's place in the window, cards, the find box, two maps."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import FRAMES, IN_MENU, Visit, Watch, keep, map_view, painted, settled

pytestmark = pytest.mark.browser

# Of the window: width, height, the lowest top of the map, its least share of the area.
WINDOWS = ((1366, 768, 190, 0.55), (1920, 1080, 190, 0.65))


def box_of(page: Page, selector: str = ".mt-deck") -> dict[str, float]:
    box = page.locator(selector).first.bounding_box()
    assert box, f"{selector} is not drawn"
    return dict(box)


def card(page: Page) -> list[str]:
    """Return the lines of the card that is shown, after it has a text."""
    shown = page.locator(".mt-area-card:not(:empty)").locator("visible=true").first
    expect(shown).to_contain_text(re.compile(r"\w"))
    return shown.inner_text().splitlines()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_map_begins_high_and_takes_most_of_the_window(visit: Visit, language: str) -> None:
    for width, height, top, share in WINDOWS:
        page = visit(f"map?lang={language}", width, height)
        painted(page)
        box = box_of(page)
        assert box["y"] <= top, f"{width}: the map begins {box['y']} pixels below the top"
        seen = box["width"] * box["height"] / (width * height)
        assert seen >= share, f"{width}: the map takes {seen:.0%} of the window"
        assert box["y"] + box["height"] <= height, f"{width}: the map goes below the fold"
        assert box["x"] < 20, "the map begins at the left edge"
        keep(page, f"map-first-{language}-{width}")


def test_a_phones_first_screen_has_sentence_map_and_legend(visit: Visit) -> None:
    page = visit("map?lang=cy", 412, 915)
    painted(page)
    for part in (".mt-lead", ".mt-deck", ".mt-legend li:last-child"):
        box = box_of(page, part)
        assert box["y"] + box["height"] <= 915, f"{part} ends at {box['y'] + box['height']}"
    keep(page, "map-first-cy-412")


def test_a_phones_home_has_answer_search_and_map_in_this_order(visit: Visit) -> None:
    for language in ("en", "cy"):
        page = visit(f"?lang={language}", 412, 915)
        painted(page)
        tops = [box_of(page, part)["y"] for part in (".mt-lead", ".st-key-mt-choose", ".mt-deck")]
        assert tops == sorted(tops) and tops[-1] < box_of(page, ".mt-cards")["y"], language
        map_ = box_of(page)
        assert map_["y"] + map_["height"] <= 915, f"{language}: the whole map is in sight"
        keep(page, f"home-{language}-412")


def test_the_links_to_all_pages_fit_on_one_line(visit: Visit) -> None:
    for language in ("en", "cy"):
        page = visit(f"data?lang={language}", 1280, 720)
        links = page.locator(".st-key-mt-head a[data-testid='stPageLink-NavLink']")
        expect(links, language).to_have_count(IN_MENU)
        switch = page.locator(".st-key-mt-switches").bounding_box() or {}
        tops = {round((link.bounding_box() or {})["y"]) for link in links.all()}
        assert len(tops) == 1, f"{language}: {tops}"
        assert switch["y"] < max(tops) + 20, f"{language}: the switches are on a second line"
        groups = page.locator(".mt-nav-label").all_inner_texts()
        assert len(groups) == 4 and all(groups)


def test_a_card_has_name_value_range_and_verdict_by_pointer_and_keyboard(
    visit: Visit, watch: Watch
) -> None:
    page = visit("map", webgl=True)
    box = painted(page).bounding_box() or {}
    requests: list[str] = []
    page.on("websocket", lambda socket: requests.append(socket.url))
    page.mouse.move(box["x"] + box["width"] * 0.62, box["y"] + box["height"] * 0.4)
    page.mouse.move(box["x"] + box["width"] * 0.64, box["y"] + box["height"] * 0.42)
    name, value, limits, verdict = card(page)
    assert name == "Tremelyn East" or name.startswith("Tremelyn")
    assert re.fullmatch(r"Per 1,000 residents a year: \d+\.\d", value)
    assert re.search(r"\d+\.\d to \d+\.\d", limits) and verdict == "clearly higher"
    page.mouse.move(5, 5)
    page.locator(".mt-deck canvas").first.focus()
    page.keyboard.press("ArrowRight")
    # Moved by the key, and at rest.
    page.wait_for_url(re.compile("at="))
    painted(page)
    middle = card(page)
    assert len(middle) == 4 and page.locator(".mt-crosshair").is_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-mt-panel h2").first).to_have_text(middle[0])
    assert watch.real_errors() == [] and requests == []


def test_a_long_press_shows_the_card_and_chooses_nothing(visit: Visit) -> None:
    page = visit("map", 412, 915, fresh=True, webgl=True)
    box = painted(page).bounding_box() or {}
    at = {"x": box["x"] + box["width"] * 0.66, "y": box["y"] + box["height"] * 0.36}
    client = page.context.new_cdp_session(page)
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    assert len(card(page)) == 4
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    settled(page)
    assert "place=" not in page.url


def test_the_find_box_moves_the_map_to_a_place_a_group_and_a_postcode(
    visit: Visit, watch: Watch
) -> None:
    page = visit("map")
    whole = map_view(page)
    find = page.get_by_role("combobox", name=re.compile("^Find a place"))

    def look_for(typed: str) -> None:
        # The map says where it has come to rest, and the box is drawn anew with that run.
        settled(page)
        page.evaluate(FRAMES)
        find.click()
        expect(find).to_be_focused()
        page.keyboard.type(typed)
        expect(find).to_have_value(typed)
        page.keyboard.press("Enter")

    look_for("Maesgwylan")
    page.wait_for_url(re.compile("place=W05999008"))
    page.wait_for_url(re.compile("at="))
    near = map_view(page)
    assert near[2] > whole[2] + 1
    look_for("Saltings Community")
    page.wait_for_url(re.compile("overlays=groups"))
    painted(page)
    look_for("ZZ9 9ZZ")
    warning = page.get_by_role("alert").first
    expect(warning).to_contain_text("ZZ9 9ZZ")
    look_for("Tremelyn")
    expect(warning).to_contain_text("is part of")
    look_for("QV1 0AQ")
    page.wait_for_url(re.compile("place=W05999003"))
    assert watch.real_errors() == []


def test_two_maps_move_together_and_are_in_the_address(visit: Visit, watch: Watch) -> None:
    page = visit("map?beside=before")
    painted(page)
    captions = page.locator(".mt-map-caption").all_inner_texts()
    assert len(captions) == 2 and "2025 to September 2026" in captions[0]
    assert "2024 to September 2025" in captions[1]
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_url(re.compile("at="))
    first, second = map_view(page), map_view(page, "explorer-second")
    assert first == pytest.approx(second, abs=0.01)
    boxes = [part.bounding_box() or {} for part in page.locator(".mt-deck").all()]
    assert abs(boxes[0]["width"] - boxes[1]["width"]) <= 2
    keep(page, "map-first-two")

    other = visit("map?beside=other&lang=cy", 412, 915)
    painted(other)
    assert other.locator(".mt-deck").count() == 2 and other.locator(".mt-legend").count() == 2
    assert watch.real_errors() == []


def test_without_webgl_a_picture_stands_in_the_maps_place(visit: Visit) -> None:
    page = visit("map?overlays=groups.orders")
    painted(page)
    box = box_of(page)
    colours = page.locator(".mt-deck canvas").first.evaluate(
        "(canvas) => new Set([...new Uint32Array(canvas.getContext('2d')"
        ".getImageData(0, 0, canvas.width, canvas.height).data.buffer)]).size"
    )
    assert colours > 20, "areas, roads, names and symbols are drawn"
    page.mouse.click(box["x"] + box["width"] * 0.64, box["y"] + box["height"] * 0.42)
    expect(page.locator(".st-key-mt-panel h2").first).to_contain_text("Tremelyn")
    keep(page, "map-first-no-webgl")
