"""Whatever happens to the files of an open release, no answer is another one without a word."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data.build.pipeline import build_release
from data.errors import BrokenRelease
from data.release import checksum
from data.release.counts import cube
from data.release.manifest import MANIFEST
from data.release.opened import OpenRelease
from data.release.store import Store
from tests.conftest import PROJECT, settings_in
from tests.damages import DAMAGES, every_answer, flip, truncate


@pytest.fixture(scope="module")
def built(sample_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release with every kind of table and one month."""
    sources = tmp_path_factory.mktemp("sources") / "all"
    shutil.copytree(sample_sources, sources, ignore=shutil.ignore_patterns("20??-*"))
    shutil.copytree(sample_sources / "police" / "2026-09", sources / "police" / "2026-09")
    settings = settings_in(tmp_path_factory.mktemp("home"))
    return settings.releases / build_release([sources], settings).release


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of the release."""
    return Path(shutil.copytree(built, tmp_path / "releases" / built.name))


@pytest.fixture(scope="module")
def answers(built: Path) -> list[object]:
    return every_answer(Store(built))


def listed(folder: Path) -> list[str]:
    """Return the names of the files that are listed in the manifest."""
    return sorted(set(checksum.ReleaseFiles(folder).stamps) - {MANIFEST})


def repair(folder: Path, built: Path, name: str) -> None:
    """Make a file whole again, or the whole folder."""
    if not folder.exists():
        shutil.copytree(built, folder)
        return
    if (folder / name).is_dir():
        (folder / name).rmdir()
    shutil.copy(built / name, folder / name)


@pytest.mark.parametrize("ending", ["", ".npy"], ids=["in memory", "mapped arrays"])
def test_no_damage_changes_an_answer_before_anything_was_read(
    folder: Path,
    answers: list[object],
    built: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    """Arrays are in memory, or mapped as those of the largest releases are."""
    if ending:
        monkeypatch.setattr(cube, "MOST_IN_MEMORY", 0)
    names = [name for name in listed(folder) if name.endswith(ending)]
    assert len(names) > 14
    assert every_answer(Store(folder)) == answers
    # In memory: every sixth file, as the same code reads them; each damage happens to one.
    for number, name in enumerate(names if ending else names[::6]):
        damage, store = DAMAGES[number % len(DAMAGES)], Store(folder)
        damage(folder / name)
        with pytest.raises(BrokenRelease, match=folder.name):
            every_answer(store)
        repair(folder, built, name)


@pytest.mark.parametrize("most", [cube.MOST_IN_MEMORY, 0], ids=["in memory", "mapped arrays"])
def test_what_was_read_before_the_damage_stays_right(
    folder: Path,
    answers: list[object],
    built: Path,
    monkeypatch: pytest.MonkeyPatch,
    most: int,
) -> None:
    monkeypatch.setattr(cube, "MOST_IN_MEMORY", most)
    for number, name in enumerate(listed(folder)[::6]):
        damage, store = DAMAGES[number % len(DAMAGES)], Store(folder)
        assert every_answer(store) == answers
        damage(folder / name)
        try:
            assert every_answer(store) == answers
        except BrokenRelease as broken:
            assert folder.name in str(broken)
        repair(folder, built, name)


def test_damage_between_two_parts_of_a_download_ends_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.release.tables.ROWS_AT_A_TIME", 10)
    parts = Store(folder).left_out_parts()
    next(parts)
    flip(folder / "left_out.parquet")
    with pytest.raises(BrokenRelease, match="left_out"):
        next(parts)


def test_damage_while_a_table_is_read_is_found(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, read = Store(folder), cube.Cube._read

    def read_and_damage(self: cube.Cube, name: str, path: str) -> object:
        array = read(self, name, path)
        flip(Path(path))
        return array

    monkeypatch.setattr(cube.Cube, "_read", read_and_damage)
    with pytest.raises(BrokenRelease, match="prefix-ward"):
        store.counts("ward", store.months(), ["drugs"])


CUT_WHILE_MAPPED = """
import sys
from pathlib import Path
from data.errors import BrokenRelease
from data.release.counts import cube
from data.release.store import Store
cube.MOST_IN_MEMORY = 0
folder = Path(sys.argv[1])
store = Store(folder)
store.counts("lsoa", store.months(), ["drugs"])
with (folder / "prefix-lsoa.npy").open("r+b") as file:
    file.truncate(200)
try:
    store.counts("lsoa", store.months(), ["drugs"])
except BrokenRelease as broken:
    print("found:", broken)
"""


def test_a_mapped_file_that_is_cut_short_does_not_end_the_process(folder: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", CUT_WHILE_MAPPED, str(folder)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, f"ended by signal {-ended.returncode}: {ended.stderr[-300:]}"
    assert "found: Release" in ended.stdout and "prefix-lsoa" in ended.stdout


def test_a_file_that_was_only_touched_or_restored_is_read(
    folder: Path, answers: list[object]
) -> None:
    store = Store(folder)
    for name in listed(folder):
        os.utime(folder / name)
    copy = (folder / "areas.parquet").read_bytes()
    (folder / "areas.parquet").unlink()
    (folder / "areas.parquet").write_bytes(copy)
    assert every_answer(store) == answers


def test_a_file_that_cannot_be_opened_is_called_so(folder: Path) -> None:
    (folder / "areas.parquet").unlink()
    (folder / "areas.parquet").mkdir()
    with pytest.raises(BrokenRelease, match="“areas” cannot be opened"):
        Store(folder)


# What is remembered of a release


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of releases, one for each time that one is verified."""
    names: list[str] = []
    verify = checksum.ReleaseFiles.verify

    def counted(self: checksum.ReleaseFiles) -> None:
        names.append(self.folder.name)
        verify(self)

    monkeypatch.setattr(checksum.ReleaseFiles, "verify", counted)
    return names


def broken_by(release: OpenRelease) -> str:
    with pytest.raises(BrokenRelease) as broken:
        release.store()
    return broken.value.facts["problem"]


def test_a_release_is_verified_once_for_each_state_of_its_files(
    folder: Path, verified: list[str]
) -> None:
    release = OpenRelease(folder)
    assert release.store() is release.store() is release.latest() and len(verified) == 1
    whole = (folder / "points.parquet").read_bytes()
    truncate(folder / "points.parquet")
    assert {broken_by(release) for _ in range(5)} == {"its part “points” is damaged"}
    with pytest.raises(BrokenRelease):
        release.latest()
    assert len(verified) == 2
    (folder / "points.parquet").write_bytes(whole)
    assert release.store().manifest.release == folder.name and len(verified) == 3


def test_a_manifest_that_cannot_be_read_is_looked_at_once_for_each_state(folder: Path) -> None:
    release = OpenRelease(folder)
    whole = (folder / MANIFEST).read_bytes()
    flip(folder / MANIFEST)
    assert broken_by(release) == broken_by(release) == "its manifest is missing or damaged"
    (folder / MANIFEST).write_bytes(whole)
    assert release.store()
    shutil.rmtree(folder)
    assert broken_by(release) == "its manifest is missing or damaged"


def test_a_doubted_release_is_verified_again_though_no_file_has_changed(
    folder: Path, verified: list[str]
) -> None:
    release = OpenRelease(folder)
    release.store()
    release.doubt()
    assert release.store() and release.store() and len(verified) == 2
    flip(folder / "areas.parquet")
    for _ in range(3):
        broken_by(release)
        release.doubt()
    assert len(verified) == 3, "what is known to be broken is not verified again"


@pytest.fixture
def minute_later(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    from data.release import opened

    now = [0.0]
    monkeypatch.setattr(opened.time, "monotonic", lambda: now[0])

    def pass_a_minute() -> None:
        now[0] += opened.TRY_AGAIN + 1

    yield pass_a_minute


def test_a_file_that_could_not_be_opened_is_tried_again_after_a_while(
    folder: Path,
    verified: list[str],
    minute_later: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As with too many open files: nothing is wrong with the release."""
    release, opens = OpenRelease(folder), Path.open

    def too_many(self: Path, *args: object, **kwargs: object) -> object:
        if self.suffix == ".npy":
            raise OSError(24, "Too many open files")
        return opens(self, *args, **kwargs)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", too_many)
        assert "cannot be opened" in broken_by(release)
    assert "cannot be opened" in broken_by(release) and len(verified) == 1
    minute_later()
    assert release.store() and len(verified) == 2
    minute_later()
    assert release.store() and len(verified) == 2
