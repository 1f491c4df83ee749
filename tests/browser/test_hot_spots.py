"""Hot spots as they are seen: what is on the first screen, and the legend of a projected map."""

import pytest
from playwright.sync_api import expect

from data.settings import Settings
from tests.browser.conftest import Tabs, Visit, keep, painted, served, settled

pytestmark = pytest.mark.browser

# SMALLER, LARGER: the overlays of a legend with some rows more than one column has.
SMALLER, LARGER = "risk", "risk.hexagons.hot_hexagons"


def test_most_of_the_map_of_hot_spots_is_on_the_first_screen(visit: Visit) -> None:
    for width, height, query in ((1366, 768, "lang=cy"), (1920, 1080, "projector=on")):
        page = visit(f"hotspots?{query}", width, height)
        painted(page)
        box = page.locator(".mt-deck").first.bounding_box()
        assert box and box["y"] + 0.85 * box["height"] <= height, (query, box)
        keep(page, f"hot-spots-{width}")


def test_a_projected_map_is_no_smaller_than_its_legend_needs(visit: Visit) -> None:
    sizes = ((1280, 720, "cy", 0.55), (1920, 1080, "en", 0.6))
    for width, height, language, share in sizes:
        for overlays in (SMALLER, LARGER):
            page = visit(f"map?projector=on&lang={language}&overlays={overlays}", width, height)
            box = painted(page).bounding_box() or {}
            legend = page.locator(".st-key-mt-projector-legend")
            assert legend.evaluate("box => box.scrollHeight - box.clientHeight") <= 1, overlays
            assert legend.evaluate("box => box.scrollWidth - box.clientWidth") <= 1, overlays
            if overlays == SMALLER:
                assert box["width"] >= share * width, f"{width}: the map has {box['width']}"
                # A hexagon of the highest rate can be told from the back row.
                drawn = legend.locator(".mt-over li img").last.bounding_box()
                assert drawn and drawn["height"] >= 24
            keep(page, f"legend-{overlays.count('.')}-{width}-{language}")


def test_charts_of_what_stands_out_start_below_each_other(
    planted_settings: Settings, tabs: Tabs
) -> None:
    with served(planted_settings) as address:
        page = tabs.take(1366, 768, fresh=True, webgl=False)
        page.goto(address)
        settled(page)
        charts = page.locator(".mt-exception img")
        expect(charts).to_have_count(2)
        boxes = [chart.bounding_box() or {} for chart in charts.all()]
        assert len({round(box["x"]) for box in boxes}) == 1, boxes
        rows = page.locator(".st-key-mt-exceptions .mt-exception")
        assert all((row.bounding_box() or {})["height"] < 130 for row in rows.all())
        keep(page, "stands-out-1366")
        page.context.close()
