"""The administration page: who may open it, what it says, and what it does."""

import datetime as dt
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from components.admin_page import overview
from components.admin_page.view_part import AUDIT, JOBS, PEOPLE, SECTIONS, VERSIONS
from components.page_context import context_of
from components.text.catalogue import LANGUAGES, Text
from components.view.view import View
from data.access.sign_in import ROLES
from data.access.viewer import Audience, Viewer
from data.audit import recording
from data.audit.entry import EXPORTED, REFUSED, SAW, Entry
from data.audit.storage import add
from data.errors import AccessDenied
from data.register.database import writing
from data.register.migration import open_register
from data.release.current import current_release
from data.release.stored import kept_releases
from data.settings import Settings, load_settings
from tests.pages.conftest import Open, page_at, words_on

ADMIN = "admin"


@pytest.fixture
def own_home(a_month_less: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home with one release that the test may change."""
    shutil.copytree(a_month_less / "home", tmp_path / "home")
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    return load_settings()


@pytest.fixture
def register(own_home: Settings) -> Engine:
    return open_register(own_home.register_address)


class Heard:
    """A recorder that holds on to what it is given."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.lost = 0

    def record(self, entry: Entry) -> None:
        self.entries.append(entry)

    def told(self) -> list[tuple[str, str, str]]:
        return [(one.act, one.page, one.object) for one in self.entries]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    heard = Heard()
    monkeypatch.setattr(recording._Process, "recorder", heard)
    return heard


def closed_page() -> None:
    """Run what a closed page runs."""
    from components.recording import acts
    from components.view.view import View

    acts.page_run("admin", View(), is_open=False)
    acts.page_run("admin", View(), is_open=False)


def test_only_administrators_open_it(
    sample_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch, heard: Heard
) -> None:
    entry, named = page_at(ADMIN), Text("en")("page.admin")
    for role in ROLES:
        opens = entry.is_open_to(replace(ROLES[role], name="A. Rees"))
        assert opens == (role == "admin"), role
    for audience in ("public", "partner", "analyst"):
        monkeypatch.setenv("MILLTIR_AUDIENCE", audience)
        link = f'<a href="admin" target="_self">{named}</a>'
        assert (link in words_on(open_page(page_at("data")))) == (audience == "analyst"), audience
    analyst = Viewer(name="A. Rees", audience=Audience.ANALYST, edits=True)
    with pytest.raises(AccessDenied):
        overview.show(context_of(View(), analyst))
    heard.entries.clear()
    AppTest.from_function(closed_page).run()
    assert heard.told() == [(REFUSED, "/admin", "")], "once in a session"


def test_every_section_is_drawn_in_both_languages(sample_home: Path, open_page: Open) -> None:
    for number, section in enumerate(SECTIONS):
        language = LANGUAGES[number % 2]
        app = open_page(page_at(ADMIN), section=section, lang=language)
        assert not app.exception and not app.error, section
        text = Text(language)
        assert text("admin.title") in words_on(app)
        if section == "sources":
            aged = text("source.aged", span=text.plural("source.months", 1), limit="")
            assert aged in words_on(app), "in months"


def test_it_says_who_did_what_and_filters_it(open_page: Open, register: Engine) -> None:
    with writing(register) as connection:
        add(
            connection,
            [
                Entry(who="A. *Rees*", role="analyst", act=SAW, page="/map", place="W05999003"),
                Entry(who="B. Vaughan", role="editor", act=EXPORTED, object="csv", bytes=2_100_000),
            ],
        )
    app = open_page(page_at(ADMIN), section=AUDIT)
    words = words_on(app)
    assert "A. *Rees*" in words and "2.1 MB" in words and "W05999003" in words
    assert [one.key for one in app.get("download_button")] == ["audit-csv"]
    app.selectbox(key="audit-who").select("B. Vaughan").run()
    assert "W05999003" not in words_on(app) and "2.1 MB" in words_on(app)
    app.date_input(key="audit-day").set_value(dt.date(2020, 1, 1)).run()
    assert Text("en")("admin.audit_none") in words_on(app)
    people = words_on(open_page(page_at(ADMIN), section=PEOPLE))
    assert "B. Vaughan" in people and Text("en")("sign_in.role_editor") in people


def test_a_version_is_kept_and_let_go(open_page: Open, own_home: Settings, heard: Heard) -> None:
    release = current_release(own_home)
    app = open_page(page_at(ADMIN), section=VERSIONS)
    app.button(key=f"version-keep-{release}").click().run()
    assert not app.exception and kept_releases(own_home) == {release}
    assert Text("en")("admin.version_did_keep") in [one.value for one in app.success]
    assert ("switched", "/admin", "keep") in heard.told()
    app.button(key=f"version-let_go-{release}").click().run()
    assert kept_releases(own_home) == frozenset()


def test_a_register_out_of_reach_is_said(open_page: Open, own_home: Settings) -> None:
    file = own_home.home / "register.sqlite"
    file.write_bytes(b"no database at all" * 100)
    for section in (PEOPLE, AUDIT, JOBS):
        app = open_page(page_at(ADMIN), section=section)
        assert not app.exception
        assert Text("en")("admin.trouble_register") in words_on(app)


def test_a_page_is_recorded_once_for_each_place(
    sample_home: Path, open_page: Open, heard: Heard
) -> None:
    app = open_page(page_at("map"), place="W05999003")
    app.run()
    found = [(one.page, one.place, one.who, one.role) for one in heard.entries]
    assert found.count(("/map", "W05999003", "local", "admin")) == 1
    assert all(one.release for one in heard.entries)


def test_a_file_is_recorded_when_it_is_saved(
    sample_home: Path, open_page: Open, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {}
    monkeypatch.setattr(
        "streamlit.download_button", lambda label, *, data, key, **_: made.update({key: data})
    )
    open_page(page_at("orders"))
    heard.entries.clear()
    content = made["orders-ics"]()
    (entry,) = heard.entries
    assert (entry.act, entry.page, entry.object) == (EXPORTED, "/orders", "orders-ics ics")
    assert entry.bytes == len(content) > 0 and entry.outcome == "done"
