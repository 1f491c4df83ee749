"""A restoration that is killed at any file operation is undone by the next start."""

import multiprocessing
import os
import shutil
import signal
from pathlib import Path

import pytest

from data.__main__ import main
from data.backup import restoring
from data.backup.exchange import exchange
from data.backup.journal import undo_unfinished
from data.backup.restoring import restore_home
from data.backup.writing import back_up_home
from data.build.pipeline import remove_what_was_interrupted
from data.errors import RestorationUnfinished
from data.release.history_file import read_history
from data.settings import Settings
from tests.crash.faults import Fault, Injector, Kind
from tests.data.backup.conftest import change, state

FRESH = multiprocessing.get_context("forkserver")
FRESH.set_forkserver_preload([__name__])
# EACH: in every run of the tests one file operation of so many.
EACH = 9


def _restore(file: Path, settings: Settings, at: int) -> None:
    """Restore in this process, which is killed before a file operation of the exchange."""

    def killed(*arguments: object) -> Path | None:
        with Injector(Fault(kind=Kind.KILL, at=at)):
            return exchange(*arguments)  # type: ignore[arg-type]

    restoring.exchange = killed  # type: ignore[attr-defined]
    restore_home(file, settings)
    os._exit(0)


def _killed_at(at: int, file: Path, settings: Settings) -> bool:
    process = FRESH.Process(target=_restore, args=(file, settings, at))
    process.start()
    process.join(60)
    assert process.exitcode in (0, -signal.SIGKILL), process.exitcode
    return process.exitcode != 0


def _go_through(home: Settings, folder: Path, step: int) -> None:
    file = folder / "b.zip"
    back_up_home(home, file)
    restored = state(home)
    change(home)
    before, at, seen = state(home), 1, 0
    while _killed_at(at, file, home):
        unfinished = home.restoration.exists()
        if unfinished:
            seen += 1
            with pytest.raises(RestorationUnfinished):
                remove_what_was_interrupted(home)
            if not (home.served.exists() or home.served_copy.exists()):
                with pytest.raises(RestorationUnfinished):
                    read_history(home)
        assert undo_unfinished(home) == unfinished, at
        assert not undo_unfinished(home)
        now = state(home)
        assert now in (before, restored), f"killed at operation {at}"
        for folder in home.home.glob("before-restore-*"):
            assert now == restored or not any(folder.iterdir()), f"killed at operation {at}"
            shutil.rmtree(folder)
        before = now
        at += step
    assert seen >= 20 // step, "the restoration was hardly ever stopped half way"
    assert state(home) == restored


def test_a_restoration_that_is_killed_is_undone(home: Settings, tmp_path: Path) -> None:
    _go_through(home, tmp_path, EACH)


@pytest.mark.slow
def test_a_restoration_that_is_killed_anywhere_is_undone(home: Settings, tmp_path: Path) -> None:
    _go_through(home, tmp_path, 1)


def test_any_command_undoes_what_was_stopped(
    home: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "b.zip"
    back_up_home(home, file)
    change(home)
    before = state(home)
    assert _killed_at(9, file, home) and home.restoration.exists()
    monkeypatch.setenv("MILLTIR_HOME", str(home.home))
    monkeypatch.setenv("MILLTIR_REGISTER", home.register)
    main(["register", "history"])
    assert "everything is as it was" in capsys.readouterr().err
    assert state(home) == before and not home.restoration.exists()
