"""Overlays on the map page:

offered if there is data, switched, explained, and hidden from the public.
"""

import json
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.overlays import REGISTRY
from components.text.catalogue import Text
from tests.pages.conftest import Open, maps_on, page_at, words_on

MAP = page_at("map")
EVERY = ".".join(REGISTRY)
COUNT = re.compile(r'class="mt-count"[^>]*aria-label="(?P<said>[^"]*)">(?P<shown>[^<]*)<')


def layers(app: AppTest) -> dict[str, dict]:
    drawn = maps_on(app)[0]["layers"]
    return {layer["id"]: layer for layer in drawn}


def over(app: AppTest) -> list[str]:
    return [name for name in layers(app) if name.startswith("over-")]


def test_no_overlay_is_drawn_by_default(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP)
    assert over(app) == []
    assert 'class="mt-legend mt-over"' not in words_on(app)
    assert COUNT.search(words_on(app)) is None


def test_the_buttons_say_how_many_overlays_and_further_controls_are_in_use(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, overlays="orders.groups", level="lsoa", lang="cy")
    found = [(one["said"], one["shown"]) for one in COUNT.finditer(words_on(app))]
    text = Text("cy")
    said = [(text("choices.overlays_drawn", n="2"), "2"), (text("choices.more_differ", n="1"), "1")]
    assert found == said


def test_each_overlay_has_its_layer_and_its_part_of_the_legend(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(MAP, overlays=EVERY)
    assert not app.exception and not app.error
    drawn, words, text = over(app), words_on(app), Text("en")
    for name in REGISTRY:
        assert any(layer.startswith(f"over-{name}") for layer in drawn), name
    assert words.count('class="mt-legend mt-over"') == len(REGISTRY)
    for label in ("order_state.lapsed", "group.youth_provision", "distorting.hospital"):
        assert text(label) in words
    assert text("overlay.hexagons_caveat") in words
    assert "{" not in words


def test_a_change_of_category_sends_digits_and_no_shapes(
    sample_home: Path, open_page: Open
) -> None:
    before = open_page(MAP, overlays="hexagons", category="burglary")
    after = open_page(MAP, overlays="hexagons", category="drugs")
    one, other = layers(before)["over-hexagons"], layers(after)["over-hexagons"]
    assert one["data"] == other["data"] and one["data"].startswith("/browser/overlays/")
    assert one["getIconSize"] != other["getIconSize"]
    assert len(json.dumps(one)) < 6_000


def test_groups_are_sent_to_the_viewer_alone_as_far_as_they_may_see_them(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    partner = layers(open_page(MAP, overlays="groups"))["over-groups"]["data"]
    assert partner["type"] == "FeatureCollection" and partner["features"]
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    public = layers(open_page(MAP, overlays="groups"))["over-groups"]["data"]
    assert 0 < len(public["features"]) < len(partner["features"])


def test_an_unknown_overlay_is_refused_and_reported(sample_home: Path, open_page: Open) -> None:
    app = open_page(MAP, overlays="names.refuges")
    assert over(app) == [] and not app.exception
    assert app.warning


def test_a_rate_map_names_unreliable_wards_and_a_count_map_does_not(
    sample_home: Path, open_page: Open
) -> None:
    warning = Text("en")("distorting.hospital")
    assert f"Infirmary ({warning})" in words_on(open_page(MAP))
    assert f"({warning})" not in words_on(open_page(MAP, measure="count"))


def test_the_panel_of_the_hospitals_ward_has_the_warning_with_its_share(
    sample_home: Path, open_page: Open
) -> None:
    words = words_on(open_page(MAP, place="W05999007"))
    assert "was at a hospital" in words
    assert "was at a hospital" not in words_on(open_page(MAP, place="W05999008"))


def test_names_of_towns_and_wards_are_on_every_map_and_no_choice(
    sample_home: Path, open_page: Open
) -> None:
    plain, chosen = open_page(MAP), open_page(MAP, overlays="names")
    for app in (plain, chosen):
        assert any(name.startswith("names-en-") for name in layers(app))
        assert "labels-en" not in layers(app) and over(app) == []
        assert words_on(app) == words_on(plain), "an address of before is no error"
