"""Uploads are tried in a trial release; accept, discard and undo."""

import io
import json
import os
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.text.catalogue import LANGUAGES, Text
from data.__main__ import main
from data.build.pipeline import build_release
from data.contracts.registry import CONTRACTS
from data.contracts.templates import template_zip
from data.errors import BrokenRelease, LessThanBefore, SourceError, TrialDecided
from data.limits import Retention, UploadLimits
from data.release.current import current_release, open_store
from data.release.manifest import MANIFEST, Manifest, read_manifest
from data.release.pending_trials import (
    PendingTrial,
    folder_of,
    pending_trials,
    record_trial,
)
from data.release.switch import previous_release, restore_previous
from data.settings import Settings
from data.uploads import trial_contents, trials
from tests.conftest import PROJECT, copied_home, copy_sources, of_two_questions, settings_in

pytestmark = pytest.mark.usefixtures("components_scanned_once")


class Waiting(NamedTuple):
    """A home with a trial that waits for a decision."""

    settings: Settings
    trial: PendingTrial


def waiting_in(home: Path, folder: Path) -> Waiting:
    """Return a copy of a home with one trial, in a folder."""
    settings = copied_home(home, folder / "home")
    (trial,) = pending_trials(settings)
    return Waiting(settings, trial)


@pytest.fixture(scope="module")
def two_months(sample_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two months of the county: the files in `sources`, their release in `home`."""
    place = tmp_path_factory.mktemp("two-months")
    groups = ("source.json", "places/groups.csv")
    folder = copy_sources(sample_sources, place / "sources", ["2026-07", "2026-08"], *groups)
    build_release([folder], settings_in(place / "home"))
    return place


@pytest.fixture
def served(two_months: Path, tmp_path: Path) -> Settings:
    """The settings of a copy of `two_months`, which the test may change."""
    shutil.copytree(two_months, tmp_path, dirs_exist_ok=True)
    return settings_in(tmp_path / "home")


@pytest.fixture(scope="module")
def newest_month(sample_sources: Path) -> dict[str, bytes]:
    name = "2026-09-halwyn-street.csv"
    return {name: (sample_sources / "police" / "2026-09" / name).read_bytes()}


@pytest.fixture(scope="module")
def month_tried(
    two_months: Path, newest_month: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A copy of the home of `two_months` in which the newest month waits for a decision."""
    settings = copied_home(two_months / "home", tmp_path_factory.mktemp("month") / "home")
    try_out(newest_month, settings)
    return settings.home


@pytest.fixture(scope="module")
def groups_tried(two_months: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, in which a file of groups waits."""
    settings = copied_home(two_months / "home", tmp_path_factory.mktemp("groups") / "home")
    try_out({"groups.csv": GROUPS}, settings)
    return settings.home


@pytest.fixture
def month(month_tried: Path, tmp_path: Path) -> Waiting:
    """A copy of the home in which the newest month waits, which the test may change."""
    return waiting_in(month_tried, tmp_path)


@pytest.fixture
def groups(groups_tried: Path, tmp_path: Path) -> Waiting:
    """A copy of the home in which a file of groups waits, which the test may change."""
    return waiting_in(groups_tried, tmp_path)


def quiet(share: float, what: str) -> None:
    del share, what


def try_out(files: dict[str, bytes], settings: Settings) -> trials.PendingTrial:
    return trials.build_trial(list(files.items()), settings, progress=quiet)


def last_month(settings: Settings) -> str:
    return open_store(settings)[0].manifest.last_month


def test_trial_leaves_the_current_release_and_accounts_for_every_row(
    month: Waiting, two_months: Path
) -> None:
    before, (served, trial) = current_release(settings_in(two_months / "home")), month
    assert current_release(served) == before and trial.release != before
    (account,) = trial_contents.accounts_of(trial, served)
    assert account.reconciles and account.used > 500
    assert trial_contents.manifest_of(trial, served).last_month == "2026-09"


def test_accept_makes_the_trial_current_and_undo_reverses_it(month: Waiting) -> None:
    served, before = month.settings, current_release(month.settings)
    trials.accept(month.trial, served)
    assert last_month(served) == "2026-09"
    assert restore_previous(served) == before and last_month(served) == "2026-08"
    restore_previous(served)
    assert last_month(served) == "2026-09"


def test_discard_deletes_files_and_release(month: Waiting) -> None:
    served, before = month.settings, current_release(month.settings)
    trials.discard(month.trial, served)
    assert current_release(served) == before
    assert [path.name for path in served.releases.iterdir()] == [before]
    assert not list(served.uploads.iterdir())


def test_trials_never_displace_served_releases(
    served: Settings, newest_month: dict[str, bytes]
) -> None:
    first = current_release(served)
    for kind in (b"neighbourhood_watch", b"faith_group", b"residents_association"):
        try_out({"groups.csv": GROUPS.replace(b"neighbourhood_watch", kind)}, served)
    trials.accept(try_out(newest_month, served), served)
    kept = {path.name for path in served.releases.iterdir()}
    assert kept == {first, current_release(served)}
    assert restore_previous(served) == first and last_month(served) == "2026-08"


def test_previous_release_is_never_pruned(served: Settings) -> None:
    first = current_release(served)
    os.utime(served.releases / first / MANIFEST, (0, 0))
    for number, kind in enumerate((b"faith_group", b"youth_club", b"neighbourhood_watch")):
        files = {"groups.csv": GROUPS.replace(b"neighbourhood_watch", kind)}
        trials.accept(try_out(files, served), served)
        os.utime(served.releases / current_release(served) / MANIFEST, (9 - number, 9 - number))
        last = restore_previous(served)
        assert last == first, "undo always leads back to the oldest"
    assert len(list(served.releases.iterdir())) <= Retention().releases


def test_discard_of_a_served_release_deletes_only_the_files(
    month: Waiting, newest_month: dict[str, bytes]
) -> None:
    served = month.settings
    trials.accept(month.trial, served)
    newer = current_release(served)
    restore_previous(served)
    again = try_out(newest_month, served)
    assert again.release == newer
    trials.discard(again, served)
    assert restore_previous(served) == newer and last_month(served) == "2026-09"


def test_accepting_a_served_release_uses_the_first_files(
    month: Waiting, newest_month: dict[str, bytes]
) -> None:
    served, first = month
    trials.accept(first, served)
    restore_previous(served)
    trials.accept(try_out(newest_month, served), served)
    assert last_month(served) == "2026-09"
    assert [path.name for path in served.uploads.iterdir()] == [first.upload]


def test_missing_trial_release_is_not_accepted(month: Waiting) -> None:
    (served, trial), before = month, current_release(month.settings)
    (folder_of(trial, served) / "areas.parquet").unlink()
    with pytest.raises(BrokenRelease):
        trials.accept(trial, served)
    assert current_release(served) == before


def test_second_upload_includes_the_first(
    served: Settings, newest_month: dict[str, bytes], sample_sources: Path
) -> None:
    survey = of_two_questions(sample_sources / "perceptions" / "survey.csv")
    longer, shorter = (survey.head(rows).to_csv(index=False).encode() for rows in (799, 399))
    trials.accept(try_out(newest_month | {"survey.csv": longer}, served), served)
    assert len(open_store(served)[0].answers_of(["problem_asb"], ["question"])) > 600
    trials.accept(try_out({"our survey.csv": shorter}, served), served)
    assert last_month(served) == "2026-09"
    answers = open_store(served)[0].answers_of(["problem_asb"], ["question"])
    assert 300 < len(answers) < 400, "the new survey takes the place of the old one"


@pytest.mark.parametrize("name", ["../../climbs.csv", "..\\..\\climbs.csv", "/etc/climbs.csv"])
def test_only_the_last_part_of_an_upload_name_is_used(
    served: Settings, newest_month: dict[str, bytes], name: str
) -> None:
    (content,) = newest_month.values()
    trial = try_out({name: content}, served)
    assert [path.name for path in (served.uploads / trial.upload).iterdir()] == ["climbs.csv"]


def test_unusable_file_is_deleted(served: Settings) -> None:
    with pytest.raises(SourceError, match="whole zip archive"):
        try_out({"months.zip": b"not a zip"}, served)
    assert not list(served.uploads.iterdir())


def test_page_asks_before_accepting(month: Waiting, monkeypatch: pytest.MonkeyPatch) -> None:
    served, trial = month
    monkeypatch.setenv("MILLTIR_HOME", str(served.home))
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60).run()
    app.session_state["memo-trial"] = trial.upload
    app.switch_page("pages/manage/upload.py").run()
    assert not app.exception and not app.error
    app.button(key="upload-accept").click().run()
    assert current_release(served) == trial.release
    assert "The new data is now shown" in app.success[0].value


ELSEWHERE = {"name_en": "Elsewhere", "name_cy": "Man arall"}
GROUPS = b"""group_id,name_en,kind,covers,ward_code,last_confirmed,public_contact
G1,Ours,neighbourhood_watch,ward,W05999003,2026-03-14,yes
G2,Theirs,youth_club,ward,W05999003,2026-03-14,yes
"""


def test_error_names_the_file_without_the_server_path(served: Settings) -> None:
    with pytest.raises(SourceError) as caught:
        try_out({"groups.csv": b"group_id,kind,covers\nG1,x,ward\n"}, served)
    assert caught.value.facts["file"] == "groups.csv"
    assert str(served.home) not in str(caught.value)


def test_every_unread_file_is_listed(served: Settings) -> None:
    files = {"a.csv": GROUPS, "b.csv": GROUPS.replace(b"G1", b"H1"), "notes.csv": b"x,y\n1,2\n"}
    trial = try_out(files | {"source.json": b"{}"}, served)
    assert [account.file for account in trial_contents.accounts_of(trial, served)] == ["b.csv"]
    why = {name: fact.key for name, fact in trial_contents.files_not_read(trial, served).items()}
    assert why == {
        "a.csv": "unread.replaced",
        "notes.csv": "unread.strange",
        "source.json": "unread.about",
    }


def test_lost_rows_are_shown_before_accepting(groups: Waiting) -> None:
    served, trial = groups
    shown = read_manifest(served.releases / current_release(served))
    assert trial_contents.changed_sources(shown, trial, served) == {"groups": (60, 1)}
    (reason,) = pd.concat(trial_contents.rows_left_out_of(trial, served))["reason"]
    assert reason == "unknown kind of group"


def test_a_trial_that_changes_nothing_has_the_name_of_the_current_release(groups: Waiting) -> None:
    served, current = groups.settings, current_release(groups.settings)
    assert try_out({"notes.csv": b"x,y\n1,2\n"}, served).release == current
    assert groups.trial.release != current


def upload_page(
    served: Settings, monkeypatch: pytest.MonkeyPatch, *, language: str = "en", **memory: str
) -> AppTest:
    monkeypatch.setenv("MILLTIR_HOME", str(served.home))
    app = AppTest.from_file(str(PROJECT / "app.py"), default_timeout=60)
    app.query_params["lang"] = language
    app.run()
    for name, value in memory.items():
        app.session_state[f"memo-{name}"] = value
    return app.switch_page("pages/manage/upload.py").run()


def test_page_shows_both_row_counts_and_no_undo_during_a_trial(
    served: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = try_out({"groups.csv": GROUPS, "notes.csv": b"x,y\n1,2\n"}, served)
    app = upload_page(served, monkeypatch, trial=trial.upload)
    tables = " ".join(html.proto.body for html in app.get("html"))
    assert "<span>60</span>" in tables and "−59" in tables and "notes.csv" in tables
    assert "fewer rows than now" in app.warning[0].value
    assert {button.key for button in app.button} >= {"upload-accept", "upload-discard"}
    assert "upload-undo" not in {button.key for button in app.button}


def test_confirmation_is_shown_once(month: Waiting, monkeypatch: pytest.MonkeyPatch) -> None:
    trials.accept(month.trial, month.settings)
    app = upload_page(month.settings, monkeypatch)
    app.button(key="upload-undo").click().run()
    assert "is the current version again" in app.success[0].value
    assert not app.run().success


@pytest.fixture(scope="module")
def another_area_made(two_months: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a release with another title and without groups is current."""
    place = tmp_path_factory.mktemp("another-area")
    shutil.copytree(two_months, place, dirs_exist_ok=True)
    folder = place / "sources"
    about = next(folder.rglob("source.json"))
    words = json.loads(about.read_text("utf-8"))
    about.write_text(json.dumps(words | {"title_en": "Elsewhere", "title_cy": "Man arall"}))
    for path in folder.rglob("groups*.csv"):
        path.unlink()
    build_release([folder], settings_in(place / "home"))
    return place / "home"


@pytest.fixture
def another_area(another_area_made: Path, tmp_path: Path) -> Settings:
    """The settings of a copy of that home, which the test may change."""
    return copied_home(another_area_made, tmp_path / "home")


@pytest.mark.parametrize("language", LANGUAGES)
def test_undo_on_the_page_names_area_and_differences(
    another_area: Settings, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    text, earlier = Text(language), previous_release(another_area)
    assert earlier
    for lost in (False, True):
        app = upload_page(another_area, monkeypatch, language=language)
        words = "\n".join(part.value for part in app.markdown)
        title = earlier.title_cy if language == "cy" else earlier.title_en
        assert title in words if not lost else text.name(ELSEWHERE) in words
        groups = text("kind.groups")
        assert (text("upload.undo_lost", sources=groups) in words) is lost
        assert (text("upload.undo_gained", sources=groups) in words) is not lost
        restore_previous(another_area)


def test_undo_on_the_command_line_names_area_and_differences(
    another_area: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(another_area.home))
    earlier = previous_release(another_area)
    assert earlier and main(["undo"]) == 0
    said = capsys.readouterr().out
    assert earlier.title_en in said and "sources gained: groups" in said and "lost" not in said
    assert main(["undo"]) == 0
    said = capsys.readouterr().out
    assert (
        "Elsewhere, 2026-07 to 2026-08" in said and "nothing of the source groups any more" in said
    )


def test_build_warns_of_uploads_it_does_not_contain(
    served: Settings,
    newest_month: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(served.home))
    folder = tmp_path / "sources"
    trials.accept(try_out({"our groups.csv": GROUPS} | newest_month, served), served)
    (month,) = newest_month
    (folder / "police" / month).write_bytes(newest_month[month])
    assert main(["build", str(folder)]) == 0
    _, warning, warned = capsys.readouterr().err.partition("warning: ")
    assert warning and "groups (our groups.csv)" in warned
    assert month not in warned, "that one came along, by another way"
    assert main(["build", str(folder)]) == 0
    assert "warning" not in capsys.readouterr().err, "nothing that was brought in is served"


def test_trial_is_shown_in_a_later_session(month: Waiting, monkeypatch: pytest.MonkeyPatch) -> None:
    served, trial = month
    app = upload_page(served, monkeypatch)
    app.button(key="upload-accept").click().run()
    assert not app.exception and current_release(served) == trial.release
    assert not pending_trials(served) and (served.uploads / trial.upload).is_dir()


def test_files_of_an_unacceptable_trial_are_deleted(
    groups: Waiting, newest_month: dict[str, bytes]
) -> None:
    served, left = groups
    assert pending_trials(served) == [left]
    kept = try_out(newest_month, served)
    assert pending_trials(served) == [left, kept]
    trials.accept(kept, served)
    assert pending_trials(served) == []
    assert [path.name for path in served.uploads.iterdir()] == [kept.upload]


def test_files_of_an_interrupted_trial_are_deleted_by_the_next(
    served: Settings, newest_month: dict[str, bytes]
) -> None:
    cut_off = PendingTrial(upload="cutoff", release="", base=current_release(served))
    record_trial(cut_off, served)
    (served.uploads / cut_off.upload).mkdir(parents=True)
    trial = try_out(newest_month, served)
    assert {path.stem for path in served.uploads.iterdir()} == {trial.upload}


def test_files_checked_while_another_release_became_current_are_refused(
    groups: Waiting, newest_month: dict[str, bytes]
) -> None:
    served, before, done = groups.settings, current_release(groups.settings), []
    trials.accept(groups.trial, served)

    def undo_meanwhile(share: float, what: str) -> None:
        del what
        if share > 0.5 and not done:
            done.append(restore_previous(served))

    with pytest.raises(TrialDecided, match=f"another version of the data, {before}, is now in use"):
        trials.build_trial(list(newest_month.items()), served, progress=undo_meanwhile)
    assert done == [before] == [current_release(served)] and pending_trials(served) == []
    assert not list(served.trials.iterdir()) and len(list(served.uploads.iterdir())) == 1


def test_a_build_asks_again_if_files_were_accepted_meanwhile(
    groups: Waiting, two_months: Path
) -> None:
    (served, trial), asked = groups, []

    def confirm(manifest: Manifest) -> bool:
        asked.append(current_release(served))
        if len(asked) == 1:
            trials.accept(trial, served)
        return len(asked) == 1

    with pytest.raises(LessThanBefore):
        build_release([two_months / "sources"], served, confirm=confirm)
    assert asked[1] == trial.release == current_release(served)


def test_a_failed_trial_leaves_nothing(served: Settings, newest_month: dict[str, bytes]) -> None:
    before = {path.name for path in served.home.glob("*/*")}

    def stop(share: float, what: str) -> None:
        if share >= stop_at:
            raise KeyboardInterrupt(what)

    for stop_at in (0.0, 0.9, 1.0):
        with pytest.raises(KeyboardInterrupt):
            trials.build_trial(list(newest_month.items()), served, progress=stop)
        left = {path for path in served.home.glob("*/*") if path.name not in before}
        assert {path.parent.name for path in left} <= {"browser", "geometry", "kept"}, stop_at


def test_same_files_have_one_pending_trial(groups: Waiting) -> None:
    served, first = groups
    assert try_out({"groups.csv": GROUPS}, served) == first
    assert pending_trials(served) == [first]


def test_missing_trial_is_reported_and_removed(
    served: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = upload_page(served, monkeypatch, trial="nothing nowhere")
    assert "no longer waiting" in app.warning[0].value and not app.error
    assert not app.run().warning


def test_template_downloaded_from_the_page_can_be_uploaded(
    served: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = upload_page(served, monkeypatch)
    offered = {button.key for button in app.get("download_button")}
    assert {f"template-{kind}" for kind in CONTRACTS} <= offered
    with zipfile.ZipFile(io.BytesIO(template_zip("groups"))) as archive:
        example = archive.read("groups-example.csv")
    (account,) = trial_contents.accounts_of(try_out({"groups.csv": example}, served), served)
    assert account.used == account.read == 3


def test_files_beyond_what_may_wait_for_a_decision_are_refused_and_not_stored(
    month: Waiting, newest_month: dict[str, bytes]
) -> None:
    served, trial = month
    limited = replace(served, upload_limits=UploadLimits(waiting_mb=1))
    (served.uploads / trial.upload / "large.csv").write_bytes(bytes(1 << 20))
    with pytest.raises(SourceError, match=r"at most 1 MB .* but found 2 MB that wait already"):
        try_out({"groups.csv": b"group_id"}, limited)
    assert [folder.name for folder in served.uploads.iterdir()] == [trial.upload]
    assert pending_trials(served) == [trial]
    trials.discard(trial, served)
    try_out(newest_month, limited)
