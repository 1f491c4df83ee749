"""The pool of workers: results, progress, stops, lost processes, limits, and whose file it is."""

import asyncio
import importlib.util
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from components.packs.working import make_packs
from components.page_context import context_of
from components.page_models.map_figures import query_map
from components.snapshot.collect import picture_of
from components.snapshot.dialog import draw
from components.snapshot.render import picture_bytes
from components.upload_page.working import try_out
from components.view.view import View
from components.view.viewer import local_viewer
from components.work import folders, pool, process, worker_process
from components.work.model import Owner, Stage, Status
from components.work.pool import MOST_OF_ONE, Pool
from components.work.worker import progress_in
from data.access.viewer import Audience, Viewer
from data.errors import AccessDenied, SourceError, TooMuchWork, WorkGone, WorkLost
from data.settings import load_settings
from tests.components.work import tasks

PATIENCE = 60.0
OWNER = Owner(session="one", viewer=Viewer(name="one", audience=Audience.PARTNER))
OTHERS = (
    replace(OWNER, session="two"),
    replace(OWNER, viewer=replace(OWNER.viewer, audience=Audience.PUBLIC)),
    replace(OWNER, viewer=replace(OWNER.viewer, name="two")),
)


def until(found: Callable[[], Any]) -> Any:
    """Return what is found, as soon as there is something."""
    end = time.monotonic() + PATIENCE
    while not (answer := found()):
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.01)
    return answer


def over(of: Pool, number: str, owner: Owner = OWNER) -> Status:
    """Return what came of a task."""
    of.wait(number, PATIENCE)
    status = of.status(number, owner)
    assert status is not None and status.is_over, status
    return status


def running(of: Pool, number: str) -> Status | None:
    status = of.status(number, OWNER)
    return status if status and status.stage is Stage.RUNNING and status.progress.done else None


@pytest.fixture
def own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of temporary files that only this test uses."""
    monkeypatch.setattr(folders, "temporary_files", lambda: tmp_path)
    made = tempfile.mkdtemp
    monkeypatch.setattr(tempfile, "mkdtemp", lambda **words: made(dir=tmp_path, **words))
    return tmp_path


@pytest.fixture(scope="module")
def workers() -> Iterator[Pool]:
    """A pool with two processes, for the tests of this file."""
    of = Pool(2)
    yield of
    of.end()


def test_a_task_gives_its_value_and_its_file(workers: Pool) -> None:
    number = workers.submit(tasks.write, {"content": b"abc"}, owner=OWNER, asked="abc")
    status = over(workers, number)
    assert (status.stage, status.value, status.asked) == (Stage.DONE, "written", "abc")
    assert workers.content(number, OWNER) == b"abc" == workers.content(number, OWNER)


def test_files_that_come_with_a_task_are_read_by_it(workers: Pool) -> None:
    number = workers.submit(tasks.joins, {"number": 2}, owner=OWNER, brought=[b"ab", b"cd"])
    assert over(workers, number).stage is Stage.DONE
    assert workers.content(number, OWNER) == b"abcd"
    assert not list(workers._entries[number].call.folder.glob("brought-*")), "and then removed"


def test_a_worker_has_lower_priority_and_the_settings_of_the_server(
    workers: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for home in ("/first", "/second"):
        monkeypatch.setenv("MILLTIR_HOME", home)
        found = over(workers, workers.submit(tasks.where, {}, owner=OWNER)).value
        assert found["process"] != os.getpid()
        assert found["settings"]["MILLTIR_HOME"] == home
        if hasattr(os, "nice"):
            assert found["nice"] >= min(os.nice(0) + 10, 19)


def test_progress_is_told_and_a_stop_ends_the_task(workers: Pool) -> None:
    number = workers.submit(tasks.endless, {}, owner=OWNER)
    status = until(lambda: running(workers, number))
    assert 0 < status.progress.share < 1 and status.progress.left == 7.0
    workers.stop(number, OTHERS[0])
    assert not workers.status(number, OWNER).is_stopping, "nobody else can stop it"  # type: ignore[union-attr]
    workers.stop(number, OWNER)
    assert over(workers, number).stage is Stage.STOPPED
    with pytest.raises(WorkGone):
        workers.content(number, OWNER)


def test_a_task_that_does_not_stop_is_ended_with_its_process(workers: Pool) -> None:
    number = workers.submit(tasks.deaf, {}, owner=OWNER, grace=0.1)
    until(lambda: running(workers, number))
    workers.stop(number, OWNER)
    assert over(workers, number).stage is Stage.STOPPED
    again = workers.submit(tasks.write, {"content": b"next"}, owner=OWNER)
    assert over(workers, again).stage is Stage.DONE


def test_a_process_that_ends_is_said_and_other_tasks_go_on(workers: Pool, tmp_path: Path) -> None:
    file = tmp_path / "go"
    beside = workers.submit(tasks.waits_for, {"file": str(file)}, owner=OWNER)
    lost = over(workers, workers.submit(tasks.dies, {}, owner=OWNER))
    assert lost.stage is Stage.FAILED and isinstance(lost.error, WorkLost)
    next_one = workers.submit(tasks.write, {"content": b"next"}, owner=OWNER)
    assert over(workers, next_one).stage is Stage.DONE
    file.touch()
    assert over(workers, beside).stage is Stage.DONE


def test_a_process_that_ended_without_a_task_costs_none() -> None:
    of = Pool(1)
    try:
        first = over(of, of.submit(tasks.where, {}, owner=OWNER)).value["process"]
        os.kill(first, signal.SIGKILL)
        executor = of._processes[0]._executor
        until(lambda: executor and executor._broken)  # type: ignore[attr-defined]
        again = over(of, of.submit(tasks.where, {}, owner=OWNER))
        assert again.stage is Stage.DONE and again.value["process"] != first
    finally:
        of.end()


def test_a_process_that_cannot_begin_is_a_fault_and_no_hang(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def none() -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(worker_process, "_executor", none)
    of = Pool(1)
    assert over(of, of.submit(tasks.where, {}, owner=OWNER)).stage is Stage.FAILED
    assert "no more processes" in caplog.text
    of.end()


def test_errors_come_with_their_facts_and_faults_are_logged(
    workers: Pool, caplog: pytest.LogCaptureFixture
) -> None:
    error = over(workers, workers.submit(tasks.refuses, {}, owner=OWNER)).error
    assert isinstance(error, SourceError)
    assert error.facts["file"] == "own.csv" and error.facts["found"].key == "found.none"  # type: ignore[attr-defined]
    failed = over(workers, workers.submit(tasks.fails, {}, owner=OWNER))
    assert failed.stage is Stage.FAILED and failed.error is None
    assert "ZeroDivisionError" in caplog.text
    unsent = over(workers, workers.submit(lambda report: None, {}, owner=OWNER))
    assert unsent.stage is Stage.FAILED, "what can't be sent to a process is a fault, and no hang"


def test_what_became_of_a_task_is_told_whether_anybody_looks_or_not(workers: Pool) -> None:
    told: list[Stage] = []

    def begin(task: Callable[..., Any], **arguments: Any) -> str:
        return workers.submit(task, arguments, owner=OWNER, when_over=told.append)

    begin(tasks.write, content=b"a")
    until(lambda: told == [Stage.DONE])
    begin(tasks.dies)
    until(lambda: told == [Stage.DONE, Stage.FAILED])
    number = begin(tasks.endless)
    until(lambda: running(workers, number))
    workers.forget(number, OWNER)
    until(lambda: told == [Stage.DONE, Stage.FAILED, Stage.STOPPED])


def test_a_picture_is_the_same_bytes_from_a_worker(workers: Pool, sample_home: Path) -> None:
    """With its texts in Welsh, which a worker reads anew."""
    here = context_of(View(lang="cy"), local_viewer(load_settings()))
    picture = picture_of(here, query_map(here), address="http://localhost")
    drawn = {"picture": picture, "preset": "a4", "kind": "svg"}
    number = workers.submit(draw, drawn, owner=OWNER)
    assert over(workers, number).stage is Stage.DONE
    assert workers.content(number, OWNER) == picture_bytes(picture, preset="a4", kind="svg")


def test_nobody_else_sees_or_gets_what_was_made(workers: Pool) -> None:
    number = workers.submit(tasks.write, {"content": b"abc"}, owner=OWNER)
    over(workers, number)
    for other in OTHERS:
        assert workers.status(number, other) is None
        workers.forget(number, other)
        with pytest.raises(AccessDenied):
            workers.content(number, other)
    assert workers.content(number, OWNER) == b"abc"
    with pytest.raises(WorkGone):
        workers.content("../" + number, OWNER)


def test_a_process_is_replaced_after_some_tasks(
    workers: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_process, "MOST_TASKS", 1)
    found = [over(workers, workers.submit(tasks.where, {}, owner=OWNER)).value for _ in range(3)]
    assert len({one["process"] for one in found}) == 3


def test_tasks_wait_for_each_other_up_to_a_limit(tmp_path: Path) -> None:
    of, file = Pool(1, most_waiting=2), tmp_path / "go"
    wait = {"file": str(file)}
    try:
        numbers = [of.submit(tasks.waits_for, wait, owner=OWNER)]
        until(lambda: running(of, numbers[0]))
        numbers += [of.submit(tasks.waits_for, wait, owner=OWNER) for _ in range(2)]
        assert len(numbers) == MOST_OF_ONE
        assert [of.status(one, OWNER).before for one in numbers] == [0, 0, 1]  # type: ignore[union-attr]
        for owner in (OWNER, OTHERS[0]):
            with pytest.raises(TooMuchWork, match="2 others"):
                of.submit(tasks.write, {"content": b""}, owner=owner)
        of.stop(numbers[1], OWNER)
        assert over(of, numbers[1]).stage is Stage.STOPPED, "it is stopped before it is begun"
        file.touch()
        assert over(of, numbers[2]).stage is Stage.DONE
    finally:
        of.end()


def test_files_go_with_their_session_or_after_an_hour(
    own_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = Pool()
    numbers = [of.submit(tasks.write, {"content": b"a"}, owner=one) for one in (OWNER, OTHERS[0])]
    moment = [time.monotonic()]
    monkeypatch.setattr(time, "monotonic", lambda: moment[0])
    here = {"one", "two"}

    def swept(seconds: float) -> int:
        moment[0] += seconds
        of.sweep(here.__contains__)
        return len(list(own_files.glob("*/*/result")))

    assert swept(1000) == 2
    here.remove("two")
    assert swept(1) == 2, "a browser may come back"
    assert swept(pool.GONE + 1) == 1
    assert of.content(numbers[0], OWNER) == b"a"
    assert swept(pool.FILE_SECONDS) == 0
    with pytest.raises(WorkGone):
        of.content(numbers[0], OWNER)


def test_an_erasure_removes_every_file(
    own_files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MILLTIR_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(process, "EVERY", 0.01)
    monkeypatch.setattr(process, "_is_there", lambda session: True)
    of = Pool()
    monkeypatch.setattr(process._Process, "pool", of)
    number = of.submit(tasks.write, {"content": b"a"}, owner=OWNER)

    async def erased() -> None:
        sweeping = asyncio.create_task(process.sweep_now_and_then())
        await asyncio.sleep(0.1)
        assert of.content(number, OWNER) == b"a"
        load_settings().erasures.parent.mkdir()
        load_settings().erasures.touch()
        async with asyncio.timeout(PATIENCE):
            while of.status(number, OWNER):
                await asyncio.sleep(0.01)
        sweeping.cancel()

    asyncio.run(erased())
    assert not list(own_files.glob("*/*/result"))


def test_what_a_session_left_behind_is_stopped(workers: Pool) -> None:
    number = workers.submit(tasks.endless, {}, owner=OTHERS[0])
    until(lambda: workers.status(number, OTHERS[0]).progress.done)  # type: ignore[union-attr]
    workers.sweep(lambda session: session != "two")
    for entry in workers._entries.values():
        entry.gone = entry.gone and 1e-9
    folder = workers._entries[number].call.folder
    workers.sweep(lambda session: session != "two")
    assert workers.status(number, OTHERS[0]) is None
    until(lambda: not folder.exists())


def test_the_end_of_a_server_ends_its_work_and_removes_its_files(own_files: Path) -> None:
    of = Pool(1)
    number = of.submit(tasks.deaf, {}, owner=OWNER)
    until(lambda: running(of, number))
    worker = of._entries[number].call.folder
    child = progress_in(worker)[1]
    of.end()
    assert list(own_files.iterdir()) == []
    until(lambda: not Path(f"/proc/{child}").exists() or "Z" in state_of(child))


def state_of(child: int) -> str:
    try:
        return Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"


def test_a_server_removes_what_servers_left_that_have_ended(own_files: Path) -> None:
    ended, runs, new = (own_files / f"{folders.PREFIX}{name}" for name in ("ended", "runs", "new"))
    for folder in (ended, runs, new):
        folder.mkdir()
        (folder / folders.LOCK).touch()
    other = own_files / "other"
    other.mkdir()
    for folder in (ended, runs, other):
        os.utime(folder, (0, 0))
    held = FileLock(runs / folders.LOCK)
    held.acquire()
    os.utime(runs, (0, 0))
    assert folders.remove_left_behind() == 1
    assert {path.name for path in own_files.iterdir()} == {runs.name, new.name, "other"}
    held.release()


def test_only_its_owner_can_read_the_folder_of_the_files(own_files: Path) -> None:
    of = Pool()
    of.submit(tasks.write, {"content": b"a"}, owner=OWNER)
    (folder,) = own_files.iterdir()
    inside = [path for path in folder.iterdir() if path.is_dir()]
    assert [path.stat().st_mode & 0o077 for path in (folder, *inside)] == [0, 0]
    of.end()
    assert not folder.exists()


def test_without_a_place_for_files_nothing_is_begun(own_files: Path) -> None:
    shutil.rmtree(own_files)
    own_files.touch()
    with pytest.raises(Exception, match="can't be written to"):
        Pool().submit(tasks.write, {"content": b"a"}, owner=OWNER)


def test_the_modules_that_are_loaded_beforehand_exist() -> None:
    """A process would load a missing one only later, and nobody would see why it is slow."""
    assert [name for name in worker_process.LOADED if not importlib.util.find_spec(name)] == []
    functions = {draw, make_packs, try_out}
    assert {one.__module__ for one in functions} <= {*worker_process.LOADED}


def test_a_core_is_left_for_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    for cores, workers in ((None, 1), (1, 1), (2, 1), (8, 7)):
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        assert process.most_workers() == workers
