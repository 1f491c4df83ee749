"""The page of the delivery plan: read, reported on, changed, taken over from a file, printed."""

import io
import json
from pathlib import Path
from typing import Any

import pypdf
import pytest
from streamlit.testing.v1 import AppTest

from components import queries
from components.page_context import context_of
from components.pdf.typst import printed
from components.plan_page import document
from components.queries.cache import CacheKey, forget_answers
from components.text.catalogue import LANGUAGES, Text
from components.view.view import View
from components.view.viewer import local_viewer
from data.access.viewer import Audience, Viewer
from data.errors import AccessDenied
from data.register.editing.saving import save
from data.register.history import changes
from data.register.migration import open_register
from data.register.plan.kinds import ACTION, PLAN_KINDS, VALUE, read_plan
from data.register.records import find_record
from data.settings import Settings, load_settings
from tests.conftest import settings_in
from tests.data.register.conftest import OFFICER
from tests.pages.conftest import Open, page_at, words_on

PLAN = page_at("plan")
# An action with an indicator that is typed and one that police figures fill in.
PATROLS = "plan_actions:A001"
ODD = "<b>=1+1</b> {x} 🌊 مرحبا ‮ab` * _c_ $1$"
FILE = """Vale of Halwyn: delivery plan 2026/27
No,Action,Responsible officer,Deadline,Indicator,Target,Q1,Status
Priority 1: Streets,,,,,,,
1.1,=cmd|' /C calc'!A0,Inspector,Apr-27,Patrols,20,4,Purple
1.2,<script>alert(1)</script>,Officer,In due course,,,,Green
"""


@pytest.fixture
def own_home(copied: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The sample county's home, which the test may change."""
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    # Registers of other tests have the same revisions, which one process never sees.
    forget_answers()
    return copied


def field(app: AppTest, form: str, name: str) -> Any:
    """Return the input of a form by the name of its field."""
    inputs = [*app.text_area, *app.text_input, *app.selectbox]
    found = [one for one in inputs if form in one.key and one.key.endswith(f"-{name}")]
    assert len(found) == 1, (form, name, [one.key for one in inputs])
    return found[0]


def press(app: AppTest, form: str) -> AppTest:
    (button,) = [one for one in app.button if one.key == f"{form}-save"]
    return button.click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_says_what_is_behind_and_why(
    sample_home: Path, open_page: Open, language: str
) -> None:
    text = Text(language)
    app = open_page(PLAN, lang=language)
    words = words_on(app)
    assert not app.exception and not app.error
    assert text.plural("plan.behind", 12, total="57") in words
    assert words.count("<details class='mt-plan-group'>") == 4, "priorities, closed"
    app = open_page(PLAN, lang=language, listed="behind", grouped="role")
    assert words_on(app).count("mt-status mt-is-behind") == 12
    assert "mt-is-on_track'>" not in words_on(app)
    app = open_page(PLAN, lang=language, item=PATROLS)
    words = words_on(app)
    assert text("plan_status.at_risk") in words and text("plan.by_rule") in words
    assert text("plan.is_linked") in words and text("plan.cannot_type") in words
    assert len([one for one in app.text_input if one.key.endswith("-value")]) == 1, "not the linked"
    by_hand = words_on(open_page(PLAN, lang=language, item="plan_actions:A018"))
    assert text("plan.set_by_hand") in by_hand and "The agreement to share has ended" in by_hand
    rule = text("plan.rule_differs", status=text("plan_status.on_track"), why="")
    assert rule.strip() in by_hand, "what the rule would say is told, too"
    unknown = open_page(PLAN, lang=language, item="plan_actions:A999")
    assert text("register.no_record", number="A999") in words_on(unknown)
    projected = open_page(PLAN, lang=language, projector="on")
    rest = text.plural("plan.actions", 5)
    assert text("plan.also", rest=rest).rstrip(".") in words_on(projected), "13 actions, 8 listed"
    first = projected.title[0].value
    projected.button(key="plan-step-1").click().run()
    assert projected.title[0].value != first and not projected.exception


def test_a_report_needs_a_reason_and_nothing_typed_is_lost(
    own_home: Settings, open_page: Open
) -> None:
    text = Text("en")
    app = open_page(PLAN, item=PATROLS)
    field(app, "plan-report", "comments_en").set_value(ODD)
    field(app, "plan-report", "status").set_value("completed")
    press(app, "form-plan-report-A001")
    words = words_on(app)
    assert text("form.problem") in words and "a reason for a status" in words
    assert field(app, "plan-report", "comments_en").value == ODD
    field(app, "plan-report", "status_reason_cy").set_value("Oherwydd")
    press(app, "form-plan-report-A001")
    assert text("register.saved") in words_on(app)
    register = open_register(own_home.register_address)
    saved = find_record(register, ACTION, "A001")
    assert saved and saved.values["comments_en"] == ODD and saved.values["status"] == "completed"
    assert saved.values["updated"] == "2026-11-20" and saved.values["name_cy"]
    words = words_on(open_page(PLAN, item=PATROLS))
    assert text("plan.set_by_hand") in words and "Oherwydd" in words, "Welsh alone is shown"
    assert "&lt;b&gt;=1+1" in str([one.proto.body for one in app.get("html")])
    assert text.plural("plan.behind", 12, total="57") in words_on(open_page(PLAN))


def test_the_value_of_a_quarter_is_entered_and_seen_at_once(
    own_home: Settings, open_page: Open
) -> None:
    app = open_page(PLAN, item="plan_actions:A002")
    app.selectbox(key="quarter-I0021").set_value("I0021-2026-Q3").run()
    field(app, "plan-value", "value").set_value("93%")
    form = "form-plan-value-I0021-2026-Q3"
    press(app, form)
    words = words_on(app)
    assert Text("en")("register.saved") in words
    by = f"{Text('en')('history.local')}, 20 November 2026"
    assert by in words, "who entered a value stands beside it"
    register = open_register(own_home.register_address)
    saved = find_record(register, VALUE, "I0021-2026-Q3")
    assert saved and saved.values["value"] == "93%" and saved.values["entered_on"] == "2026-11-20"
    assert Text("en").plural("plan.behind", 11, total="57") in words_on(open_page(PLAN))
    save(register, OFFICER, VALUE, {"value": "95%"}, key=saved.key, version=1)
    field(app, "plan-value", "value").set_value("94%")
    press(app, form)
    words = words_on(app)
    assert "Officer" in words and Text("en")("conflict.explained") in words
    now = find_record(register, VALUE, "I0021-2026-Q3")
    assert now and now.values["value"] == "95%", "the second editor decides first"


def test_a_target_that_is_the_baseline_is_one_line(sample_home: Path, open_page: Open) -> None:
    text = Text("en")
    names = {
        item: [
            note["text"]
            for chart in open_page(PLAN, item=f"plan_actions:{item}").get("plotly_chart")
            for note in json.loads(chart.proto.spec)["layout"]["annotations"]
        ]
        for item in ("A002", "A003")
    }
    assert names["A002"] == [text("plan.target_line"), text("plan.baseline_line")]
    assert names["A003"] == [text("plan.same_line")]


def test_parts_of_the_plan_are_added_changed_retired_and_taken_back(
    own_home: Settings, open_page: Open
) -> None:
    app = open_page(PLAN, item="plan_actions")
    press(app, "form-plan_actions-new")
    assert "a text in English or in Welsh" in words_on(app)
    field(app, "form-plan_actions-new", "name_en").set_value(ODD)
    field(app, "form-plan_actions-new", "objective").set_value("B008")
    field(app, "form-plan_actions-new", "deadline").set_value("In due course")
    press(app, "form-plan_actions-new")
    register = open_register(own_home.register_address)
    new = read_plan(register).actions[-1]
    assert (new.key, new.values["priority"], new.values["name_en"]) == ("A058", "P004", ODD)
    words = words_on(app)
    assert "was not understood as a date" in words
    (box,) = [one for one in open_page(PLAN).selectbox if one.key.startswith("plan-find")]
    assert any(ODD in name for name in box.options), "the list is not that before the action"
    app.button(key="retire-A058").click().run()
    assert Text("en")("register.retired") in words_on(app) and not app.exception
    assert len(read_plan(register).actions) == 57
    app.button(key="retire-A058").click().run()
    assert len(read_plan(register).actions) == 58
    last = changes(register, kind="plan_actions", record="A058")[0].number
    app.button(key=f"undo-plan_actions-A058-{last}").click().run()
    assert len(read_plan(register).actions) == 57


def test_a_plan_from_a_file_is_compared_before_it_is_saved(
    own_home: Settings, open_page: Open
) -> None:
    text = Text("en")
    app = open_page(PLAN, item="import")
    chooser = app.file_uploader(key="plan-file")
    chooser.set_value(("plan.csv", FILE.replace("Vale of Halwyn", "Powys").encode(), "text/csv"))
    app.run()
    assert "a plan of Vale of Halwyn" in app.error[0].value and "Powys" in app.error[0].value
    chooser = app.file_uploader(key="plan-file")
    chooser.set_value(("plan.csv", FILE.encode(), "text/csv")).run()
    words = words_on(app)
    assert not app.error and "status not understood: Purple" in words
    assert "<script>alert(1)" not in "".join(str(one.proto.body) for one in app.get("html"))
    register = open_register(own_home.register_address)
    before = read_plan(register)
    app.checkbox(key="plan-retire-gone").check().run()
    app.button(key="plan-accept").click().run()
    assert text("plan.accepted") in words_on(app) and not app.exception
    after = read_plan(register)
    assert [one.values["number"] for one in after.actions] == ["1.1", "1.2"]
    assert after.actions[0].values["name_en"].startswith("=cmd|")
    assert before.priorities[0].key == after.priorities[0].key, "the same priority, renamed"
    app = open_page(page_at("register"))
    imported = text("batch.imported", who=text("history.local"))
    assert words_on(app).count(imported) == 1, "one line for the whole file"
    first = next(one for one in app.button if one.label == text("history.undo"))
    first.click().run()
    assert text("history.redo") in {one.label for one in app.button} and not app.exception
    for kind in PLAN_KINDS:
        now, was = (
            {one.key: one.values for one in plan.of(kind)} for plan in (read_plan(register), before)
        )
        assert now == was, f"{kind.name} as they were before the file"


def test_without_a_plan_the_page_says_how_to_begin(
    bare_home: Path, tmp_path: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    monkeypatch.setenv("MILLTIR_REGISTER", f"sqlite:///{tmp_path / 'own' / 'register.sqlite'}")
    forget_answers()
    text = Text("cy")
    app = open_page(PLAN, lang="cy")
    assert text("plan.no_plan") in words_on(app) and not app.exception
    app.button(key="plan-by-hand").click().run()
    field(app, "form-plan_priorities-new", "name_cy").set_value("Strydoedd diogel")
    press(app, "form-plan_priorities-new")
    assert app.title[0].value == "Strydoedd diogel"
    app = open_page(PLAN, lang="en")
    assert "Strydoedd diogel" in words_on(app), "Welsh stands in for English"


def test_the_public_sees_nothing_of_the_plan(sample_home: Path) -> None:
    release = queries.current_store.store().manifest.release
    day = load_settings().today
    assert len(queries.plan.plan_view(CacheKey(release, "partner"), day).actions) == 57
    found = queries.plan.plan_view(CacheKey(release, "public"), day)
    assert found.actions == {} and found.plan.priorities == ()
    assert PLAN.audience > Audience.PUBLIC
    public = Viewer(name="", audience=Audience.PUBLIC)
    here = context_of(View(), public)
    with pytest.raises(AccessDenied):
        document.pdf_input(here, found)


def test_the_document_has_every_action(sample_settings: Settings, sample_home: Path) -> None:
    here = context_of(View(lang="cy"), local_viewer(settings_in(sample_settings.home)))
    view = queries.plan.plan_view(here.key, here.today)
    pages = pypdf.PdfReader(io.BytesIO(printed(document.pdf_input(here, view)))).pages
    said = " ".join(" ".join(page.extract_text() for page in pages).split())
    for action in view.actions.values():
        assert f"{action.record.values['number']}. " in said
    assert "Mae 12 o 57 cam gweithredu" in said
