"""The page that brings files in, while an older release is shown in place of a damaged one."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.queries.cache import forget_answers
from components.text.catalogue import Text
from components.upload_page import form
from data.build.pipeline import build_release
from data.errors import NotWritable
from data.messages import Message
from data.release.current import current_release, open_store
from data.release.history_file import read_history
from data.release.manifest import read_manifest
from data.settings import Settings
from tests.conftest import settings_in
from tests.damages import flip
from tests.pages.conftest import NEWEST, Open, in_welsh, page_at, words_on

GROUPS = b"""group_id,name_en,kind,covers,ward_code,last_confirmed,public_contact
G1,Ours,neighbourhood_watch,ward,W05999003,2026-03-14,yes
"""


@pytest.fixture(scope="module")
def three_releases(a_month_less: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the home of one month, to which a second one and a group were added."""
    folder = tmp_path_factory.mktemp("three-releases")
    shutil.copytree(a_month_less, folder, dirs_exist_ok=True)
    (folder / "groups.csv").write_bytes(GROUPS)
    sources = [folder / "sources"]
    for more in (NEWEST, "groups.csv"):
        sources.append(folder / more)
        build_release(sources, settings_in(folder / "home"))
    return folder


@pytest.fixture
def served(three_releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home with three releases: with one month, with a second one, and with a group."""
    shutil.copytree(three_releases, tmp_path, dirs_exist_ok=True)
    settings = settings_in(tmp_path / "home")
    monkeypatch.setenv("MILLTIR_HOME", str(settings.home))
    forget_answers()
    return settings


def releases(settings: Settings) -> tuple[str, str, str]:
    """Return the current release, the one before it, and the oldest."""
    newest, before, oldest = read_history(settings).serviceable
    return newest, before, oldest


def damage(settings: Settings, release: str) -> None:
    flip(settings.releases / release / "areas.parquet")


@in_welsh
def test_the_release_that_is_shown_can_be_made_current(
    served: Settings, open_page: Open, language: str
) -> None:
    text = Text(language)
    newest, before, _ = releases(served)
    whole = shutil.copytree(served.releases / newest, served.home.parent / "whole")
    damage(served, newest)
    app = open_page(page_at("upload"), lang=language)
    words, manifest = words_on(app), read_manifest(served.releases / before)
    assert (
        text(
            "upload.undo_shown_explained",
            release=before,
            area=text.name({"name_en": manifest.title_en, "name_cy": manifest.title_cy}),
            month=text.month(manifest.last_month),
            day=text.day(manifest.built_at[:10]),
        )
        in words
    )
    assert app.button(key="upload-undo").label == text("upload.undo_shown")
    pressed(app)
    assert current_release(served) == before and not app.warning

    pressed(app)
    assert current_release(served) == before, "the damaged one is not brought back"
    (warning,) = (warning.value for warning in app.warning)
    assert newest in warning and app.button(key="upload-undo").label == text("upload.redo")

    shutil.copytree(whole, served.releases / newest, dirs_exist_ok=True)
    pressed(app)
    assert current_release(served) == newest and not app.warning


def pressed(app: AppTest) -> None:
    app.button(key="upload-undo").click().run()
    assert not app.error and not app.exception


def test_an_undo_to_a_release_that_is_damaged_too_is_not_offered(
    served: Settings, open_page: Open
) -> None:
    newest, before, oldest = releases(served)
    damage(served, newest)
    damage(served, before)
    app = open_page(page_at("upload"))
    assert oldest in words_on(app) and before not in words_on(app)
    assert "upload-undo" not in [button.key for button in app.button]


def test_an_undo_that_the_disk_refuses_leaves_the_page_as_it_is(
    served: Settings, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page(page_at("upload"))

    def refuse(settings: Settings, *, expected: str) -> str:
        raise NotWritable(folder=settings.home, problem=Message("disk.read_only"))

    with monkeypatch.context() as patch:
        patch.setattr(form, "restore_previous", refuse)
        pressed(app)
    assert ["read-only" in warning.value for warning in app.warning] == [True]
    assert app.file_uploader and str(served.home) not in words_on(app)
    pressed(app)
    assert not app.warning


def test_any_upload_can_repair_the_damaged_release(served: Settings, open_page: Open) -> None:
    """It is built again from its own files; kept, it takes the damaged one's place."""
    newest, *_ = releases(served)
    damage(served, newest)
    app = tried(open_page, "minutes.csv", b"item,owner\n1,Chair\n")
    app.button(key="upload-accept").click().run()
    assert not app.error and not app.exception and not app.warning
    store, broken = open_store(served)
    assert broken is None and store.manifest.release == newest and newest in words_on(app)


def tried(open_page: Open, name: str, content: bytes) -> AppTest:
    app = open_page(page_at("upload"))
    app.file_uploader[0].set_value((name, content, "text/csv")).run()
    (check,) = (button for button in app.button if button.label == Text("en")("upload.check"))
    check.click().run()
    assert not app.error and not app.exception
    return app


def test_a_trial_is_compared_with_the_release_that_is_shown(
    served: Settings, open_page: Open
) -> None:
    """Not with the damaged one, whose group nobody sees."""
    text, (newest, *_) = Text("en"), releases(served)
    damage(served, newest)
    two = GROUPS + GROUPS.splitlines()[1].replace(b"G1", b"G2") + b"\n"
    rows = words_on(tried(open_page, "groups.csv", two)).split("<tr")
    (row,) = (row for row in rows if text("kind.groups") in row and text("upload.now") in row)
    assert "+2" in row, "the damaged release has one of the two"
