"""What a worker may lack, each told by what was expected and what was found."""

import os
from pathlib import Path

import pytest

from data.errors import OutOfMemory, SourceError, UnfitWorker
from data.executor import fitness
from data.executor.fitness import MARK, fault_of_worker, needs, require_fit, run_task
from data.settings import PROJECT


def needed(folder: Path) -> dict[str, object]:
    """Return needs that this process meets: a folder to read, and one with its mark to write."""
    mark = folder / f"{MARK}1"
    mark.touch()
    return needs([folder], mark)


def test_a_worker_with_everything_lacks_nothing_and_leaves_no_file(tmp_path: Path) -> None:
    assert fault_of_worker(needed(tmp_path)) == {}
    assert [path.name for path in tmp_path.iterdir()] == [f"{MARK}1"]


def test_each_lack_is_told(tmp_path: Path) -> None:
    met = needed(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "other").mkdir()
    cases = {
        "python": ({"python": "3.1"}, "Python 3.1", "Python 3."),
        "version": ({"milltir": "0.0.1"}, "Milltir 0.0.1", "Milltir "),
        "files": ({"reads": [str(elsewhere)]}, f"the files of {elsewhere}", "nothing there"),
        "folder": ({"mark": str(elsewhere / MARK)}, f"the folder {elsewhere}", "nothing there"),
        "another": (
            {"mark": str(tmp_path / "other" / MARK)},
            f"the folder {tmp_path / 'other'}",
            "another folder of that name",
        ),
    }
    for case, (lacking, expected, found) in cases.items():
        fault = fault_of_worker(met | lacking)
        assert fault["expected"].startswith(expected) and fault["found"].startswith(found), case
        with pytest.raises(UnfitWorker):
            require_fit(met | lacking)


def test_what_may_not_be_read_or_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    met = needed(tmp_path)

    def refuse(*given: object, **options: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "touch", refuse)
        assert fault_of_worker(met)["found"] == "Permission denied"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "exists", refuse)
        assert fault_of_worker(met)["found"] == "nothing there"
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda path, mode: False)
        assert fault_of_worker(met)["found"] == "no right to read them"


def test_a_task_that_fails_tells_first_what_the_worker_lacks_by_then(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    met = needs([source], None)

    def fail(task: object) -> None:
        raise SourceError(file=source, expected="a file", found="none")

    def fail_after_it_is_gone(task: object) -> None:
        source.rmdir()
        fail(task)

    with pytest.raises(SourceError):
        run_task(fail, met, "a build", 1)
    with pytest.raises(UnfitWorker, match="nothing there"):
        run_task(fail_after_it_is_gone, met, "a build", 1)


def test_a_worker_is_checked_before_the_first_task_of_a_build_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks = list[object]()
    monkeypatch.setattr(fitness, "MET", set())
    monkeypatch.setattr(fitness, "fault_of_worker", lambda given: looks.append(given) or {})
    met = needs([], None)
    assert [run_task(len, met, "one", "four") for _ in range(3)] == [4, 4, 4]
    assert run_task(len, met, "another", "four") == 4 and len(looks) == 2


def test_a_task_without_enough_memory_is_named() -> None:
    def fail(task: object) -> None:
        raise MemoryError

    with pytest.raises(OutOfMemory) as fault:
        run_task(fail, needs([], None), "large", PROJECT / "large.csv")
    assert "large.csv" in str(fault.value)
