"""The page of packs: choices, a pack that is made, stopped or refused."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from streamlit.testing.v1 import AppTest

from components.packs import make
from components.packs.remembered import FILE
from components.packs.templates import TEMPLATES
from components.packs_page.making import PACK
from components.text.catalogue import Text
from components.view import session
from components.view.viewer import local_viewer
from components.work.model import Owner, Stage, Stopped
from components.work.pool import Pool
from components.work.process import pool
from data.errors import WorkLost
from data.settings import load_settings
from tests.components.work import tasks
from tests.pages.conftest import Open, in_turn, page_at, words_on

PACKS = page_at("packs")


def held(app: AppTest) -> tuple[str, bytes, int] | None:
    """Return the name of the file that was made, its content and the number of its packs."""
    number = app.session_state.get(f"{session.KEPT}work-{PACK}", "")
    owner = Owner(session="test session id", viewer=local_viewer(load_settings()))
    status = pool().status(number, owner)
    if status is None or status.stage is not Stage.DONE:
        return None
    return status.value.name, pool().content(number, owner), status.value.number


def plain(of: Any, request: Any) -> bytes:
    return of.title.encode()


@in_turn("template", [one.name for one in TEMPLATES])
def test_each_pack_can_be_selected(
    sample_home: Path, open_page: Open, template: str, language: str
) -> None:
    app = open_page(PACKS, lang=language, pack=template)
    assert not app.exception and not app.error
    assert app.radio(key="view-pack").value == template
    button = app.button(key="packs-make")
    assert button.disabled == (template == "ward"), "a ward has to be selected first"


def test_a_pack_is_made_and_held_until_another_is_asked_for(
    own_packs_home: Path, open_page: Open
) -> None:
    app = open_page(PACKS, lang="cy", pack="changes")
    app = app.button(key="packs-make").click().run()
    assert not app.exception and not app.error
    found = held(app)
    assert found and found[0].endswith("_cy.pptx") and (own_packs_home / FILE).exists()
    title = Presentation(io.BytesIO(found[1])).slides[0].shapes.title.text
    assert title == Text("cy")("pack.title_changes", name="Bro Halwyn")
    assert [one.label for one in app.get("download_button")] == [Text("cy")("packs.save")]
    app = app.button_group(key="packs-formats").set_value(["pdf"]).run()
    assert not app.get("download_button"), "that file is not what is selected now"
    app = app.radio(key="view-pack").set_value("order").run()
    assert not app.get("download_button") and not app.exception


@pytest.mark.slow
def test_every_ward_in_both_languages_is_a_zip(
    own_packs_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(make, "FORMATS", dict.fromkeys(make.FORMATS, plain))
    app = open_page(PACKS, pack="ward")
    app = app.toggle(key="packs-all").set_value(True).run()
    app.button_group(key="packs-languages").set_value(["en", "cy"])
    app = app.button(key="packs-make").click().run()
    assert not app.exception
    found = held(app)
    assert found and found[0].endswith(".zip") and found[2] == 48
    with zipfile.ZipFile(io.BytesIO(found[1])) as archive:
        assert len(archive.namelist()) == 49
    assert "Ready: 48 files" in app.success[0].value


def test_a_pack_that_is_stopped_leaves_nothing(
    own_packs_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A press on "Stop" ends the work at its next report."""

    def ends(*arguments: Any, **words: Any) -> None:
        raise Stopped

    app = open_page(PACKS, pack="changes")
    monkeypatch.setattr(make, "FORMATS", dict.fromkeys(make.FORMATS, plain))
    monkeypatch.setattr("components.packs.working.together", ends)
    app = app.button(key="packs-make").click().run()
    assert held(app) is None and not (own_packs_home / FILE).exists()
    assert not app.exception and not app.success
    assert app.info[0].value == Text("en")("work.stopped")


def test_progress_is_on_the_page_with_a_button_to_stop(
    own_packs_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of work in a process, which goes on while its viewer is on another page."""
    workers = Pool(1)
    monkeypatch.setattr("components.work.process._Process.pool", workers)
    monkeypatch.setattr("components.packs_page.making.make_packs", tasks.endless)
    try:
        app = open_page(PACKS, lang="cy", pack="changes")
        app = app.button(key="packs-make").click().run()
        assert app.button(key="packs-make").disabled and not app.exception
        app = app.switch_page("pages/about/data.py").run()
        assert not app.get("progress")
        app = app.switch_page("pages/act/packs.py").run()
        (bar,) = app.get("progress")
        assert "Gwneud ffeil" in bar.proto.text and 0 <= bar.proto.value < 100
        app = app.button(key="pack-stop").click().run()
        if not app.info:  # It had not ended yet.
            workers.wait(app.session_state[f"{session.KEPT}work-{PACK}"], 30)
            app = app.run()
        assert app.info[0].value == Text("cy")("work.stopped")
        assert not app.get("progress") and not app.button(key="packs-make").disabled
    finally:
        workers.end()


def test_a_pack_whose_process_ended_is_said_in_a_sentence(
    own_packs_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(*arguments: Any, **words: Any) -> None:
        raise WorkLost

    monkeypatch.setattr("components.packs.working.together", lost)
    monkeypatch.setattr(make, "FORMATS", dict.fromkeys(make.FORMATS, plain))
    app = open_page(PACKS, lang="cy", pack="changes")
    app = app.button(key="packs-make").click().run()
    assert app.error[0].value == Text("cy")("error.work_lost") and not app.exception
    assert not app.button(key="packs-make").disabled


def test_nothing_selected_is_said(own_packs_home: Path, open_page: Open) -> None:
    app = open_page(PACKS, pack="changes")
    app = app.button_group(key="packs-formats").set_value([]).run()
    assert "at least one language" in app.info[0].value
    assert app.button(key="packs-make").disabled


def test_without_orders_there_is_nothing_to_review(
    bare_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(bare_home))
    app = open_page(PACKS, pack="order")
    assert "There are no orders" in app.info[0].value
    assert app.button(key="packs-make").disabled and not app.exception
    assert "Packs" in words_on(app)


def test_a_template_that_cannot_be_used_is_said_and_nothing_is_lost(
    own_packs_home: Path, open_page: Open
) -> None:
    app = open_page(PACKS, pack="changes")
    app.file_uploader(key="packs-own").set_value(("own.pptx", b"no slides", "application/x"))
    app = app.button(key="packs-make").click().run()
    assert not app.exception and held(app) is None
    assert "own.pptx" in app.error[0].value and "another kind" in app.error[0].value
    assert app.radio(key="view-pack").value == "changes"
