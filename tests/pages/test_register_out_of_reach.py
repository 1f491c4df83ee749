"""A register that is gone, or newer than the program, while the app runs or when it opens it."""

from pathlib import Path

import pytest
from sqlalchemy import text as sql
from streamlit.testing.v1 import AppTest

from components import queries
from components.queries import cache
from components.text.catalogue import Text
from components.view.entry import entry_of
from data.access.viewer import Audience, Viewer
from data.errors import RegisterUnavailable
from data.register.database import writing
from data.register.editing.saving import save
from data.register.migration import open_register
from data.register.responses.kinds import RESPONSE
from tests.pages.conftest import Open, in_turn, page_at, words_on

REGISTER, PLACE, DATA = page_at("register"), page_at("place"), page_at("data")
OFFICER = Viewer(name="Officer", audience=Audience.PARTNER, edits=True)
GROUP, TYPED = entry_of("groups", "G003"), "Typed while it was gone"


@pytest.fixture
def file(sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A register with one record, whose version is looked at on every run."""
    del sample_home
    found = tmp_path / "register.sqlite"
    monkeypatch.setenv("MILLTIR_REGISTER", f"sqlite:///{found}")
    monkeypatch.setattr(queries.current_store, "LOOK_EVERY", 1e-9)
    save(open_register(f"sqlite:///{found}"), OFFICER, RESPONSE, {"name_en": "Lights"})
    return found


def removed(file: Path) -> None:
    for one in file.parent.glob(f"{file.name}*"):
        one.unlink()


def newer(file: Path) -> None:
    with writing(open_register(f"sqlite:///{file}")) as connection:
        connection.execute(sql("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(sql("ALTER TABLE groups RENAME COLUMN name_en TO title_en"))


def expected(text: Text, change: object) -> str:
    if change is newer:
        return text("notice.register_newer", version="9999")
    return text("notice.register_unread")


def name_field(app: AppTest, text: Text):
    return next(one for one in app.text_input if one.label.startswith(text("field.name_en")))


@in_turn("change", [removed, newer])
def test_what_was_typed_stays_while_the_register_is_out_of_reach(
    file: Path, open_page: Open, change, language: str
) -> None:
    text = Text(language)
    app = open_page(REGISTER, record=GROUP, lang=language)
    assert expected(text, change) not in words_on(app)
    change(file)
    name_field(app, text).set_value(TYPED)
    next(one for one in app.button if one.label == text("form.save")).click().run()
    assert not app.exception
    assert name_field(app, text).value == TYPED
    words = words_on(app)
    assert expected(text, change) in words, "a notice above the page"
    why = "register.newer" if change is newer else "register.gone"
    assert text(f"fact.{why}", version="9999") in words, "what became of the save"
    for entry in (PLACE, DATA):
        other = open_page(entry, lang=language)
        assert expected(text, change) in words_on(other) and not other.error


def test_a_register_that_is_newer_when_it_is_opened_is_told(file: Path, open_page: Open) -> None:
    newer(file)
    text = Text("en")
    app = open_page(PLACE)
    assert expected(text, newer) in words_on(app) and not app.error
    app = open_page(REGISTER, record=GROUP)
    assert text("fact.register.newer", version="9999") in words_on(app)


def test_the_last_answer_is_forgotten_with_all_others(file: Path) -> None:
    found = queries.current_store.state_of([RESPONSE.name])
    removed(file)
    assert found and queries.current_store.state_of([RESPONSE.name]) == found
    cache.forget_answers()
    assert queries.current_store.state_of([RESPONSE.name]) == ""


def test_no_empty_register_takes_the_place_of_one_that_is_gone(file: Path) -> None:
    store = queries.current_store
    state = store.state_of([RESPONSE.name])
    key = cache.CacheKey(store.store().manifest.release, "analyst", state)
    store.register()
    removed(file)
    # An erasure does so, also between two questions of a run.
    cache.forget_answers()
    for ask in (store.register, lambda: store.store_of(key)):
        with pytest.raises(RegisterUnavailable):
            ask()
        assert not file.exists()


def test_the_first_save_makes_a_register(
    sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"sqlite:///{tmp_path}/new.sqlite"
    monkeypatch.setenv("MILLTIR_REGISTER", address)
    cache.forget_answers()
    assert queries.current_store.existing_register() is None
    save(queries.current_store.register(), OFFICER, RESPONSE, {"name_en": "Lights"})
    assert (tmp_path / "new.sqlite").exists() and queries.current_store.state_of([RESPONSE.name])
