"""An erasure that is stopped at any step leaves what is served, and can be run again."""

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from data.erasure.erase import erase
from data.erasure.groups import group_removal
from data.errors import MilltirError
from data.release.current import open_store
from data.settings import Settings
from tests.conftest import settings_in
from tests.data.erasure.conftest import NAME_CY, NAME_EN, PLACE
from tests.data.erasure.holding import holding

STEPS = ("rename", "replace", "unlink", "rmdir", "link", "fsync")


class Stopped(BaseException):
    """Stands for a kill: nothing catches it."""


@pytest.fixture
def stop_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return a function that lets the given step, and each after it, fail as if killed."""
    real, seen = {name: getattr(os, name) for name in STEPS}, [0, 0]

    def stopped(name: str) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            seen[0] += 1
            if seen[1] and seen[0] >= seen[1]:
                raise Stopped
            return real[name](*args, **kwargs)

        return step

    for name in STEPS:
        monkeypatch.setattr(os, name, stopped(name))

    def set_step(number: int) -> None:
        seen[:] = [0, number]

    return set_step


def test_after_a_stop_it_can_be_run_again(
    home: Settings, tmp_path: Path, stop_at: Callable[[int], None]
) -> None:
    assert_run_again(home, tmp_path, stop_at, (55, 400))


@pytest.mark.slow
def test_after_a_stop_anywhere_it_can_be_run_again(
    home: Settings, tmp_path: Path, stop_at: Callable[[int], None]
) -> None:
    assert_run_again(home, tmp_path, stop_at, (1, 3, 8, 21, 110, 170, 230, 300, 400))


def assert_run_again(
    home: Settings, tmp_path: Path, stop_at: Callable[[int], None], steps: Sequence[int]
) -> None:
    """Stop at each of these steps; the last is one that an erasure doesn't have."""
    left = 0
    for step in steps:
        again = settings_in(tmp_path / f"stopped-{step}")
        shutil.copytree(home.home, again.home)
        removal = group_removal(NAME_EN, again)
        stop_at(step)
        try:
            erase(removal, again)
        except (Stopped, MilltirError):
            left += 1
        else:
            stop_at(0)
            assert holding(again.home, [NAME_EN]) == []
            break
        stop_at(0)
        store, broken = open_store(again)
        assert broken is None and len(store.groups()) in (1, 2)
        erase(group_removal(NAME_EN, again), again)
        assert holding(again.home, [NAME_EN, NAME_CY, *PLACE]) == [], step
        store, broken = open_store(again)
        assert broken is None and len(store.groups()) == 1
        shutil.rmtree(again.home)
    else:
        pytest.fail("it has more steps than were tried")
    assert left > len(steps) // 2 - 1


def test_a_trial_that_was_being_thrown_away_leaves_no_record(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(folder: Path) -> None:
        raise Stopped

    assert list(home.trials.iterdir())
    with monkeypatch.context() as patch:
        patch.setattr("data.erasure.erase.remove_folder", stop)
        with pytest.raises(Stopped):
            erase(group_removal(NAME_EN, home), home)
    erase(group_removal(NAME_EN, home), home)
    assert list(home.trials.iterdir()) == []
