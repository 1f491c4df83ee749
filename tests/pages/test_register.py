"""Groups and orders are entered, changed, confirmed and undone on their page."""

import json
import os
import re
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.forms import conflict
from components.text.catalogue import LANGUAGES, Text
from components.ui import page_frame
from components.view.entry import entry_of
from data.access.viewer import Audience, Viewer
from data.register.editing.saving import save
from data.register.groups import GROUP
from data.register.history import changes
from data.register.kinds import KINDS
from data.register.migration import open_register
from data.register.orders import ORDER
from data.register.proposals.taking_over import take_over
from data.register.records import all_records, find_record
from data.register.responses.evidence import Figure, packed
from data.register.responses.kinds import RESPONSE
from data.release.current import open_store
from data.settings import load_settings
from tests.pages.conftest import Open, page_at, words_on

REGISTER, GROUPS, ORDERS = page_at("register"), page_at("groups"), page_at("orders")
OTHER = Viewer(name="A. Other", audience=Audience.PARTNER, edits=True)
ODD = "<b>Watch</b> =1+1 [x](y) *z* 🦊 مرحبا"


@pytest.fixture
def address(sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the app use a register of its own, with nothing in it."""
    del sample_home
    found = f"sqlite:///{tmp_path / 'register.sqlite'}"
    monkeypatch.setenv("MILLTIR_REGISTER", found)
    return found


def field(app: AppTest, name: str, language: str = "en", kind: str = "text_input"):
    """Return the widget of a field."""
    label = Text(language)(f"field.{name}")
    return next(one for one in getattr(app, kind) if one.label.startswith(label))


def press(app: AppTest, label: str) -> AppTest:
    """Press the first button with a label."""
    return next(one for one in app.button if one.label == label).click().run()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_is_confirmed_with_one_press_and_that_is_undone(
    address: str, open_page: Open, language: str
) -> None:
    text, app = Text(language), open_page(REGISTER, lang=language)
    assert not app.exception and not app.error
    waiting = sum(1 for one in app.button if one.label == text("register.still_right"))
    assert waiting == 12, "the longest unconfirmed"
    before = next(one.label for one in app.tabs)
    press(app, text("register.still_right"))
    assert next(one.label for one in app.tabs) != before, "one fewer to check"
    register = open_register(address)
    change, taken_over = changes(register, together=True)
    assert taken_over.action == "taken over", "one line for the whole file"
    assert change.fields == ("last_confirmed",) and change.action == "changed"
    assert text("history.local") in words_on(app)
    press(app, text("history.undo"))
    assert text("history.undone") in words_on(app)
    assert next(one.label for one in app.tabs) == before
    press(app, text("history.redo"))
    assert next(one.label for one in app.tabs) != before
    assert text("action.made_again", who=text("history.local")) in words_on(app)
    assert text("history.redo") not in {one.label for one in app.button}, "but undo"


def test_a_form_says_what_is_wrong_and_loses_nothing(address: str, open_page: Open) -> None:
    text, app = Text("en"), open_page(REGISTER, record=entry_of("groups"))
    field(app, "name_en").set_value(ODD)
    field(app, "last_confirmed").set_value("tomorrow")
    field(app, "offers_en", kind="text_area").set_value("x" * 10_000)
    press(app, text("form.save"))
    words = words_on(app)
    assert "in English: expected at most 2,000 characters, found 10,000 characters" in words
    assert field(app, "name_en").value == ODD
    assert len(field(app, "offers_en", kind="text_area").value) == 10_000
    field(app, "offers_en", kind="text_area").set_value("Tea")
    press(app, text("form.save"))
    words = words_on(app)
    for name in ("kind", "covers"):
        said = text("form.empty", field=text(f"field.{name}"))
        assert words.count(said) == 2, "in the summary, and at the field"
    assert text("fault.groups.last_confirmed") in words
    assert not Path(address.removeprefix("sqlite:///")).exists(), "nothing is saved yet"
    field(app, "last_confirmed").set_value("1/9/2026")
    field(app, "kind", kind="selectbox").set_value("youth_provision")
    field(app, "covers", kind="selectbox").set_value("ward")
    press(app, text("form.save"))
    assert text("fault.groups.ward_code") in words_on(app)
    field(app, "ward_code", kind="selectbox").set_value("W05999003")
    store, _ = open_store(load_settings())
    postcode = store.example_postcode()
    field(app, "postcode").set_value(postcode.lower())
    press(app, text("form.save"))
    assert text("register.saved") in words_on(app)
    (new,) = [one for one in all_records(open_register(address), GROUP) if one.key > "G060"]
    placed = (new.values["x"], new.values["y"])
    assert placed == store.point_of_postcode(postcode), "its place is that of the postcode"
    assert new.values["name_en"] == ODD and new.values["last_confirmed"] == "2026-09-01"
    assert ODD in {one.value.replace("\\", "") for one in app.title}
    seen = open_page(GROUPS)
    assert ODD in set(seen.dataframe[0].value.iloc[:, 0]), "on the page of groups at once"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_history_tells_every_field_of_every_kind(
    address: str, open_page: Open, language: str
) -> None:
    text, register = Text(language), open_register(address)
    odd = {"numbers": packed([Figure(label_en=ODD, label_cy=ODD, en="1", cy="1")])}
    odd |= {"compared": "W05999001 W05999002"}
    by_type = {bool: True, int: 2, float: 2.0}
    for kind in KINDS.values():
        columns = {c.name: c.type.python_type for c in kind.table.columns if c.name in kind.fields}
        given = {n: by_type.get(of, f"{ODD} {n}") for n, of in columns.items()}
        own = {name: value for name, value in odd.items() if name in kind.fields}
        save(register, OTHER, kind, {**given, **own})
    long = "A long text. " * 100
    save(register, OTHER, RESPONSE, {"what_en": long}, key="R001", version=1)
    save(register, OTHER, RESPONSE, {"compared": "W05999002 Z"}, key="R001", version=2)
    app = open_page(REGISTER, lang=language)
    assert not app.exception and not app.error
    press(app, text("history.more"))
    words, labels = words_on(app), {f"field.{n}" for k in KINDS.values() for n in k.fields}
    assert [name for name in labels if f"<b>{text(name)}</b>" not in words] == []
    assert words.count("<details") == len(KINDS) + 1, "a new record and a long text are folded"
    assert f"<ins>{escape(long)}</ins>" in words
    drawn = "".join(one.proto.body for one in app.get("html"))
    assert escape(ODD) in drawn and "<b>Watch" not in drawn
    (listed,) = re.findall(r"</b>: <ul>(<li><span>.*?)</ul>", words)
    assert re.findall(r"<(span|del|ins)>", listed) == ["span", "del", "ins"], "item by item"


def test_every_group_of_a_list_can_be_reached(address: str, open_page: Open) -> None:
    text, app = Text("en"), open_page(REGISTER)

    def rows() -> int:
        return len([one for one in app.button if one.label == text("register.still_right")])

    assert rows() == 12
    press(app, text("register.more", n="22"))
    press(app, text("register.more", n="10"))
    assert rows() == 34 and not any(one.key.startswith("register-more-g") for one in app.button)
    find = next(one for one in app.text_input if one.label == text("register.find"))
    find.set_value("watch").run()
    assert text("search.first", n="6") in words_on(app), "there are more of that name"
    find.set_value("watch penhalwyn").run()
    assert text("search.first", n="6") not in words_on(app)


def test_a_group_that_was_never_confirmed_comes_first(address: str, open_page: Open) -> None:
    open_page(REGISTER)
    fields = {"name_en": "New Watch", "kind": "rural_watch", "covers": "county"}
    register = open_register(address)
    take_over(register, "r", GROUP, {"G001": fields}, release="r")
    app = open_page(REGISTER)
    words = words_on(app)
    assert not app.exception and not app.error
    assert Text("en")("register.never_confirmed") in words and "New Watch" in words
    find = next(one for one in app.text_input if one.label == Text("en")("register.find"))
    find.set_value("watch new").run()
    assert words_on(app).count("New Watch") > words.count("New Watch"), "found by its name"
    press(app, Text("en")("proposals.refuse_all"))
    assert Text("en")("proposals.none") in words_on(app), "60 rows of the file, left as they are"
    assert len(all_records(register, GROUP)) == 1


def test_a_group_has_the_place_of_its_postcode_or_none(address: str, open_page: Open) -> None:
    text, app = Text("en"), open_page(REGISTER, record=entry_of("groups", "G003"))
    store, _ = open_store(load_settings())
    known, lost = store.example_postcode(), "ZZ99 9ZZ"

    def place() -> tuple[float | None, float | None]:
        record = find_record(open_register(address), GROUP, "G003")
        assert record
        return record.values["x"], record.values["y"]

    field(app, "postcode").set_value("hello")
    field(app, "last_confirmed").set_value("31/12/2099")
    press(app, text("form.save"))
    words = words_on(app)
    assert text("fault.groups.postcode") in words and text("fault.groups.last_confirmed") in words
    field(app, "last_confirmed").set_value("1/9/2026")
    field(app, "postcode").set_value(lost)
    press(app, text("form.save"))
    assert None not in place(), "the place of a file, which no postcode gave it"
    field(app, "postcode").set_value(known)
    press(app, text("form.save"))
    assert place() == store.point_of_postcode(known)
    field(app, "postcode").set_value(lost)
    press(app, text("form.save"))
    assert place() == (None, None), "not the place of the postcode before"
    assert text("register.no_such_postcode", postcode=lost) in words_on(app)


def test_a_refuge_gets_no_place(address: str, open_page: Open) -> None:
    text, app = Text("en"), open_page(REGISTER, record=entry_of("groups", "G001"))
    field(app, "kind", kind="selectbox").set_value("domestic_abuse_support")
    field(app, "postcode").set_value("QV2 4AB")
    press(app, text("form.save"))
    assert text("fault.groups.kind") in words_on(app)
    field(app, "postcode").set_value("")
    press(app, text("form.save"))
    record = find_record(open_register(address), GROUP, "G001")
    assert record and record.values["x"] is None and record.values["y"] is None
    assert text("register.refuge") in words_on(app)


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_people_edit_one_group_and_the_second_decides(
    address: str, open_page: Open, language: str
) -> None:
    text, app = (
        Text(language),
        open_page(REGISTER, record=entry_of("groups", "G001"), lang=language),
    )
    press(app, text("register.still_right"))
    register = open_register(address)
    seen = find_record(register, GROUP, "G001")
    assert seen
    theirs = {"name_en": "Their name", "audience": "Everyone"}
    save(register, OTHER, GROUP, theirs, key="G001", version=seen.version)
    field(app, "name_en", language).set_value("My name")
    field(app, "offers_en", language, "text_area").set_value("My offer")
    press(app, text("form.save"))
    words = words_on(app)
    assert text("conflict.title", who="A. Other") in words
    choices = {one.label: one.value for one in app.radio}
    assert choices == {
        text("field.name_en"): None,
        text("field.offers_en"): "mine",
        text("field.audience"): "theirs",
    }
    press(app, text("conflict.save"))
    assert text("conflict.undecided") in words_on(app)
    app.radio[0].set_value("mine")
    press(app, text("conflict.save"))
    assert text("register.saved") in words_on(app)
    now = find_record(register, GROUP, "G001")
    assert now
    decided = {name: now.values[name] for name in ("name_en", "offers_en", "audience")}
    assert decided == {"name_en": "My name", "offers_en": "My offer", "audience": "Everyone"}
    assert len(changes(register, record="G001")) == 4, "nothing of the history is lost"


def test_the_field_that_one_person_changed_is_chosen() -> None:
    base = {"a": "1", "b": "1", "c": "1", "d": "1"}
    mine = {"a": "2", "b": "1", "c": "2", "d": "2"}
    theirs = {"a": "1", "b": "3", "c": "3", "d": "2"}
    found = conflict.differing(base, mine, theirs)
    assert found == {"a": "mine", "b": "theirs", "c": ""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_is_extended_by_a_year_with_one_press_and_that_is_undone(
    address: str, open_page: Open, language: str
) -> None:
    text, entry = Text(language), entry_of("orders", "PSPO-01")
    app = open_page(REGISTER, record=entry, lang=language)
    extend = text("extend.by_a_year", day=text.day("2028-12-31"))
    assert field(app, "reference", language).value == ""
    decided = text("extend.decided_on")

    def day_decided(day: str = "") -> str:
        widget = next(one for one in app.text_input if one.label.startswith(decided))
        if day:
            widget.set_value(day)
        return str(widget.value)

    assert day_decided() == "20/11/2026", "today is filled in"
    press(app, extend)
    needed = text("form.empty", field=text("field.reference"))
    assert needed in words_on(app), "a decision has a reference"
    field(app, "reference", language).set_value("Cabinet 12")
    for day, said in (("1/1/2030", "31/12/2027"), ("21/11/2026", "20/11/2026")):
        day_decided(day)
        press(app, extend)
        assert said in words_on(app), f"no extension is decided on {day}"
    assert field(app, "reference", language).value == "Cabinet 12", "nothing typed is lost"
    assert day_decided() == "21/11/2026"
    day_decided("20/11/2026")
    press(app, extend)
    words, extended = words_on(app), text.day("2028-12-31")
    assert text("extend.done", day=extended) in words and text("event.extended") in words
    assert "Cabinet 12" in words
    there = words_on(open_page(ORDERS, order="PSPO-01", lang=language))
    assert extended in there, "on the page of the order at once"
    press(app, text("extend.by_a_year", day=text.day("2029-12-31")))
    assert needed in words_on(app), "a second press by mistake does not extend it again"
    assert expiry(address) == "2028-12-31"
    press(app, text("history.undo"))
    assert text("history.undone") in words_on(app) and expiry(address) == "2027-12-31"
    assert "Cabinet 12" in words_on(app), "the history tells the step that was taken back"
    assert text("steps.none") in words_on(app), "the step is taken back with the order's dates"


def expiry(address: str) -> str:
    """Return the last day of the order PSPO-01."""
    record = find_record(open_register(address), ORDER, "PSPO-01")
    assert record
    return str(record.values["expiry"])


def test_a_file_whose_area_was_refused_stays_chosen(
    address: str, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go: list[str] = []
    monkeypatch.setattr(page_frame, "let_go_of_uploads", lambda: let_go.append("files"))
    corners = [[-4.48, 52.34], [-4.47, 52.35], [-4.47, 52.34], [-4.48, 52.35], [-4.48, 52.34]]
    area = json.dumps({"type": "Polygon", "coordinates": [corners]}).encode()
    app = open_page(REGISTER, record=entry_of("orders", "PSPO-01"))
    let_go.clear()  # The page was opened from another one.
    chooser = app.file_uploader(key="area-file-PSPO-01")
    chooser.set_value(("crossing.geojson", area, "application/json")).run()
    app.button(key="area-file-PSPO-01-use").click().run()
    assert "does not cross itself" in words_on(app) and not app.exception
    assert let_go == [], "the file is still there"
    open_page(GROUPS)
    assert let_go, "on another page it is not needed"


def test_what_is_put_away_is_shown_nowhere_and_comes_back(address: str, open_page: Open) -> None:
    text, entry = Text("en"), entry_of("orders", "PSPO-01")
    app = open_page(REGISTER, record=entry)
    press(app, text("register.retire"))
    assert text("register.retired") in words_on(app)
    assert len(open_page(ORDERS).dataframe[0].value) == 19
    press(app, text("register.restore"))
    assert len(open_page(ORDERS).dataframe[0].value) == 20


def test_the_public_is_told_and_sees_no_form(
    address: str, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    for page, query in ((ORDERS, {"order": "PSPO-01"}), (GROUPS, {})):
        links = {link.proto.page for link in open_page(page, **query).get("page_link")}
        assert "orders" in links and "register" not in links
    closed = open_page(REGISTER)
    assert Text("en")("notice.not_open") in words_on(closed)
    assert not closed.text_input and not closed.text_area


def test_a_record_that_does_not_exist_is_named(address: str, open_page: Open) -> None:
    app = open_page(REGISTER, record=entry_of("orders", "<i>9"), lang="cy")
    assert Text("cy")("register.no_record", number="<i>9") in words_on(app)
    assert not app.exception


def broken_read_only(path: Path) -> None:
    path.chmod(0o400)


def broken_damaged(path: Path) -> None:
    path.write_bytes(b"not a database" * 100)


@pytest.mark.parametrize("harm", [broken_read_only, broken_damaged])
def test_a_register_that_cannot_be_written_says_so_and_the_form_stays(
    address: str, open_page: Open, harm: Callable[[Path], None]
) -> None:
    if harm is broken_read_only and os.geteuid() == 0:
        pytest.skip("root writes to any file")
    path = Path(address.removeprefix("sqlite:///"))
    app = open_page(REGISTER, record=entry_of("groups", "G001"))
    press(app, Text("en")("register.still_right"))
    field(app, "name_en").set_value("A new name")
    harm(path)
    press(app, Text("en")("form.save"))
    words = words_on(app)
    assert "Nothing was saved" in words and "Traceback" not in words
    assert not app.exception


def test_a_person_in_a_text_of_a_group_or_an_order_is_asked_about(
    address: str, open_page: Open
) -> None:
    text, said = Text("en"), "Ring Mrs Evans, born 3/4/1961, on 01446 700111"
    for record, name in (("groups:G001", "offers_en"), ("orders:PSPO-01", "prohibitions_en")):
        app = open_page(REGISTER, record=record)
        assert not [one for one in app.checkbox if one.key.endswith("no_person")]
        field(app, name, kind="text_area").set_value(said)
        app = press(app, text("form.save"))
        words = words_on(app)
        assert "Mrs Evans, 01446 700111, born 3" in words
        assert field(app, name, kind="text_area").value == said, "nothing that was typed is lost"
        kind = KINDS[record.partition(":")[0]]
        assert not changes(open_register(address), kind=kind.name, record=record.partition(":")[2])
        field(app, "no_person", kind="checkbox").check()
        app = press(app, text("form.save"))
        now = find_record(open_register(address), kind, record.partition(":")[2])
        assert now is not None and now.values[name] == said
