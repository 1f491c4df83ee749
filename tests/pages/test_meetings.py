"""The page of meetings: prepared, copied, held and written up; hostile words; who may see it."""

import io
from pathlib import Path
from typing import Any

import docx
import pypdf
import pytest
from streamlit.testing.v1 import AppTest

from components.meetings_page import minutes, screens
from components.meetings_page.edit_items import pinned_target
from components.meetings_page.view_part import LAST_OPENED
from components.packs import agenda
from components.packs.build import pack
from components.packs.pages.saved_views import PAGES, moved_on, read, target_of
from components.packs.templates import BY_NAME
from components.page_context import context_of
from components.page_models import meetings
from components.pdf.typst import printed
from components.queries.cache import forget_answers
from components.text.catalogue import LANGUAGES, Text
from components.ui import routes
from components.view.session import KEPT
from components.view.view import View
from components.view.viewer import local_viewer
from data.access.viewer import Audience, Viewer
from data.register.editing.saving import save
from data.register.meetings.agenda import add_item
from data.register.meetings.kinds import MEETING, read_meetings
from data.register.migration import open_register
from data.register.plan.kinds import read_plan
from data.register.records import Record, find_record
from data.register.responses.kinds import RESPONSE
from data.settings import Settings, load_settings
from pages import PAGES as ALL_PAGES
from tests.data.register.conftest import OFFICER
from tests.pages.conftest import Open, page_at, words_on

PAGE = page_at("meetings")
ODD = "<b>=1+1</b> ![x](http://a.b/c) [y](http://a.b) 🌊 مرحبا ‮ab` * $1$"


@pytest.fixture
def own_home(copied: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The sample county's home, which the test may change."""
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    forget_answers()
    return copied


def every(settings: Settings) -> dict[str, Any]:
    return dict(read_meetings(open_register(settings.register_address)))


def field(app: AppTest, form: str, name: str) -> Any:
    """Return the input of a form by the name of its field."""
    inputs = [*app.text_area, *app.text_input, *app.selectbox]
    (found,) = [one for one in inputs if form in one.key and one.key.endswith(f"-{name}")]
    return found


def press(app: AppTest, form: str) -> AppTest:
    (button,) = [one for one in app.button if form in one.key and one.key.endswith("-save")]
    return button.click().run()


def test_the_list_the_agenda_and_a_screen_say_what_they_are_in_both_languages(
    sample_home: Path, open_page: Open
) -> None:
    for language in LANGUAGES:
        text = Text(language)
        app = open_page(PAGE, lang=language)
        assert text.plural("meetings.items", 9) in words_on(app)
        agenda = words_on(open_page(PAGE, lang=language, meeting="M002"))
        assert text.plural("meeting.has_items", 9) in agenda
        shown = open_page(PAGE, lang=language, meeting="M002", mode="show", held="M002:MI012:1")
        words = words_on(shown)
        assert "<h1" in words and text("meeting.not_started") in words
        unknown = open_page(PAGE, lang=language, meeting="M999")
        assert text("meetings.no_such", number="M999") in words_on(unknown)
        for app in (shown, unknown):
            assert not app.exception and not app.error


def test_a_new_meeting_is_made_and_bad_input_is_named_and_stays(
    own_home: Settings, open_page: Open
) -> None:
    app = open_page(PAGE, meeting="new")
    field(app, "form-meeting-new", "title_en").set_value(ODD)
    field(app, "form-meeting-new", "day").set_value("31/2/2027")
    app = press(app, "form-meeting-new")
    assert field(app, "form-meeting-new", "title_en").value == ODD
    assert field(app, "form-meeting-new", "day").value == "31/2/2027" and len(every(own_home)) == 2
    field(app, "form-meeting-new", "day").set_value("13/1/2027")
    app = press(app, "form-meeting-new")
    assert len(every(own_home)) == 3
    made = every(own_home)["M003"].record.values
    assert made["title_en"] == ODD and made["day"] == "2027-01-13" and made["month"]
    assert app.query_params["meeting"] == "M003"


def test_what_people_typed_is_text_on_every_screen_and_in_every_file(
    own_home: Settings, open_page: Open
) -> None:
    engine = open_register(own_home.register_address)
    key = save(engine, OFFICER, MEETING, {"title_en": ODD, "day": "2026-12-01", "month": "x"}).key
    for kind in ("heading", "note", "view"):
        values = {"item_kind": kind, "title_en": ODD, "note_en": ODD, "target": "next"}
        add_item(engine, OFFICER, key, values)
    forget_answers()
    for query in ({}, {"mode": "show", "held": f"{key}:opening:1"}, {"mode": "copy"}):
        app = open_page(PAGE, meeting=key, **query)
        assert not app.exception
        drawn = "\n".join(str(h.proto.body) for h in app.get("html"))
        assert "<b>=1+1" not in drawn
        labels = [one.proto.label for one in app.get("page_link")]
        assert not any("](http" in label and "\\](" not in label for label in labels), labels
    viewer = local_viewer(load_settings())
    here = context_of(View(), viewer)
    of = meetings.meetings(here)[key]
    written = docx.Document(io.BytesIO(minutes.as_docx(here, of)))
    assert any(ODD.split("🌊")[0].strip() in each.text for each in written.paragraphs)
    assert printed(minutes.pdf_input(here, of)).startswith(b"%PDF")
    assert pack(viewer, BY_NAME["meeting"], key, "en").pages


def test_a_page_is_added_moved_pinned_and_removed(own_home: Settings, open_page: Open) -> None:
    app = open_page(page_at("map"), category="burglary")
    app = app.button(key="meeting-add-page").click().run()
    item = every(own_home)["M002"].items[-1]
    assert item.values["target"] == "map?category=burglary"
    app = open_page(PAGE, meeting="M002")
    app = app.button(key=f"item-up-{item.key}").click().run()
    assert every(own_home)["M002"].items[-2].key == item.key
    app = app.button(key=f"item-pin-{item.key}").click().run()
    pinned = every(own_home)["M002"].item(item.key)
    assert pinned.values["pinned"] and "period=" in pinned.values["target"]
    app = app.button(key=f"item-remove-{item.key}").click().run()
    assert every(own_home)["M002"].item(item.key) is None
    assert not app.exception and not app.error


def test_a_page_is_added_to_the_agenda_that_was_opened_last(
    own_home: Settings, open_page: Open
) -> None:
    engine = open_register(own_home.register_address)
    fields = {"title_en": "Later", "day": "2027-03-01", "audience": "partner", "month": "x"}
    later = save(engine, OFFICER, MEETING, fields).key
    forget_answers()
    app = open_page(page_at("plan"))
    assert [one.key for one in app.button if one.key == f"meeting-add-to-{later}"]
    app.session_state[f"{KEPT}{LAST_OPENED}"] = later
    app = app.run().button(key="meeting-add-page").click().run()
    assert [one.values["target"] for one in every(own_home)[later].items] == ["plan"]
    assert Text("en")("meeting.page_added", title="Later") in words_on(app)
    opened = open_page(PAGE, meeting=later)
    assert opened.session_state[f"{KEPT}{LAST_OPENED}"] == later


def test_an_item_that_was_removed_leads_to_the_agenda(sample_home: Path, open_page: Open) -> None:
    for held in ("M002:MI999:1", "M001:MI002:1"):
        app = open_page(PAGE, meeting="M002", mode="show", held=held)
        assert not app.exception and "Partnership meeting, December" in words_on(app), held
    gone = open_page(PAGE, meeting="M002", mode="show", held="M002:MI999:1")
    assert Text("en")("meeting.item_gone") in words_on(gone)


def test_an_address_with_the_meeting_alone_goes_on_from_its_first_screen(
    sample_home: Path, open_page: Open
) -> None:
    app = open_page(PAGE, meeting="M002", mode="show")
    app.button(key="meeting-next").click().run()
    assert not app.exception and app.query_params["held"] == "M002:MI010:1"


def test_an_item_is_called_by_what_its_page_is_about(sample_home: Path) -> None:
    here = context_of(View(), Viewer(name="", audience=Audience.ANALYST))
    for target, name in (
        ("orders?order=PSPO-01", "Orders: Market Square"),
        ("responses?response=A1", "Responses: Market Square order"),
        ("plan?item=plan_priorities:P001", "Plan: 1. Less anti-social behaviour"),
    ):
        values = {"item_kind": "view", "target": target}
        item = Record(key="MI001", values=values, version=1)
        assert agenda.name_of(here, item).startswith(name), target


def test_a_copy_moves_each_period_on_and_pinned_items_stay(
    own_home: Settings, open_page: Open
) -> None:
    engine = open_register(own_home.register_address)
    key = save(
        engine, OFFICER, MEETING, {"title_en": "A", "day": "2026-10-01", "month": "2026-06"}
    ).key
    target = "map?period=2025-07_2026-06"
    for pinned in (False, True):
        add_item(engine, OFFICER, key, {"item_kind": "view", "target": target, "pinned": pinned})
    forget_answers()
    app = open_page(PAGE, meeting=key, mode="copy")
    assert Text("en").plural("meeting.moves_on", 3) in words_on(app)
    field(app, "copy", "day").set_value("9/1/2027")
    press(app, "copy")
    copied = every(own_home)["M004"]
    assert [one.values["target"] for one in copied.items] == [
        "map?period=2025-10_2026-09",
        target,
    ]


def test_a_period_never_moves_past_the_months_that_there_are() -> None:
    known = ["2026-05", "2026-09"]
    assert moved_on("map?period=2026-05_2026-08", 5, known) == "map?period=2026-06_2026-09"
    assert moved_on("map?measure=rate", 5, known) == "map?measure=rate"
    assert moved_on("map?period=2026-05_2026-08", 0, known) == "map?period=2026-05_2026-08"


def test_every_page_of_the_app_that_can_be_added_shows_a_message(sample_home: Path) -> None:
    here = context_of(View(), Viewer(name="", audience=Audience.ANALYST))
    queries = {
        "place": {"place": "W05999003"},
        "orders": {"order": "PSPO-01"},
        "responses": {"response": "A1"},
        "plan": {"item": "plan_priorities:P001"},
    }
    for address in PAGES:
        for query in ({}, queries.get(address, {})):
            target = target_of(address, query)
            values = {"item_kind": "view", "target": target}
            values |= dict.fromkeys(("title_en", "title_cy", "note_en", "note_cy"), "")
            item = Record(key="MI001", values=values, version=1)
            (first, *_) = screens.pages(here, item)
            assert first.parts and first.period, target
            assert screens.count(here, item) >= 1
            assert read(here, target).refused == {}, target
    assert "period=" in pinned_target(here, "map")


def test_a_decision_becomes_an_action_or_a_response(own_home: Settings, open_page: Open) -> None:
    for becomes, fields in (
        ("plan_actions", {"decision_priority": "P002"}),
        ("responses", {}),
    ):
        app = open_page(PAGE, meeting="M002", mode="decide", held="M002:MI015:1")
        form = "form-decision-M002-MI015"
        field(app, form, "decision_en").set_value(f"Decided: {becomes}")
        field(app, form, "becomes").set_value(becomes)
        if becomes == "plan_actions":
            app = press(app, form)
            assert field(app, form, "decision_en").value, "without a priority nothing is lost"
            assert len(every(own_home)["M002"].decisions) == 0
        for name, value in fields.items():
            field(app, form, name).set_value(value)
        app = press(app, form)
        assert app.query_params["mode"] == "show"
    engine = open_register(own_home.register_address)
    first, second = every(own_home)["M002"].decisions
    action = next(a for a in read_plan(engine).actions if a.key == first.values["became_key"])
    assert action.values["priority"] == "P002"
    response = find_record(engine, RESPONSE, second.values["became_key"])
    assert response is not None and response.values["objective_en"] == "Decided: responses"


def test_a_person_in_a_decision_is_asked_about(own_home: Settings, open_page: Open) -> None:
    app = open_page(PAGE, meeting="M002", mode="decide", held="M002:MI015:1")
    form = "form-decision-M002-MI015"
    field(app, form, "decision_en").set_value("Ring Dai Jones on 01446 700111")
    app = press(app, form)
    assert every(own_home)["M002"].decisions == ()
    assert field(app, form, "decision_en").value.startswith("Ring")
    assert [one.key for one in app.checkbox if one.key.endswith("no_person")]


def test_a_person_in_an_item_of_an_agenda_or_in_a_report_is_asked_about(
    own_home: Settings, open_page: Open
) -> None:
    del own_home
    item = (page_at("meetings"), {"meeting": "M002"}, "form-item-MI010", "title_en")
    report = (page_at("plan"), {"item": "plan_actions:A001"}, "plan-report", "comments_en")
    for page, query, form, name in (item, report):
        app = open_page(page, **query)
        inputs = [*app.text_input, *app.text_area]
        (own,) = [one for one in inputs if form in one.key and one.key.endswith(f"-{name}")]
        (save_button,) = [
            one.key for one in app.button if form in one.key and one.key.endswith("-save")
        ]
        own.set_value("Ask Mrs Evans, 01446 700111")
        app = app.button(key=save_button).click().run()
        assert "Mrs Evans, 01446 700111" in words_on(app), (page.address, form)
        assert [one.key for one in app.checkbox if one.key.endswith("no_person")]


def test_the_public_sees_public_meetings_only_and_no_more_than_is_public(
    own_home: Settings, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_register(own_home.register_address)
    fields = {"title_en": "Open evening", "day": "2026-12-05", "audience": "public", "month": "x"}
    key = save(engine, OFFICER, MEETING, fields).key
    add_item(engine, OFFICER, key, {"item_kind": "view", "target": "plan"})
    add_item(engine, OFFICER, key, {"item_kind": "response", "target": "A1"})
    forget_answers()
    viewer = local_viewer(load_settings())
    packed = pack(viewer, BY_NAME["meeting"], key, "en")
    said = " ".join(page.heading for page in packed.pages)
    last = str(packed.pages[-1].parts)
    assert Text("en")("pack.whole") not in last and Text("en")("page.plan") in last
    assert "behind target" not in said, "a pack of a public meeting has what the public may see"
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    app = open_page(PAGE)
    assert "Open evening" in words_on(app) and "Partnership meeting" not in words_on(app)
    assert Text("en")("meetings.no_such", number="M002") in words_on(
        open_page(PAGE, meeting="M002")
    )
    agenda_words = words_on(open_page(PAGE, meeting=key))
    assert Text("en")("page.plan") in agenda_words, "an item whose page is closed to the public"
    for_partners = {one.file for one in ALL_PAGES if one.audience is Audience.PARTNER}
    assert for_partners == routes.FOR_PARTNERS
    for mode in ("decide", "copy"):
        closed = open_page(PAGE, meeting=key, mode=mode)
        assert not [one for one in closed.button if one.key.endswith("-save")], mode
    assert not [b for b in open_page(page_at("map")).button if b.key == "meeting-add-page"]


def test_minutes_are_tagged_and_say_what_was_shown_and_decided(sample_home: Path) -> None:
    for language in LANGUAGES:
        here = context_of(View(lang=language), Viewer(name="", audience=Audience.ANALYST))
        of = meetings.meetings(here)["M001"]
        pdf = pypdf.PdfReader(io.BytesIO(printed(minutes.pdf_input(here, of))))
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        words = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
        first = of.decisions[0].values[f"decision_{language}"]
        assert first in words and "2026-09" in words
        content = minutes.as_docx(here, of)
        assert content == minutes.as_docx(here, of), "the same minutes are the same bytes"
        document = docx.Document(io.BytesIO(content))
        cells = [cell.text for row in document.tables[0].rows for cell in row.cells]
        assert first in cells and document.core_properties.language == language
