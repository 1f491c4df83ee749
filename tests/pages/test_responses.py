"""The responses page: started with its evidence, fixed, assessed two years later, and listed."""

from pathlib import Path

import pytest
import shapely
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from components import queries
from components.page_context import context_of
from components.responses_page import board, exports, sentences
from components.responses_page.model import ResponseModel
from components.text.catalogue import LANGUAGES, Text
from components.view.view import View
from components.view.viewer import local_viewer
from data.register.editing.saving import retire, save
from data.register.history import changes
from data.register.migration import open_register
from data.register.proposals.differences import proposals
from data.register.proposals.taking_over import is_taken_over, take_over
from data.register.records import Record, all_records
from data.register.responses.evidence import figures_in
from data.register.responses.kinds import ACTION, EVIDENCE_OF, RESPONSE, STAGES, fields_of
from data.register.seed import seed
from data.release.store import Store
from data.sample.planted_effects import truth
from data.schema import LSOA
from data.settings import Settings, load_settings
from tests.pages.conftest import Open, page_at, words_on

RESPONSES = page_at("responses")
WORKED, MOVED = (str(truth(key).order_id) for key in ("order_worked", "order_displaced"))
ODD = "<b>=1+1</b> 🌊 مرحبا [x](y) `z`"
NEVER_SAID = ("responses.", "stage.", "response_", "osara.", "field.", "{", " nan", "None", "NaT")


@pytest.fixture
def home(sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The sample county with a register of its own, with nothing in it."""
    monkeypatch.setenv("MILLTIR_REGISTER", f"sqlite:///{tmp_path / 'register.sqlite'}")
    return load_settings()


def register(home: Settings) -> Engine:
    return open_register(home.register_address)


def pressed(app: AppTest, label: str) -> AppTest:
    """Press the only button whose label begins so."""
    (button,) = [one for one in app.button if one.label.startswith(label)]
    run = button.click().run()
    assert not run.exception, [one.message for one in run.exception]
    return run


def field(app: AppTest, label: str, kind: str = "text_input") -> AppTest:
    """Return the first input whose label begins so."""
    return next(one for one in getattr(app, kind) if one.label.startswith(label))


def only(records: list[Record]) -> Record:
    (one,) = records
    return one


def mine(home: Settings) -> Record:
    """Return the response that was started here, not one of the file."""
    every = all_records(register(home), RESPONSE)
    return only([one for one in every if one.key.startswith("R")])


@pytest.mark.parametrize(
    "number, verdict, language", [(WORKED, "fewer", "en"), (MOVED, "moved", "cy")]
)
def test_an_order_is_followed_from_its_start_to_its_assessment_two_years_later(
    home: Settings,
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
    sample_store: Store,
    number: str,
    verdict: str,
    language: str,
) -> None:
    text = Text(language)
    monkeypatch.setenv("MILLTIR_TODAY", "2024-12-16")
    app = open_page(RESPONSES, response="new", begin=f"order:{number}", lang=language)
    assert text("responses.frozen") in words_on(app)
    pressed(app, text("responses.begin"))
    started = mine(home)
    assert started.values["order_id"] == number and started.values["stage"] == STAGES[0]
    assert started.values["name_en"] != started.values["name_cy"]
    frozen = only(all_records(register(home), EVIDENCE_OF))
    assert frozen.values["response"] == started.key and frozen.values["day"] == "2024-12-16"
    assert figures_in(frozen.values["numbers"]) and frozen.values["sentence_cy"]
    save(
        *(register(home), local_viewer(load_settings()), RESPONSE, {"start": "2025-01-01"}),
        key=started.key,
        version=started.version,
    )
    app = open_page(RESPONSES, response=started.key, lang=language)
    assert text("responses.not_fixed") in words_on(app)
    codes = {by_name: code for code, by_name in lsoa_names(language).items()}
    offered = {codes[name] for name in app.multiselect[0].options}
    busy = small_areas_with_orders(sample_store, but=number)
    assert offered and busy and not offered & busy, "no comparison where another order runs"
    assert text.plural("responses.in_use", 99).split("99")[-1] in words_on(app)
    app = pressed(app, text("responses.fix_now"))
    fixed = mine(home).values
    assert fixed["fixed_on"] == "2024-12-16" and len(fixed["compared"].split()) >= 3
    assert 0.4 < fixed["detectable"] < 0.8
    early = words_on(open_page(RESPONSES, response=started.key, lang=language))
    assert text("response_cannot.not begun", month="#").split("#")[0] in early
    monkeypatch.setenv("MILLTIR_TODAY", "2026-12-16")
    app = open_page(RESPONSES, response=started.key, lang=language)
    assert text("responses.fixed_late") not in words_on(app), "it was fixed beforehand"
    pressed(app, text("responses.record_result"))
    now = mine(home).values
    assert (now["verdict"], now["assessed_on"], now["stage"]) == (
        *(verdict, "2026-12-16"),
        "assessment",
    )
    said = words_on(open_page(RESPONSES, response=started.key, lang=language))
    assert now[f"verdict_words_{language}"] in said.replace("&#x27;", "'")
    on_board = words_on(open_page(RESPONSES, lang=language))
    assert text(f"response_short.{verdict}") in on_board
    assert only(all_records(register(home), EVIDENCE_OF)) == frozen, "as it was on the first day"


def lsoa_names(language: str) -> dict[str, str]:
    """Return the names of the small areas by code."""
    here = context_of(View(lang=language), local_viewer(load_settings()))
    return {code: here.place_name(code) for code in queries.places.codes_of(here.key, LSOA)}


def small_areas_with_orders(store: Store, *, but: str) -> set[str]:
    """Return the small areas with a point in another order that was in force by 2025."""
    orders, points = store.orders().set_index("order_id").drop(but), store.table("points")
    running = orders[orders["expiry"].ge("2023-01-01").fillna(False)]
    inside = shapely.contains_xy(running.union_all(), points["x"], points["y"])
    return set(points.loc[inside, "lsoa_code"])


def test_no_place_of_another_response_is_offered_for_comparison(
    home: Settings, open_page: Open
) -> None:
    engine, viewer = register(home), local_viewer(load_settings())
    seed(engine)
    app = open_page(RESPONSES, response="A6")
    before = set(app.multiselect[0].options)
    names = lsoa_names("en")
    taken = next(code for code, name in names.items() if name in before)
    other = {"name_en": "Other", "stage": "response", "level": LSOA, "place": taken}
    one = save(engine, viewer, RESPONSE, other | {"start": "2026-05-01"})
    app = open_page(RESPONSES, response="A6")
    left = before - set(app.multiselect[0].options)
    assert left == {names[taken]}
    retire(engine, viewer, RESPONSE, one.key, version=1)
    assert set(open_page(RESPONSES, response="A6").multiselect[0].options) == before


def test_the_sample_has_responses_in_all_stages_and_says_of_them_what_the_method_says(
    home: Settings, sample_store: Store, open_page: Open
) -> None:
    engine = register(home)
    number = seed(engine)
    assert number and seed(engine) == 0, "once"
    every = {one.key: one for one in all_records(engine, RESPONSE)}
    assert len(every) == 8 and {one.values["stage"] for one in every.values()} == set(STAGES)
    assert is_taken_over(engine, RESPONSE)
    assert proposals(engine, RESPONSE, fields_of(sample_store.responses())) == []
    for language in LANGUAGES:
        here = context_of(View(lang=language), local_viewer(load_settings()))
        for one in every.values():
            assert one.values[f"name_{language}"] and (
                not one.values["objective_en"] or one.values[f"objective_{language}"]
            )
            if not one.values["verdict"]:
                continue
            model = ResponseModel(here, one)
            assert model.study and model.study.evidence
            assert model.study.evidence.verdict == one.values["verdict"], one.key
            assert model.own("verdict_words") == sentences.result(model, model.study)
        app = open_page(RESPONSES, lang=language)
        assert not app.exception and not app.error
        pages = [app] + [open_page(RESPONSES, response=key, lang=language) for key in every]
        for page in pages:
            assert not page.exception and not page.error
            said = words_on(page)
            assert not [unworded for unworded in NEVER_SAID if unworded in said], page.title
    verdicts = {one.values["verdict"] for one in every.values()} - {None}
    assert verdicts == {"fewer", "moved"}
    words = words_on(open_page(page_at("place"), place=every["A2"].values["place"]))
    assert "ewer cases, but more next door" in words, "what was tried there and how it went"


def test_on_a_phone_the_board_has_the_stages_of_responses_and_one_line_for_the_others(
    home: Settings, sample_store: Store, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = {one["stage"] for one in fields_of(sample_store.responses()).values()}
    empty = [stage for stage in STAGES if stage not in shown]
    assert shown and empty
    monkeypatch.setattr(board.browser, "on_phone", lambda: True)
    for language in LANGUAGES:
        text, app = Text(language), open_page(RESPONSES, lang=language)
        names = {stage: text(f"stage.{stage}") for stage in STAGES}
        labels = [one.label for one in app.expander]
        assert [any(name in label for label in labels) for name in names.values()] == [
            stage in shown for stage in STAGES
        ]
        others = text.listing([names[stage] for stage in empty])
        assert text("responses.empty_stages", stages=others) in words_on(app)


def test_every_response_of_a_stage_can_be_reached(home: Settings, open_page: Open) -> None:
    rows = {f"A{n}": {"name_en": f"Ours {n}", "stage": "objective"} for n in range(6)}
    take_over(register(home), "r", RESPONSE, rows, release="r")
    app = open_page(RESPONSES)
    pressed(app, Text("en")("responses.show_more", n="2"))
    assert len([one for one in app.get("page_link") if "Ours" in one.proto.label]) == 6


def test_a_seed_never_touches_a_register_with_entries(home: Settings) -> None:
    engine, viewer = register(home), local_viewer(load_settings())
    save(engine, viewer, RESPONSE, {"name_en": "Ours", "stage": "objective"})
    assert seed(engine) == 0
    assert [one.key for one in all_records(engine, RESPONSE)] == ["R001"]


def test_odd_text_is_shown_as_text_and_what_names_a_person_is_asked_about(
    home: Settings, open_page: Open
) -> None:
    text = Text("en")
    app = open_page(RESPONSES, response="new")
    field(app, text("field.name_en")).set_value("")
    app = pressed(app, text("responses.begin"))
    assert text("form.problem") in words_on(app)
    assert not changes(register(home), kind=RESPONSE.name), "nothing was saved"
    field(app, text("field.name_en")).set_value(ODD)
    field(app, text("field.lead_en")).set_value("Mrs Evans, 07700 900123")
    app = pressed(app, text("responses.begin"))
    assert "Mrs Evans, 07700 900123" in words_on(app) and not changes(
        register(home), kind=RESPONSE.name
    )
    assert field(app, text("field.name_en")).value == ODD, "nothing that was typed is lost"
    field(app, text("field.no_person"), "checkbox").check()
    app = pressed(app, text("responses.begin"))
    now = mine(home)
    assert (now.values["name_en"], now.values["lead_en"]) == (ODD, "Mrs Evans, 07700 900123")
    app = open_page(RESPONSES, response=now.key)
    raw = "".join(str(one.proto.body) for one in app.get("html"))
    assert not app.exception and "<b>=1+1" not in raw and ODD.split(" [")[0] in words_on(app)
    here = context_of(View(), local_viewer(load_settings()))
    model = ResponseModel(here, now)
    assert exports.slide(model)[0] == ODD
    retire(register(home), local_viewer(load_settings()), RESPONSE, now.key, version=now.version)
    app = open_page(RESPONSES, response=now.key)
    assert text("responses.no_such", number=now.key) in words_on(app)


def test_figures_follow_the_place_and_the_count_that_are_chosen(
    home: Settings, open_page: Open
) -> None:
    text, ward = Text("en"), "W05999003"
    app = open_page(RESPONSES, response="new", begin=f"place:{ward}")
    own = {name: field(app, text(f"field.{name}")) for name in ("baseline", "target")}
    assert (own["baseline"].value, own["target"].value) == ("93", "74")
    field(app, text("field.counted"), "selectbox").set_value("shoplifting")
    pressed(app, text("responses.begin"))
    record = mine(home)
    now = record.values
    assert (now["counted"], now["baseline"], now["target"]) == ("shoplifting", 180.0, 144.0)
    for language in LANGUAGES:
        assert Text(language)("category_title.shoplifting") in str(now[f"name_{language}"])
        assert "180" in str(now[f"objective_{language}"])
    frozen = only(all_records(register(home), EVIDENCE_OF)).values
    assert "180" in str(frozen["sentence_en"]) and "shoplifting" in str(frozen["link"])

    app = open_page(RESPONSES, response=record.key)
    field(app, text("field.counted"), "selectbox").set_value("burglary")
    field(app, text("field.target")).set_value("20")
    button = next(one for one in app.button if "response-objective" in str(one.key))
    said = words_on(button.click().run())
    now = mine(home).values
    assert text("responses.filled_again") in said
    assert now["baseline"] not in (180.0, None) and now["target"] == 20.0, "what was typed stays"

    app = open_page(RESPONSES, response=record.key)
    field(app, text("field.measure"), "selectbox").set_value("perceived")
    button = next(one for one in app.button if "response-objective" in str(one.key))
    said = words_on(button.click().run())
    now = mine(home).values
    assert now["subject"] == "burglary" and "opic.None" not in said
    assert now["baseline"] is None or now["baseline"] <= 100, "a share, not the number of cases"


def test_one_that_was_started_by_itself_has_the_figures_of_its_place(
    home: Settings, open_page: Open
) -> None:
    text = Text("en")
    app = open_page(RESPONSES, response="new")
    field(app, text("field.name_en")).set_value("Shops")
    field(app, text("field.place"), "selectbox").set_value("W05999003")
    field(app, text("field.counted"), "selectbox").set_value("shoplifting")
    pressed(app, text("responses.begin"))
    now = mine(home).values
    assert (now["name_en"], now["baseline"], now["target"]) == ("Shops", 180.0, None)
    assert "180" in str(only(all_records(register(home), EVIDENCE_OF)).values["sentence_en"])


def test_an_action_is_added_and_is_overdue_when_its_day_has_passed(
    home: Settings, open_page: Open
) -> None:
    text = Text("en")
    app = open_page(RESPONSES, response="A3")
    field(app, text("field.action_en"), "text_area").set_value("Walk the streets")
    inputs = [one for one in app.text_input if one.label.startswith(text("field.due"))]
    inputs[-1].set_value("01/02/2026")
    buttons = [one for one in app.button if one.label == text("form.save")]
    for button in buttons:
        if "action" in str(button.key):
            app = button.click().run()
            break
    action = only(all_records(register(home), ACTION))
    assert action.values["due"] == "2026-02-01" and action.values["response"] == "A3"
    assert not is_taken_over(register(home), RESPONSE), "the file's responses are still its own"
    assert text("action_state.late") in words_on(open_page(RESPONSES, response="A3"))
