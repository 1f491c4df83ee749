"""What a partner of one authority gets is the same, whatever the own incidents of another are."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

import serve
from components.meetings_page import minutes
from components.packs import build
from components.packs.templates import TEMPLATES
from components.page_context import context_of
from components.page_models import meetings, responses
from components.queries.cache import forget_answers
from components.search.entries import find
from components.view import viewer as who
from components.view.view import View
from data.access.sign_in import ROLES
from data.access.viewer import Audience, Viewer
from data.register.editing.saving import save
from data.register.meetings.agenda import add_item
from data.register.meetings.holding import mark_shown
from data.register.meetings.kinds import MEETING
from data.register.migration import open_register
from data.register.proposals.taking_over import take_over
from data.register.responses.kinds import RESPONSE
from data.release.current import open_store
from data.schema import LSOA, WARD
from data.settings import Settings, load_settings
from pages import PAGES
from tests.authorities import NORTH, SOUTH, TYPE
from tests.pages.access_table import words_in
from tests.pages.conftest import Open, page_at, words_on

NOISE, SIREN = "own-noise", "own-planted-siren"
ORIGIN = "http://localhost"
# STATES: the addresses at which pages have own incidents, responses, or what was shown of them.
STATES: dict[str, list[dict[str, str]]] = {
    "map": [{"category": NOISE}],
    "place": [{"place": "W05999004", "category": "own"}],
    "data": [{}],
    "responses": [{}],
    "meetings": [{"meeting": "M001"}],
}
# MORE: further addresses, for the run before a version.
MORE: dict[str, list[dict[str, str]]] = {entry.address: [{}] for entry in PAGES if entry.address}
MORE |= {
    "map": [{"category": "own", "level": "lsoa"}, {"category": SIREN}, {"measure": "change"}],
    "place": [{"place": "W05999003", "category": NOISE}],
    "responses": [{"response": "A1"}],
    "meetings": [{}, {"meeting": "M002"}],
    "plan": [{}, {"item": "plan_actions:A001"}],
}
# LARGE: parts of the keys of files that take seconds, and have the figures of others.
LARGE = ("picture", "lsoa", "gpkg", "xlsx")
# TIME: when a file was made, which a database has in bytes too.
TIME = re.compile(r"\d\d:\d\d:\d\d(\.\d+)?")
Look = Callable[[Settings, str], Viewer]


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Iterator[Look]:
    """A function that lets a partner of one authority look at a home from now on."""

    def look_at(settings: Settings, code: str) -> Viewer:
        monkeypatch.setenv("MILLTIR_HOME", str(settings.home))
        forget_answers()
        viewer = Viewer(name="", audience=Audience.PARTNER, authorities=frozenset({code}))
        monkeypatch.setattr(who, "local_viewer", lambda settings: viewer)
        return viewer

    yield look_at
    forget_answers()


def walked(
    open_page: Open,
    offered: dict[str, Any],
    states: dict[str, list[dict[str, str]]],
    *,
    without: tuple[str, ...],
) -> dict[str, str]:
    """Return the words of every page and file, by page, address and key of the file."""
    found = {}
    for address, queries in states.items():
        for query in queries:
            offered.clear()
            app = open_page(page_at(address), **query)
            assert not app.exception, (address, query)
            found[f"{address} {query}"] = words_on(app)
            for key, file in list(offered.items()):
                if any(part in key for part in without):
                    continue
                content = file() if callable(file) else file
                if isinstance(content, bytes):
                    # A workbook says when it was made.
                    found[f"{address} {query} {key}"] = TIME.sub("", words_in(content))
    return found


def published() -> dict[str, str]:
    """Return what the addresses for data answer of own incidents."""
    browser = TestClient(Starlette(routes=serve.app._user_routes), ORIGIN)
    asked = [f"{level}/{name}" for level in ("ward",) for name in ("rate.csv", "count.csv")]
    found = {}
    for one in [*asked, "ward/rate.geojson"]:
        for category in (NOISE, "own", SIREN):
            answer = browser.get(f"/published/figures/{one}", params={"category": category})
            found[f"{one} {category} {answer.status_code}"] = words_in(answer.content)
    index = browser.get("/published/figures/index.json")
    return found | {"index": words_in(index.content)}


def packed(viewer: Viewer, template: str) -> str:
    """Return the words and figures of a pack of the area."""
    of = next(one for one in TEMPLATES if one.name == template)
    pages = build.pack(viewer, of, "", "en").pages
    tables = [table for page in pages for _, table in page.behind]
    return f"{[page.heading for page in pages]} {tables}"


def searched(viewer: Viewer) -> dict[str, str]:
    """Return what is found of the planted type."""
    return {"search": str(find(context_of(View(lang="en"), viewer), PAGES, "siren"))}


def compare(one: dict[str, str], other: dict[str, str]) -> list[str]:
    return [key for key in one | other if one.get(key) != other.get(key)]


def test_pages_files_and_addresses_are_alike_whatever_the_others_have(
    two_authorities: Settings,
    two_authorities_alike: Settings,
    look: Look,
    open_page: Open,
    offered: dict[str, Any],
) -> None:
    north, south = [], []
    for home in (two_authorities, two_authorities_alike):
        viewer = look(home, NORTH)
        got = walked(open_page, offered, STATES, without=LARGE)
        north.append(got | published() | searched(viewer))
        look(home, SOUTH)
        south.append(published())
    assert not compare(*north)
    words = "\n".join(north[0].values())
    assert TYPE not in words.casefold()
    assert "North Halwyn" in north[0][f"map {STATES['map'][0]}"], "it is said whose they are"
    assert "North Halwyn" in north[0][f"ward/rate.csv {NOISE} 200"]
    assert f"ward/rate.csv {SIREN} 400" in north[0]
    # What others have does come to those who may see it.
    assert f"ward/rate.csv {SIREN} 200" in south[0]
    assert len(compare(*south)) > 5


@pytest.mark.slow
def test_every_page_and_file_is_alike_whatever_the_others_have(
    two_authorities: Settings,
    two_authorities_alike: Settings,
    look: Look,
    open_page: Open,
    offered: dict[str, Any],
) -> None:
    found = []
    for home in (two_authorities, two_authorities_alike):
        viewer = look(home, NORTH)
        got = walked(open_page, offered, STATES, without=("picture", "gpkg"))
        got |= walked(open_page, offered, MORE, without=("picture", "gpkg"))
        found.append(got | {"pack": packed(viewer, "assessment")})
    assert not compare(*found)


def test_responses_and_what_was_shown_of_another_authority_are_left_out(
    two_authorities: Settings, look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MILLTIR_REGISTER", f"sqlite:///{tmp_path / 'register.sqlite'}")
    engine, editor = open_register(load_settings().register_address), ROLES["editor"]
    store = open_store(two_authorities)[0]
    wards = store.area_names(WARD)["authority_code"]
    small = store.area_names(LSOA)["parent_code"].map(wards)
    of = {code: str(wards.index[wards == code][0]) for code in (NORTH, SOUTH)}
    small_of = {code: str(small.index[small == code][0]) for code in (NORTH, SOUTH)}
    take_over(engine, "file", RESPONSE, {}, release=store.manifest.release)
    placed = {
        "north": {"ward_code": of[NORTH]},
        "south": {"ward_code": of[SOUTH]},
        "small north": {"place": small_of[NORTH], "level": LSOA},
        "small south": {"place": small_of[SOUTH], "level": LSOA},
        "whole": {},
        "elsewhere": {"ward_code": "W05000001"},
    }
    key_of = {
        name: save(engine, editor, RESPONSE, {"name_en": name, "stage": "objective"} | where).key
        for name, where in placed.items()
    }
    meeting = save(
        engine,
        editor,
        MEETING,
        {"title_en": "M", "day": "2026-11-01"}
        | {"audience": "partner", "month": "2026-09", "started_on": "2026-11-01"},
    ).key
    targets = {
        "own": {"item_kind": "view", "target": f"map?category={NOISE}"},
        "police": {"item_kind": "view", "target": "map?category=burglary"},
        "north": {"item_kind": "response", "target": key_of["north"]},
        "south": {"item_kind": "response", "target": key_of["south"]},
        "south page": {"item_kind": "view", "target": f"responses?response={key_of['south']}"},
    }
    for name, item in targets.items():
        number = add_item(engine, editor, meeting, item).key
        words = {"day": "2026-11-01", "release": "r", "title_en": name, "said_en": f"said {name}"}
        mark_shown(engine, editor, meeting, number, words)

    found = {}
    for code in (NORTH, ""):
        viewer = look(two_authorities, NORTH)
        here = context_of(View(lang="en"), viewer if code else replace(viewer, authorities=None))
        seen = {one.values["name_en"] for one in responses.responses(here.key)}
        minutes_of = meetings.meeting(here, meeting)
        assert minutes_of is not None
        said = {*re.findall(r"said [a-z ]+", str(minutes.sections(here, minutes_of)))}
        listed = {*responses.board(here.key, "en", here.day)["name"]} - seen
        found[code] = seen, said, listed
    assert found[NORTH] == ({"north", "small north", "whole"}, {"said police", "said north"}, set())
    assert found[""] == ({*placed}, {f"said {name}" for name in targets}, set())
