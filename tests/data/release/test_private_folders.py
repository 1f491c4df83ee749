"""Folders with rows that people have given are open to their owner alone."""

import asyncio
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

import serve
from data.__main__ import main
from data.build.pipeline import build_release
from data.files.durable import close_to_others
from data.settings import Settings
from data.uploads.trials import build_trial
from tests.conftest import settings_in

OWNER_ONLY = 0o700


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


@pytest.fixture(autouse=True)
def open_to_all() -> Iterator[None]:
    """New folders are open to everybody, unless a program asks for less."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def loose(copied: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The settings of a home of an earlier version, which everybody may read."""
    for folder in copied.private_folders:
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    return copied


def test_a_build_and_a_trial_make_them_so(bare_sources: Path, tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "home")
    build_release([bare_sources], settings)
    build_trial([("source.json", b"{}")], settings, progress=lambda share, what: None)
    assert {folder.name: mode(folder) for folder in settings.private_folders} == dict.fromkeys(
        ("home", "releases", "trials", "uploads"), OWNER_ONLY
    )


def test_a_command_closes_those_that_are_open(loose: Settings) -> None:
    assert main(["show"]) == 0
    assert {mode(folder) for folder in loose.private_folders} == {OWNER_ONLY}


def test_the_server_closes_them_when_it_starts(
    loose: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "_warm_up", lambda: None)
    monkeypatch.setattr(serve.gc, "freeze", lambda: None)

    async def start() -> None:
        async with serve.ready(serve.app):
            pass

    asyncio.run(start())
    assert {mode(folder) for folder in loose.private_folders} == {OWNER_ONLY}


def test_who_does_not_own_them_is_not_stopped(
    loose: Settings, bare_sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted", str(self))

    monkeypatch.setattr(Path, "chmod", refuse)
    assert main(["show"]) == 0
    assert build_release([bare_sources], loose)


def test_a_folder_that_all_programs_share_stays_open(tmp_path: Path) -> None:
    shared = tmp_path / "tmp"
    shared.mkdir()
    shared.chmod(0o1777)
    close_to_others(shared)
    assert mode(shared) == 0o1777
