"""An update serves a release only if nothing is lost, reports what it did, and goes on where it
stopped."""

import errno
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from data.build.pipeline import _serve
from data.errors import (
    LessThanBefore,
    MilltirError,
    NothingChanged,
    ProgramFailed,
    SourceError,
    StorageFull,
    UpdateRunning,
)
from data.fetch import Download, Fetched, FetchError, Form, Outcome
from data.limits import Retention
from data.messages import Message
from data.release.coverage.missing_months import MISSING, MissingMonths
from data.release.coverage.recording_breaks import CONFIRMED, RecordingBreak
from data.release.current import current_release
from data.release.history_file import read_history
from data.release.manifest import read_manifest
from data.settings import Settings
from data.update import report as told
from data.update import run as running
from data.update.report import UpdateReport, error_of, step_of
from data.update.run import Made, Steps, run_update
from data.update.storage import MOST, latest_file, store_report, stored_reports
from tests.data.release.small_releases import home_with, write_release

A, B, C, D = "2026-06-a", "2026-07-b", "2026-08-c", "2026-09-d"
FETCHED = Fetched(
    download=Download(name="police.zip", address="http://x/p", form=Form.ZIP, what="police"),
    path=Path("police.zip"),
    outcome=Outcome.NEW,
    bytes=9,
    sha256="",
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return home_with(tmp_path, A, B)


def building(settings: Settings, name: str, **facts: Any) -> Callable[[running.Confirm], Any]:
    """Return a build of a release with these facts; if it is current, nothing has changed."""

    def build(confirm: running.Confirm) -> object:
        if current_release(settings) == name:
            raise NothingChanged(release=name, day="2026-11-01")
        beside = write_release(settings.releases, f".building-{name}")
        manifest = replace(read_manifest(beside), release=name, **facts)
        manifest.write(beside)
        try:
            _serve(beside, manifest, settings, confirm)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        return manifest

    return build


def steps(settings: Settings, name: str = C, **changed: Any) -> Steps:
    """Return the steps of an update to a release, which may be changed."""
    facts = changed.pop("facts", {"last_month": "2026-10"})
    usual = {
        "fetch": lambda: [FETCHED],
        "check": lambda: None,
        "build": building(settings, name, **facts),
        "make": lambda report: Made(changes=[{"en": "Less.", "cy": "Llai."}], packs=["a.pdf"]),
    }
    return Steps(**{**usual, **changed})


def failing(error: Exception) -> Callable[..., Any]:
    def fail(*given: object) -> None:
        raise error

    return fail


def test_an_update_serves_and_reports_what_is_new(settings: Settings) -> None:
    gap = MissingMonths(force="gwent", month="2026-10", why=MISSING, rows=0)
    older = MissingMonths(force="gwent", month="2026-08", why=MISSING, rows=0)
    facts = {"last_month": "2026-10", "gaps": (gap, older)}
    report = run_update(steps(settings, facts=facts), settings)
    assert (report.outcome, report.months_added, report.gaps) == (
        told.UPDATED, ("2026-10",), (gap,),
    )  # fmt: skip
    assert report.before and report.before.release == B
    assert report.release and report.release.release == C == current_release(settings)
    assert [(file.name, file.outcome) for file in report.files] == [("police.zip", "fetched")]
    assert [(step.step, step.outcome) for step in report.steps] == [
        (step, told.DONE) for step in told.STEPS
    ]
    assert (report.changes[0]["cy"], report.packs) == ("Llai.", ("a.pdf",))
    assert stored_reports(settings) == [report]


def test_without_anything_new_only_that_is_said(settings: Settings) -> None:
    run_update(steps(settings), settings)
    made = []
    for _ in range(2):
        again = run_update(steps(settings, make=made.append), settings)
        assert (again.outcome, again.months_added, made) == (told.UNCHANGED, (), [])
    # A daily run doesn't push out the report of what was new.
    assert told.UPDATED in [report.outcome for report in stored_reports(settings)]
    assert read_history(settings).current == C


ERRORS = {
    told.FETCH: FetchError(what="police", address="http://x/p", expected="a zip", found="503"),
    told.CHECK: SourceError(
        file="wards.csv", expected="wards", found=Message("found.none"), where="row 2"
    ),
    told.BUILD: StorageFull(folder="home"),
}


def test_a_step_that_fails_changes_nothing_and_is_reported(settings: Settings) -> None:
    for step, error in ERRORS.items():
        report = run_update(steps(settings, **{step: failing(error)}), settings)
        failed = step_of(report.steps, step)
        assert (report.outcome, current_release(settings)) == (told.STOPPED, B), step
        assert failed and failed == report.steps[-1] and failed.outcome == told.FAILED
        (stored, *_) = stored_reports(settings)
        again = error_of(stored.steps[-1])
        assert (type(again), str(again), again and again.facts) == (
            type(error), str(error), error.facts,
        ), step  # fmt: skip


def test_a_release_with_less_waits_for_a_person(settings: Settings) -> None:
    found = RecordingBreak(force="gwent", category="burglary", first="2026-09")
    cases: Sequence[tuple[dict[str, Any], bool]] = (
        ({"last_month": "2026-08"}, True),
        ({"levels": ("ward",)}, True),
        ({"breaks": (found,)}, True),
        ({"breaks": (replace(found, state=CONFIRMED),)}, False),
        ({"last_month": "2026-10"}, False),
    )
    for number, (facts, held) in enumerate(cases):
        # The release before has looked for breaks, or all of them would seem new.
        run_update(steps(settings, f"{A}-{number}", facts={"breaks_rule": 1}), settings, yes=True)
        name, before = f"{D}-{number}", current_release(settings)
        report = run_update(steps(settings, name, facts={"breaks_rule": 1, **facts}), settings)
        assert (report.outcome == told.HELD) == held, facts
        assert current_release(settings) == (before if held else name), facts
        if held:
            assert report.losses or report.breaks
            assert error_of(report.steps[-1]).__class__ is LessThanBefore
            agreed = steps(settings, name, facts={"breaks_rule": 1, **facts})
            assert run_update(agreed, settings, yes=True).outcome == told.UPDATED
            assert current_release(settings) == name


def test_what_could_not_be_made_is_made_by_the_next_run(settings: Settings) -> None:
    run_update(steps(settings, C), settings)
    wrong = ProgramFailed(program="components.packs", code=1, problem="no ward")
    first = run_update(steps(settings, D, make=failing(wrong)), settings)
    assert (first.outcome, current_release(settings)) == (told.PARTLY, D)
    asked: list[UpdateReport] = []

    def make(report: UpdateReport) -> Made:
        asked.append(report)
        return Made(packs=["b.pdf"])

    second = run_update(steps(settings, D, make=make), settings)
    assert (second.outcome, second.packs) == (told.UPDATED, ("b.pdf",))
    # It is compared with what was reported last, although a release was served since.
    assert asked[0].before and asked[0].before.release == C
    assert run_update(steps(settings, D, make=make), settings).outcome == told.UNCHANGED
    assert len(asked) == 1


def test_a_kill_between_two_steps_leaves_the_rest_to_the_next_run(settings: Settings) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_update(steps(settings, make=failing(KeyboardInterrupt())), settings)
    assert (current_release(settings), stored_reports(settings)) == (C, [])
    report = run_update(steps(settings), settings)
    assert (report.outcome, report.packs) == (told.UPDATED, ("a.pdf",))
    assert report.before and report.before.release == B


def test_two_updates_at_once_are_one(settings: Settings) -> None:
    with FileLock(settings.update_lock), pytest.raises(UpdateRunning):
        run_update(steps(settings), settings)
    assert current_release(settings) == B


def test_a_full_disk_is_said_and_leaves_no_half_report(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = failing(OSError(errno.ENOSPC, "full"))
    with monkeypatch.context() as patch:
        patch.setattr("data.update.storage.write_json", full)
        with pytest.raises(StorageFull):
            run_update(steps(settings), settings)
    assert latest_file(settings) is None
    assert run_update(steps(settings), settings).outcome == told.UPDATED


def test_as_many_releases_stay_as_were_asked_for(settings: Settings) -> None:
    kept = replace(settings, retention=Retention(releases=5))
    for number in range(5):
        run_update(steps(kept, f"{C}{number}"), kept)
    assert len(list(kept.releases.iterdir())) == 5
    run_update(steps(settings, D), settings)
    assert len(list(settings.releases.iterdir())) == Retention().releases


def test_old_and_damaged_reports_do_no_harm(settings: Settings) -> None:
    for number in range(MOST + 2):
        started = f"2026-11-01T06:00:{number:02}+00:00"
        outcome = told.UPDATED if number else told.STOPPED
        file = store_report(UpdateReport(started=started, ended=started, outcome=outcome), settings)
        file.with_suffix(".en.txt").write_text("words")
    assert len(list(settings.updates.iterdir())) == 2 * MOST
    latest = latest_file(settings)
    assert latest
    latest.write_bytes(latest.read_bytes().replace(b"updated", b"updatad"))
    assert len(stored_reports(settings)) == MOST - 1


def test_an_error_of_another_version_is_still_said() -> None:
    step = told.StepReport(
        step=told.BUILD, outcome=told.FAILED, error="LaterError", facts={"why": "too new"}
    )
    said = error_of(step)
    assert isinstance(said, MilltirError) and "too new" in str(said)
