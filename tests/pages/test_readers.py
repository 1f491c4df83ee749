"""Pages of the register for somebody who may read it and change nothing."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.text.catalogue import Text
from components.view import viewer
from data.access.viewer import Audience, Viewer
from tests.pages.conftest import Open, page_at, words_on

READER = Viewer(name="A. Rees", audience=Audience.PARTNER)
# Buttons that change nothing: ways to other pages and screens, files, and the frame of each page.
HARMLESS = {
    *("register-back", "plan-back", "responses-back", "meetings-back", "meeting-hold"),
    *("meeting-before", "meeting-next", "meeting-first", "meeting-leave"),
    *("switch-projector", "search-open", "sign-out", "plan-step--1", "plan-step-1"),
}
BEGINNINGS = ("open-", "found-", "history-", "register-more-")
# What links lead to, with what is told there of the sample.
READ = [
    ("register", {}, ""),
    ("register", {"record": "orders:PSPO-01"}, "Market Square"),
    ("register", {"record": "groups:G001"}, ""),
    ("plan", {}, ""),
    ("plan", {"item": "plan_actions:A001"}, ""),
    ("plan", {"item": "plan_priorities:P001"}, ""),
    ("plan", {"item": "plan_indicators:I0011"}, ""),
    ("responses", {}, "Market Square order"),
    ("responses", {"response": "A1"}, "Market Square order"),
    ("meetings", {}, "Partnership meeting, December"),
    ("meetings", {"meeting": "M002"}, "Partnership meeting, December"),
]
# Links to forms.
FORMS = [
    ("register", {"record": "groups"}),
    ("register", {"record": "orders"}),
    ("plan", {"item": "import"}),
    ("plan", {"item": "plan_actions"}),
    ("plan", {"item": "plan_indicators"}),
    ("responses", {"response": "new"}),
    ("responses", {"response": "new", "begin": "order:PSPO-01"}),
    ("meetings", {"meeting": "new"}),
    ("meetings", {"meeting": "M002", "mode": "copy"}),
    ("meetings", {"meeting": "M002", "mode": "decide", "held": "M002:opening:1"}),
]


@pytest.fixture(autouse=True)
def as_a_reader(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(viewer, "local_viewer", lambda settings: READER)


def writes(app: AppTest) -> list[str]:
    """Return the keys of what could write: buttons, choosers of files, maps to draw on."""
    keys = [str(button.key) for button in app.button]
    found = [key for key in keys if key not in HARMLESS and not key.startswith(BEGINNINGS)]
    found += [one.proto.label for one in app.get("file_uploader")]
    parts = app.get("bidi_component")
    return found + [p.proto.component_name for p in parts if "draw" in p.proto.component_name]


def test_what_is_there_is_shown_without_a_form(open_page: Open) -> None:
    text = Text("en")
    for address, query, shown in READ:
        app = open_page(page_at(address), **query)
        said = words_on(app)
        assert not app.exception, (address, query)
        assert said.count(text("register.only_editors")) == 1, (address, query)
        assert shown in said, (address, query)
        assert writes(app) == [], (address, query)


def test_a_link_to_a_form_says_who_can_change_it(open_page: Open) -> None:
    for number, (address, query) in enumerate(FORMS):
        text = Text(language := ("en", "cy")[number % 2])
        app = open_page(page_at(address), lang=language, **query)
        assert not app.exception and not app.error, (address, query)
        assert text("register.only_editors") in words_on(app), (address, query)
        assert writes(app) == [], (address, query)


def test_other_pages_have_no_way_to_change_anything(open_page: Open) -> None:
    text = Text("en")
    for address, query in (
        ("map", {}),
        ("groups", {}),
        ("orders", {"order": "PSPO-01"}),
        ("meetings", {"meeting": "M002", "mode": "show", "held": "M002:opening:1"}),
        ("packs", {}),
    ):
        app = open_page(page_at(address), **query)
        assert not app.exception, address
        labels = [link.proto.label for link in app.get("page_link")]
        offered = ("responses.start_here", "register.change_groups", "register.change_order")
        assert not {text(key) for key in offered} & {*labels}, address
        keys = {str(button.key) for button in app.button}
        barred = {"meeting-add-page", "meeting-start", "meeting-decide", "meeting-new"}
        assert not keys & barred, address
        assert not app.get("file_uploader"), address
