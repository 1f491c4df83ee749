"""The page that brings files in, open in two tabs: the second says what the first did."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.text.catalogue import Text
from data.release.current import current_release, open_store
from data.release.pending_trials import PendingTrial, folder_of, pending_trials
from data.settings import Settings
from data.uploads.trial_contents import accounts_of
from data.uploads.trials import accept, build_trial
from tests.conftest import settings_in
from tests.pages.conftest import NEWEST, Open, in_welsh, page_at, words_on

GROUPS = b"""group_id,name_en,kind,covers,ward_code,last_confirmed,public_contact
G1,Ours,faith_group,ward,W05999003,2026-03-14,yes
"""


@pytest.fixture
def served(a_month_less: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home whose release has one month; the next one can be uploaded."""
    shutil.copytree(a_month_less, tmp_path, dirs_exist_ok=True)
    settings = settings_in(tmp_path / "home")
    monkeypatch.setenv("MILLTIR_HOME", str(settings.home))
    return settings


@pytest.fixture
def trial(served: Settings, tmp_path: Path) -> PendingTrial:
    return tried(served, NEWEST, (tmp_path / NEWEST).read_bytes())


def tried(served: Settings, name: str, content: bytes) -> PendingTrial:
    return build_trial([(name, content)], served, progress=lambda share, what: None)


def tabs(open_page: Open, language: str) -> tuple[AppTest, AppTest]:
    first, second = (open_page(page_at("upload"), lang=language) for _ in range(2))
    return first, second


def pressed(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception and not app.error
    return app


def warned(app: AppTest) -> str:
    (warning,) = app.warning
    return warning.value


@in_welsh
def test_thrown_away_in_one_tab_after_it_was_kept_in_the_other(
    served: Settings, trial: PendingTrial, open_page: Open, language: str
) -> None:
    first, second = tabs(open_page, language)
    pressed(first, "upload-accept")
    pressed(second, "upload-discard")
    said = warned(second)
    assert trial.release in said and {"en": "are in use", "cy": "eu defnyddio"}[language] in said
    assert Text(language)("upload.discarded") not in words_on(second)
    assert (served.uploads / trial.upload / NEWEST).exists()
    store, broken = open_store(served)
    assert broken is None and store.manifest.last_month == "2026-09"
    assert second.file_uploader and not second.run().warning
    assert tried(served, "groups.csv", GROUPS), "the next upload works"


@in_welsh
def test_kept_in_one_tab_after_it_was_thrown_away_in_the_other(
    served: Settings, trial: PendingTrial, open_page: Open, language: str
) -> None:
    before = current_release(served)
    first, second = tabs(open_page, language)
    pressed(first, "upload-discard")
    pressed(second, "upload-accept")
    assert warned(second).startswith(
        {"en": "These files were cancelled", "cy": "Cafodd y ffeiliau hyn eu canslo"}[language]
    )
    assert current_release(served) == before and second.file_uploader


def test_a_button_acts_on_the_trial_beside_it(
    served: Settings, trial: PendingTrial, open_page: Open
) -> None:
    first, second = tabs(open_page, "en")
    pressed(first, "upload-accept")
    other = tried(served, "groups.csv", GROUPS)
    pressed(second, "upload-discard")
    assert "are in use" in warned(second)
    assert pending_trials(served) == [other]


@in_welsh
def test_undone_in_both_tabs(
    served: Settings, trial: PendingTrial, open_page: Open, language: str
) -> None:
    before = current_release(served)
    accept(trial, served)
    first, second = tabs(open_page, language)
    pressed(first, "upload-undo")
    said = Text(language)("upload.undone", release=before)
    assert [message.value for message in first.success] == [said]
    assert first.button(key="upload-undo").label == Text(language)("upload.redo")
    pressed(second, "upload-undo")
    assert before in warned(second) and current_release(served) == before
    pressed(second, "upload-undo")
    assert current_release(served) == trial.release and not second.warning


def test_an_undo_that_was_asked_for_is_done_though_another_tab_tries_files_out(
    served: Settings, trial: PendingTrial, open_page: Open
) -> None:
    before = current_release(served)
    accept(trial, served)
    app = open_page(page_at("upload"), lang="en")
    tried(served, "groups.csv", GROUPS)
    pressed(app, "upload-undo")
    assert current_release(served) == before and pending_trials(served) == []


@pytest.mark.parametrize("part", ["manifest.json", "left_out.parquet"])
def test_a_damaged_trial_can_be_thrown_away_and_not_kept(
    served: Settings, trial: PendingTrial, open_page: Open, part: str
) -> None:
    (folder_of(trial, served) / part).write_bytes(b"{")
    app = open_page(page_at("upload"), lang="en")
    assert trial.release in app.error[0].value and not app.exception
    assert app.button(key="upload-accept").disabled
    pressed(app, "upload-discard")
    assert not list(served.uploads.iterdir()) and app.file_uploader


def test_two_files_of_one_name_are_both_tried(
    served: Settings, tmp_path: Path, open_page: Open
) -> None:
    text = Text("en")
    lines = (tmp_path / NEWEST).read_text("utf-8").splitlines(keepends=True)
    parts = ["".join([lines[0], *lines[first::2]]).encode() for first in (1, 2)]
    app = open_page(page_at("upload"), lang="en")
    app.file_uploader[0].set_value([(NEWEST, part, "text/csv") for part in parts]).run()
    (check,) = (button for button in app.button if button.label == text("upload.check"))
    check.click().run()
    assert not app.exception and not app.error
    (trial,) = pending_trials(served)
    accounts = accounts_of(trial, served)
    assert sorted(account.file for account in accounts) == [f"2/{NEWEST}", NEWEST]
    assert sum(account.read for account in accounts) == len(lines) - 1
    assert words_on(app).count(NEWEST) >= 2


def test_a_lost_history_is_named_and_no_page_fails(
    served: Settings, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.served.write_bytes(b"{")
    served.served_copy.unlink()
    app = open_page(page_at("upload"), lang="cy")
    assert "served.json" in app.error[0].value and str(served.home) not in app.error[0].value
    monkeypatch.setenv("MILLTIR_AUDIENCE", "public")
    app = open_page(page_at("map"), lang="en")
    assert [error.value for error in app.error] == [Text("en")("error.nothing_to_show")]
