"""Runs an act with a fault in a process of its own, and checks the home afterwards."""

import multiprocessing
import os
import re
import shutil
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from data.build.pipeline import remove_what_was_interrupted
from data.errors import MilltirError, NoRelease, ReleaseError
from data.release.checksum import verify
from data.release.current import open_store
from data.release.history import History
from data.release.history_file import read_history
from data.release.pending_trials import pending_trials
from data.settings import Settings
from tests.crash.acts import ACTS, Act, settings_of
from tests.crash.faults import Fault, Injector, Kind

DONE, REFUSED, FAILED = 0, 3, 4
# UNIQUE: the names of uploads, which differ from run to run.
UNIQUE = re.compile(r"(?<![0-9a-f])[0-9a-f]{12}(?![0-9a-f])")
# PASSING: locks, what the next write replaces (drafts, and the copy of the history), and the
# reports of updates, one of each run.
PASSING = re.compile(r"\.lock$|\.new$|^served\.copy\.json$|^updates/")
FRESH = multiprocessing.get_context("forkserver")
FRESH.set_forkserver_preload(["tests.crash.acts"])
MOST_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Normal:
    """An act without a fault: its file operations, its time, and the home that it leaves."""

    operations: int
    milliseconds: int
    current: str
    serviceable: tuple[str, ...]
    files: Counter[str]


@contextmanager
def copy_of(template: Path) -> Iterator[Path]:
    """Yield a copy of a home with its sources, which is deleted at the end."""
    folder = Path(tempfile.mkdtemp(prefix="milltir-crash-"))
    try:
        shutil.copytree(template, folder / "case", symlinks=True)
        yield folder / "case"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run_normally(act: Act, templates: Path) -> Normal:
    """Run an act without a fault."""
    with copy_of(templates / act.begins_with) as folder:
        code, notes = _run(act, folder, Fault())
        assert code == DONE, f"{act.name}: {notes}"
        operations, milliseconds = (int(number) for number in notes.split())
        settings = settings_of(folder)
        return Normal(
            operations=operations,
            milliseconds=milliseconds,
            current=read_history(settings).current,
            serviceable=read_history(settings).serviceable,
            files=files_in(settings.home),
        )


def faults_of(act: Act, normal: Normal, templates: Path, fault: Fault) -> list[str]:
    """Return what is wrong with the home after an act met a fault; nothing if all is well."""
    with copy_of(templates / act.begins_with) as folder:
        settings = settings_of(folder)
        before, trials = _history(settings), pending_trials(settings)
        uploads = _contents(settings.uploads)
        code, notes = _run(act, folder, fault)
        wrong = [f"ended with an error that isn't ours: {notes}"] if code == FAILED else []
        wrong += _wrong_with_state(settings, before, normal)
        if not (act.switches or act.discards or set(trials) <= set(pending_trials(settings))):
            wrong.append("a trial that waits for a decision was lost")
        if not act.discards and not uploads.items() <= _contents(settings.uploads).items():
            wrong.append("files of an upload are gone or have changed")
        wrong += _wrong_when_repeated(act, folder, settings, before, normal)
        return [f"{act.name}, {fault.kind} at {fault.at}: {what}" for what in wrong]


def _wrong_with_state(settings: Settings, before: History, normal: Normal) -> list[str]:
    """Return what is wrong with what is served, and with what an undo would bring back."""
    try:
        history = read_history(settings)
    except NoRelease:
        return ["nothing is current any more"] if before.entries else []
    except ReleaseError as error:
        return [f"what is current is not known: {error}"]
    wrong = []
    if history.current not in (before.current, normal.current):
        wrong.append(f"{history.current} is current, which neither was nor should be")
    store, broken = open_store(settings)
    if broken or store.manifest.release != history.current:
        wrong.append(f"{store.manifest.release} is served in place of the current one: {broken}")
    for name in {history.current, history.previous} - {""}:
        try:
            verify(settings.releases / name)
        except ReleaseError as error:
            wrong.append(f"{name} is damaged: {error}")
    if before.current and not history.previous and before.previous:
        wrong.append("no undo is possible any more")
    unknown = set(history.serviceable) - {*before.serviceable, *normal.serviceable}
    if unknown:
        wrong.append(f"{unknown} could be served, which nobody accepted")
    return wrong


def _wrong_when_repeated(
    act: Act, folder: Path, settings: Settings, before: History, normal: Normal
) -> list[str]:
    """Return what is wrong once the act has been repeated: it must succeed, and leave no more."""
    finished = act.switches and _history(settings).current != before.current
    discarded = act.discards and not act.switches and not pending_trials(settings)
    if not finished and not discarded:
        code, notes = _run(act, folder, Fault())
        if code != DONE:
            return [f"can't be repeated: {notes}"]
    elif act.name != "fetch":
        # As the next build does first.
        remove_what_was_interrupted(settings)
    wrong = []
    if _history(settings).current != normal.current:
        wrong.append("repeated, another release is current than without a fault")
    found = files_in(settings.home)
    if more := found - normal.files:
        wrong.append(f"repeated, there are more files than without a fault: {sorted(more)}")
    if fewer := normal.files - found:
        wrong.append(f"repeated, there are fewer files than without a fault: {sorted(fewer)}")
    return wrong


def files_in(home: Path) -> Counter[str]:
    """Return the files of a home, by names that are the same in every run."""
    names = (path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    return Counter(UNIQUE.sub("<upload>", name) for name in names if not PASSING.search(name))


def _contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _history(settings: Settings) -> History:
    with suppress(ReleaseError):
        return read_history(settings)
    return History()


def _run(act: Act, folder: Path, fault: Fault) -> tuple[int, str]:
    """Run an act in a new process; return how it ended, and what it noted."""
    process = FRESH.Process(target=_act_in, args=(act.name, folder, fault))
    process.start()
    if fault.kind is Kind.TIME:
        process.join(fault.at / 1000)
        process.kill()
    process.join(MOST_SECONDS)
    if process.exitcode is None:
        process.kill()
        process.join()
        return FAILED, "it did not end"
    notes = folder / "notes"
    return process.exitcode, notes.read_text(encoding="utf-8") if notes.exists() else ""


def _act_in(name: str, folder: Path, fault: Fault) -> None:
    """Run an act in this process, which ends here."""
    started, code = time.monotonic(), DONE
    with Injector(fault) as injector:
        try:
            ACTS[name].run(settings_of(folder), folder)
            notes = ""
        except MilltirError as error:
            code, notes = REFUSED, f"{type(error).__name__}: {error}"
        except BaseException:
            code, notes = FAILED, traceback.format_exc()[-1500:]
    if fault.kind is not Kind.LIMIT:
        if code == DONE:
            notes = f"{injector.seen} {int((time.monotonic() - started) * 1000) + 1}"
        (folder / "notes").write_text(notes, encoding="utf-8")
    os._exit(code)
