"""Each act on what is current, failing or killed before each of its file operations."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from data.errors import MilltirError
from data.files.locks import state_lock
from data.release.current import open_store
from data.release.history_file import read_history
from data.release.pending_trials import TrialState, find_trial, state_of
from data.release.prune import prune
from data.release.switch import restore_previous
from data.settings import Settings
from data.uploads import trials
from tests.conftest import settings_in
from tests.data.release.failing_steps import at_step, fail, full_disk, killed_before, operations_of
from tests.data.release.small_releases import files_in, home_with, try_out, write_built

UPLOAD = "1a2b3c"
FIRST, BEFORE, AFTER, BUILT = "2026-07-first", "2026-08-before", "2026-09-after", "2026-09-built"


@dataclass(frozen=True)
class Act:
    """An act, and what is current and what has become of the trial after it."""

    do: Callable[[Settings], object]
    current: str
    trial: TrialState


def accept(settings: Settings) -> None:
    trial = find_trial(UPLOAD, settings)
    assert trial
    trials.accept(trial, settings)


def discard(settings: Settings) -> None:
    trial = find_trial(UPLOAD, settings)
    assert trial
    trials.discard(trial, settings)


def end_of_build(settings: Settings) -> None:
    shutil.rmtree(settings.releases / f".building-{BUILT}", ignore_errors=True)
    write_built(settings, BUILT)()


ACTS = {
    "build": Act(end_of_build, BUILT, TrialState.GONE),
    "undo": Act(restore_previous, FIRST, TrialState.OVERTAKEN),
    "accept": Act(accept, AFTER, TrialState.ACCEPTED),
    "discard": Act(discard, BEFORE, TrialState.DISCARDED),
}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A home with two releases and a trial of a third one."""
    settings = home_with(tmp_path / "template", FIRST, BEFORE)
    try_out(settings, UPLOAD, AFTER, BEFORE)
    return settings.home


def copy_of(template: Path, name: object) -> Settings:
    folder = template.parent / str(name)
    shutil.copytree(template, folder)
    return settings_in(folder)


def finished(settings: Settings, act: Act) -> set[str]:
    """Do the act again where it was not done; return what is in the home after a pruning."""
    for _ in range(2):
        if (read_history(settings).current, state_of(UPLOAD, settings)) != (act.current, act.trial):
            act.do(settings)
        with state_lock(settings):
            prune(settings)
    return files_in(settings)


def check(settings: Settings, act: Act, *, said_done: bool | None) -> None:
    """Check that all is as before the act or as after it, and as was said."""
    store, broken = open_store(settings)
    history = read_history(settings)
    assert broken is None and store.manifest.release == history.current
    assert history.current in (BEFORE, act.current)
    assert history.previous == (FIRST if history.current == BEFORE else BEFORE)
    state = state_of(UPLOAD, settings)
    assert state in (TrialState.PENDING, TrialState.OVERTAKEN, act.trial)
    if state in (TrialState.PENDING, TrialState.ACCEPTED):
        assert (settings.uploads / UPLOAD / "groups.csv").exists()
    if settings.served_copy.exists():
        assert settings.served_copy.read_bytes() == settings.served.read_bytes()
    if said_done is not None and act.current != BEFORE:
        assert said_done == (history.current == act.current)


def done_with_failure_at(number: int, act: Callable[[], object]) -> bool:
    """Return whether the act says that it was done, though one of its operations failed."""
    with at_step(number, fail):
        try:
            act()
        except (MilltirError, OSError):
            return False
    return True


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
@pytest.mark.parametrize("way", ["fails", "killed"])
def test_an_interrupted_act_is_done_or_not_and_can_be_done_again(
    template: Path, act: Act, way: str
) -> None:
    whole = copy_of(template, "whole")
    steps = operations_of(lambda: act.do(whole))
    check(whole, act, said_done=True)
    expected = finished(whole, act)
    assert steps > 5
    for number in range(1, steps + 1):
        settings, said_done = copy_of(template, number), None
        if way == "killed":
            assert killed_before(number, partial(act.do, settings)), number
        else:
            said_done = done_with_failure_at(number, partial(act.do, settings))
        check(settings, act, said_done=said_done)
        assert finished(settings, act) == expected, number


def test_a_full_disk_changes_nothing(template: Path) -> None:
    """No room for any byte from the first write on, as on a full disk."""
    for name, act in ACTS.items():
        settings = copy_of(template, name)
        done = name == "discard"
        with full_disk():
            try:
                act.do(settings)
            except (MilltirError, OSError):
                assert not done, name
        current = act.current if done else BEFORE
        assert read_history(settings).current == current
        assert read_history(settings).previous == FIRST
