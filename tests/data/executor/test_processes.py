"""Tasks in several processes: in order, each once, also where a process is killed."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.build.pipeline import build_release
from data.errors import OutOfMemory, SourceError, TasksLost
from data.executor import Serial
from data.executor.processes import Processes
from data.files.archive import members_of
from data.police.plan import parse_all
from data.release.manifest import Manifest
from tests.conftest import settings_in
from tests.data.executor import tasks


@pytest.fixture(scope="module")
def two() -> Iterator[Processes]:
    with Processes(2, allowed_failures=2) as executor:
        yield executor


def test_results_are_in_the_order_of_the_tasks(two: Processes) -> None:
    wanted = list(Serial().map(tasks.double, range(50)))
    assert list(two.map(tasks.double, range(50))) == wanted
    assert list(two.map(tasks.double, [])) == []


def test_a_killed_process_costs_no_task_and_repeats_none_that_is_done(
    two: Processes, tmp_path: Path
) -> None:
    markers = [tmp_path / f"{number}" for number in range(6)]
    for marker in markers[:2] + markers[3:]:
        marker.touch()
    assert list(two.map(tasks.end_once, markers)) == [marker.name for marker in markers]


def test_processes_that_end_again_and_again_are_told(two: Processes) -> None:
    with pytest.raises(TasksLost) as lost:
        list(two.map(tasks.end_always, ["2025-06-gwent-street.csv"]))
    assert "2025-06-gwent-street.csv" in str(lost.value) and "3 processes" in str(lost.value)
    # The executor still works.
    assert list(two.map(tasks.double, [4])) == [8]


def test_errors_of_tasks_are_their_own(two: Processes) -> None:
    with pytest.raises(
        SourceError, match=r"a.csv, the file as a whole: expected rows, but found none"
    ):
        list(two.map(tasks.refuse, ["a.csv"]))
    with pytest.raises(OutOfMemory, match=r"expected memory enough for 7"):
        list(two.map(tasks.need_too_much, [7]))


def test_months_of_a_zip_named_from_here_are_parsed_a_few_at_a_time(
    two: Processes, sample_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sorted((sample_sources / "police").rglob("*-street.csv"))[:20]
    with zipfile.ZipFile(tmp_path / "police.zip", "w") as archive:
        for file in files:
            archive.write(file, file.name)
    monkeypatch.chdir(tmp_path)
    zipped, done = list(members_of([Path("police.zip")])), []
    parsed = parse_all(zipped, Path("months"), two, done.append)
    assert [one.member for one in parsed] == zipped and len(done) == 20
    plain = parse_all(list(members_of(files)), tmp_path / "plain", Serial(), lambda name: None)
    assert [(one.file.sha256, one.file.usable) for one in parsed] == [
        (one.file.sha256, one.file.usable) for one in plain
    ]
    assert all(one.file.cache_path.is_file() for one in parsed)


@pytest.mark.slow
def test_a_build_in_processes_is_the_same_release(
    sample_sources: Path, sample_manifest: Manifest, tmp_path: Path
) -> None:
    with Processes(2) as executor:
        manifest = build_release([sample_sources], settings_in(tmp_path), executor=executor)
    assert manifest.release == sample_manifest.release
    assert manifest.files == sample_manifest.files
