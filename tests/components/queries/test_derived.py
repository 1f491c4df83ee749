"""What is costly of the month is stored with its release; whatever happens, there is an answer."""

import errno
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from components.queries.cache import CacheKey, forget_answers
from components.queries.current_store import store_of
from components.queries.monthly import (
    Exceptions,
    NextQuarter,
    derived,
    exceptions,
    exceptions_of,
    next_quarter,
)
from components.queries.monthly.__main__ import main
from data.__main__ import main as of_data
from data.cli import derived as command
from data.errors import ProgramFailed
from data.files.derived_file import ENDING, Derived, write_derived
from data.release.manifest import Manifest
from data.release.prune import prune
from data.settings import load_settings
from data.update.programs import run_program
from geo.not_measured import FEW_MONTHS, NotMeasured
from tests.conftest import PROJECT, settings_in

CATEGORY = "burglary"
Answers = tuple[Exceptions, NextQuarter | None]


@pytest.fixture
def key(
    sample_home: Path, sample_manifest: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> CacheKey:
    """The key of the sample's release, in a home without anything derived."""
    home = tmp_path / "home"
    home.mkdir()
    for path in sample_home.iterdir():
        if path.name != load_settings().derived.name:
            (home / path.name).symlink_to(path)
    monkeypatch.setenv("MILLTIR_HOME", str(home))
    return CacheKey(sample_manifest.release, "analyst")


def asked(key: CacheKey) -> Answers:
    """Return the answers of a process that has asked nothing yet."""
    forget_answers()
    return exceptions_of(key), next_quarter(key, CATEGORY)


def assert_same(one: Answers, other: Answers) -> None:
    assert (one[0].month, one[0].why) == (other[0].month, other[0].why)
    assert_frame_equal(one[0].table, other[0].table, check_exact=True)
    assert_frame_equal(one[0].months, other[0].months, check_exact=True)
    assert one[1] and other[1] and one[1].ranges is not None and other[1].ranges is not None
    assert_frame_equal(one[1].ranges, other[1].ranges, check_exact=True)
    assert replace(one[1], ranges=None) == replace(other[1], ranges=None)


def stored() -> list[Path]:
    return sorted(load_settings().derived.glob(f"*/*{ENDING}"))


@pytest.fixture
def worked_out(key: CacheKey, monkeypatch: pytest.MonkeyPatch) -> Answers:
    """The answers as they are without anything stored."""
    with monkeypatch.context() as patch:
        patch.setattr(derived, "version_of_calculation", lambda: "")
        found = asked(key)
    assert not stored()
    return found


def refuse(*given: object, **more: object) -> None:
    raise AssertionError("it was worked out again")


def of_program() -> dict[Path, int]:
    """Return when each file of the program was written."""
    folders = [PROJECT / name for name in ("components", "data", "geo", "pages")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path: path.stat().st_mtime_ns for path in files if path.suffix != ".pyc"}


def test_what_a_build_starts_stores_what_pages_then_read(
    key: CacheKey, worked_out: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "run_program", run_program)
    before = of_program()
    command.store_derived(load_settings())
    assert of_program() == before, "nothing is written into the program's folder"
    assert len(stored()) > 14
    assert all(path.is_relative_to(load_settings().home) for path in stored())
    monkeypatch.setattr(exceptions, "_work_out", refuse)
    monkeypatch.setattr(sys.modules[next_quarter.__module__], "_work_out", refuse)
    for scope in ("public", "partner:W06000020", "analyst"):
        assert_same(asked(key._replace(scope=scope)), worked_out)


def test_the_first_question_stores_it_and_the_next_process_reads_it(
    key: CacheKey, worked_out: Answers
) -> None:
    assert_same(asked(key), worked_out)
    written = {path: path.stat().st_mtime_ns for path in stored()}
    assert len(written) == 2
    assert_same(asked(key), worked_out)
    assert {path: path.stat().st_mtime_ns for path in stored()} == written


def test_a_build_starts_it_and_one_without_anything_new_does_not(
    bare_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(command, "run_program", lambda module, *given: asked.append(module))
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    assert of_data(["build", str(bare_sources)]) == 0
    assert asked == [command.PROGRAM] == ["components.queries.monthly"]
    assert of_data(["build", str(bare_sources)]) == 0 and len(asked) == 1, "nothing has changed"


@pytest.mark.parametrize("number", [errno.EROFS, errno.ENOSPC, errno.EACCES])
def test_a_disk_that_refuses_costs_no_answer(
    key: CacheKey, worked_out: Answers, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def fails(*given: object, **more: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", fails)
        assert_same(asked(key), worked_out)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fails)
        assert_same(asked(key), worked_out)
    folder = load_settings().derived
    assert not [path for path in folder.rglob("*") if path.is_file()], "nothing half is left"


def test_a_file_where_the_folder_belongs_costs_no_answer(
    key: CacheKey, worked_out: Answers
) -> None:
    load_settings().derived.write_text("")
    assert_same(asked(key), worked_out)
    assert main() == 0


def test_what_an_older_program_stored_is_worked_out_again(
    key: CacheKey, worked_out: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    why = NotMeasured(reason=FEW_MONTHS, found=3, needed=24)
    other = replace(worked_out[0], month="1999-01", why=why)
    with monkeypatch.context() as patch:
        patch.setattr(derived, "version_of_calculation", lambda: "an older program")
        patch.setattr(exceptions, "_work_out", lambda key: other)
        exceptions_before, _ = asked(key)
        assert exceptions_before.why == why
    assert_same(asked(key), worked_out)
    monkeypatch.setattr(exceptions, "_work_out", refuse)
    assert_same(asked(key), worked_out)


def test_a_damaged_file_and_one_of_another_layout_are_worked_out_again(
    key: CacheKey, worked_out: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(key)
    for path in stored():
        path.write_bytes(path.read_bytes()[:100])
    assert_same(asked(key), worked_out)
    with monkeypatch.context() as patch:
        patch.setattr(exceptions, "_written", lambda found: Derived({"another": 1}, {}))
        for path in stored():
            path.unlink()
        asked(key)
    assert_same(asked(key), worked_out)


def test_a_release_of_the_same_name_with_other_content_has_its_own_answer(key: CacheKey) -> None:
    asked(key)
    manifest = replace(store_of(key).manifest, built_at="another build")
    read = derived.stored_or(
        manifest, exceptions.NAME, lambda: "new", write=lambda _: Derived({}, {}), read=refuse
    )
    assert read == "new"


def test_what_is_of_a_deleted_release_is_deleted_with_it(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    for release in ("2026-08-gone", "2026-09-there"):
        write_derived(settings.derived / release / f"one{ENDING}", Derived({}, {}), version="1")
    (settings.releases / "2026-09-there").mkdir(parents=True)
    settings.served_damaged.touch()
    prune(settings)
    assert [folder.name for folder in settings.derived.iterdir()] == ["2026-09-there"]


def test_a_command_that_fails_fails_no_build(
    key: CacheKey, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*given: object) -> str:
        raise ProgramFailed(program="one", code=1, problem="no memory")

    monkeypatch.setattr(command, "run_program", fails)
    command.store_derived(load_settings())
    assert "will wait" in capsys.readouterr().err
