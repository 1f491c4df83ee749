"""Two viewers, or two processes, act on one trial: the second is told what the first did."""

import multiprocessing
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from data.errors import ChangeRunning, MilltirError, NothingBefore, OtherRelease, TrialDecided
from data.files import locks
from data.files.locks import build_lock, state_lock
from data.release.current import current_release, open_store
from data.release.history_file import read_history
from data.release.pending_trials import (
    PendingTrial,
    TrialState,
    pending_trials,
    record_trial,
    state_of,
)
from data.release.prune import MOST_DISCARDED, PLAN, prune
from data.release.switch import restore_previous
from data.settings import Settings
from data.uploads import trials
from data.uploads.uploaded_files import write_uploaded
from tests.cases import every_case
from tests.conftest import settings_in
from tests.data.release.small_releases import home_with, try_out, write_built

A, B, C, D = "2026-06-a", "2026-07-b", "2026-08-c", "2026-09-d"
UPLOAD, OTHER = "1a2b", "3c4d"


@pytest.fixture
def served(tmp_path: Path) -> Settings:
    return home_with(tmp_path / "home", A, B)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*")}


def test_thrown_away_after_it_was_kept_deletes_nothing(served: Settings) -> None:
    trial = try_out(served, UPLOAD, C, B)
    trials.accept(trial, served)
    with pytest.raises(TrialDecided, match=rf"accepted on .* in use: {C} is the current"):
        trials.discard(trial, served)
    assert (served.uploads / UPLOAD / "groups.csv").exists()
    assert open_store(served)[1] is None and current_release(served) == C
    try_out(served, OTHER, D, C)
    assert [one.upload for one in pending_trials(served)] == [OTHER]


def test_thrown_away_after_it_was_kept_and_undone_says_so(served: Settings) -> None:
    trial = try_out(served, UPLOAD, C, B)
    trials.accept(trial, served)
    restore_previous(served)
    with pytest.raises(TrialDecided, match="Another version has become current since"):
        trials.discard(trial, served)
    assert restore_previous(served) == C and (served.uploads / UPLOAD / "groups.csv").exists()


def test_kept_after_it_was_thrown_away_is_refused(served: Settings) -> None:
    trial = try_out(served, UPLOAD, C, B)
    trials.discard(trial, served)
    for act in (trials.accept, trials.discard):
        with pytest.raises(TrialDecided, match="cancelled before"):
            act(trial, served)
    assert current_release(served) == B and not names(served.uploads)
    assert names(served.releases) == {A, B}


def test_kept_twice_is_refused_the_second_time(served: Settings) -> None:
    trial = try_out(served, UPLOAD, C, B)
    trials.accept(trial, served)
    before = read_history(served)
    with pytest.raises(TrialDecided, match="accepted on"):
        trials.accept(trial, served)
    assert read_history(served) == before


def test_kept_after_another_release_became_current_is_refused(served: Settings) -> None:
    trial = try_out(served, UPLOAD, C, B)
    restore_previous(served)
    with pytest.raises(TrialDecided, match=f"another version of the data, {A}, is now in use"):
        trials.accept(trial, served)
    assert current_release(served) == A and (served.uploads / UPLOAD).exists()
    restore_previous(served)
    trials.accept(trial, served)
    assert current_release(served) == C, "what it was checked against is current again"


def test_trials_on_another_release_are_deleted_with_their_files(served: Settings) -> None:
    trial, left = try_out(served, UPLOAD, C, B), try_out(served, OTHER, D, B)
    trials.accept(trial, served)
    assert names(served.uploads) == {UPLOAD} and not names(served.trials)
    with pytest.raises(TrialDecided, match="no longer waiting"):
        trials.accept(left, served)


def test_a_decision_waits_for_no_build_and_a_build_for_no_decision(served: Settings) -> None:
    kept, thrown = try_out(served, UPLOAD, C, B), try_out(served, OTHER, D, B)
    with build_lock(served):
        trials.discard(thrown, served)
        trials.accept(kept, served)
        assert restore_previous(served) == B
    with state_lock(served):
        done = threading.Thread(target=write_built(served, D))
        done.start()
        done.join(0.3)
        assert done.is_alive(), "it waits"
    done.join()
    assert current_release(served) == D


def test_an_act_that_does_not_end_is_told(
    served: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "WAIT", 0.1)
    trial = try_out(served, UPLOAD, C, B)
    with state_lock(served):
        for act in (trials.accept, trials.discard, lambda _, home: restore_previous(home)):
            errors = in_threads(partial(act, trial, served))
            assert [type(error) for error in errors] == [ChangeRunning]


def in_threads(*acts: Callable[[], object]) -> list[MilltirError]:
    """Do all acts at once; return their errors."""
    errors: list[MilltirError] = []
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        gate.wait()
        try:
            act()
        except MilltirError as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_of_two_at_once_one_decides_and_the_other_is_told(tmp_path: Path) -> None:
    for number in range(12):
        served = home_with(tmp_path / str(number), A, B)
        trial = try_out(served, UPLOAD, C, B)
        acts = [trials.accept, trials.discard] * 2
        errors = in_threads(*(partial(act, trial, served) for act in acts))
        assert [type(error) for error in errors] == [TrialDecided] * 3
        kept = state_of(UPLOAD, served) == TrialState.ACCEPTED
        assert current_release(served) == (C if kept else B)
        assert names(served.uploads) == ({UPLOAD} if kept else set())
        assert names(served.releases) == ({A, B, C} if kept else {A, B})


def test_of_two_who_undo_one_thing_one_is_told(served: Settings) -> None:
    errors = in_threads(*[lambda: restore_previous(served, expected=A)] * 2)
    assert [type(error) for error in errors] == [OtherRelease]
    assert current_release(served) == A


def _undo_often(home: Path) -> None:
    for _ in range(40):
        restore_previous(settings_in(home))


def test_processes_that_undo_at_once_leave_one_of_both(served: Settings) -> None:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_undo_often, args=(served.home,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    seen = set()
    while any(worker.is_alive() for worker in workers):
        history = read_history(served)
        seen.add((history.current, history.previous))
    assert [worker.exitcode for worker in workers] == [0, 0]
    assert seen <= {(A, B), (B, A)} and current_release(served) == B


# Files


def test_files_that_a_release_needs_are_never_deleted(served: Settings) -> None:
    first = try_out(served, UPLOAD, C, B)
    trials.accept(first, served)
    files = served.uploads / UPLOAD
    second = try_out(served, OTHER, D, C)
    plan = (served.trials / OTHER / D / PLAN).read_text()
    (served.trials / OTHER / D / PLAN).write_text(
        plan.replace('"sources": [', f'"sources": ["{files}", ')
    )
    trials.accept(second, served)
    for name in ("2026-10-e", "2026-10-f"):
        write_built(served, name)()
    assert names(served.uploads) == {UPLOAD, OTHER}, "the third release needs them"
    write_built(served, "2026-10-g")()
    assert names(served.uploads) == set(), "no release can be restored that needs them"


def test_files_stay_while_a_plan_cannot_be_read(served: Settings) -> None:
    trials.accept(try_out(served, UPLOAD, C, B), served)
    (served.releases / C / PLAN).write_text("{")
    thrown = try_out(served, OTHER, D, C)
    trials.discard(thrown, served)
    assert names(served.uploads) == {UPLOAD}


def test_a_home_that_was_moved_keeps_its_files(served: Settings, tmp_path: Path) -> None:
    trials.accept(try_out(served, UPLOAD, C, B), served)
    served.home.rename(tmp_path / "moved")
    moved = settings_in(tmp_path / "moved")
    with state_lock(moved):
        prune(moved, interrupted=True)
    assert names(moved.uploads) == {UPLOAD} and current_release(moved) == C


def test_a_trial_that_is_being_built_keeps_its_files(served: Settings) -> None:
    with state_lock(served):
        record_trial(PendingTrial(upload=OTHER, release="", base=B), served)
    write_uploaded([("groups.csv", b"x")], served.uploads / OTHER)
    trials.discard(try_out(served, UPLOAD, C, B), served)
    assert names(served.uploads) == {OTHER}
    with state_lock(served):
        prune(served, interrupted=True)
    assert not names(served.uploads) and names(served.trials) == {UPLOAD}


def test_only_the_owner_can_read_uploads_and_trials(served: Settings) -> None:
    served.uploads.mkdir()
    served.uploads.chmod(0o755)
    write_uploaded([("groups.csv", b"x")], served.uploads / UPLOAD)
    with state_lock(served):
        record_trial(PendingTrial(upload=UPLOAD, release="", base=B), served)
    for parent in (served.uploads, served.trials):
        for folder in (parent, parent / UPLOAD):
            assert folder.stat().st_mode & 0o777 == 0o700, folder


def test_records_of_discarded_trials_do_not_grow(served: Settings) -> None:
    for number in range(MOST_DISCARDED + 3):
        trials.discard(try_out(served, f"upload-{number}", C, B), served)
    assert len(names(served.trials)) == MOST_DISCARDED
    assert state_of("upload-0", served) == TrialState.GONE
    write_built(served, D)()
    assert not names(served.trials)


def test_nothing_before_is_told_in_a_home_of_one_release(tmp_path: Path) -> None:
    with pytest.raises(NothingBefore):
        restore_previous(home_with(tmp_path, A))


@every_case(
    "given",
    [("a.csv", "a.csv", "a.csv"), ("a.csv", "A.CSV"), ("x/a.csv", "y/a.csv"), ("a.csv", ".a.csv")],
)
def test_files_of_one_name_are_kept_apart(tmp_path: Path, given: tuple[str, ...]) -> None:
    files = [(name, str(number).encode()) for number, name in enumerate(given)]
    write_uploaded(files, tmp_path / "uploads" / UPLOAD)
    written = [path.read_bytes() for path in (tmp_path / "uploads").rglob("*") if path.is_file()]
    assert sorted(written) == [content for _, content in files]
