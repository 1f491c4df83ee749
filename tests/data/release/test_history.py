"""What was current is written down; only that is served, and nothing is guessed from times."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from data.errors import BrokenRelease, LostHistory, NoRelease, NothingBefore, OtherRelease
from data.files.locks import state_lock
from data.limits import Retention
from data.release.current import current_release, open_store
from data.release.history import ACCEPTED, BUILT, MOST, UNDONE, History
from data.release.history_file import read_history
from data.release.manifest import MANIFEST, read_manifest
from data.release.prune import prune
from data.release.switch import make_current, previous_release, restore_previous
from data.settings import Settings
from tests.conftest import settings_in
from tests.data.release.small_releases import (
    damage,
    home_with,
    try_out,
    write_built,
    write_release,
)

A, B, C, D = "2026-06-a", "2026-07-b", "2026-08-c", "2026-09-d"


def opened(settings: Settings) -> str:
    return open_store(settings)[0].manifest.release


def make_newest(settings: Settings, *names: str) -> None:
    """Give the files of releases later times than all others have."""
    for number, name in enumerate(names):
        (manifest,) = settings.home.rglob(f"{name}/{MANIFEST}")
        os.utime(manifest, (4e9 + number, 4e9 + number))


# What is served instead of a damaged release


def test_a_trial_that_nobody_accepted_is_never_served(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B)
    try_out(settings, "1a2b", C, B)
    make_newest(settings, C)
    damage(settings, B)
    assert opened(settings) == A
    damage(settings, A)
    with pytest.raises(BrokenRelease):
        open_store(settings)


def test_a_trial_whose_acceptance_was_cut_off_is_never_served(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B)
    try_out(settings, "1a2b", C, B)
    (settings.trials / "1a2b" / C).rename(settings.releases / C)
    make_newest(settings, C)
    damage(settings, B)
    assert opened(settings) == A


def test_a_release_that_was_undone_is_never_served(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B, C)
    restore_previous(settings)
    make_newest(settings, C)
    damage(settings, B)
    assert opened(settings) == A
    damage(settings, A)
    with pytest.raises(BrokenRelease):
        open_store(settings)


def test_a_release_that_was_restored_may_be_served_again(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B)
    restore_previous(settings)
    restore_previous(settings)
    write_built(settings, C)()
    damage(settings, C)
    assert opened(settings) == B
    damage(settings, B)
    assert opened(settings) == A


def test_the_order_is_that_of_service_and_not_of_times(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B, C)
    make_newest(settings, B, A)
    damage(settings, C)
    assert opened(settings) == B


def test_a_folder_that_was_never_current_is_never_served(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A)
    write_release(settings.releases, D)
    damage(settings, A)
    with pytest.raises(BrokenRelease):
        open_store(settings)


def test_a_built_release_that_was_undone_before_counts_again(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B)
    restore_previous(settings)
    write_built(settings, C)()
    assert read_history(settings).withdrawn == {B}
    write_built(settings, B)()
    assert read_history(settings).serviceable == (B, C, A)


# Undo


def test_undo_goes_to_the_release_before_and_back(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B, C)
    for expected, before in ((B, C), (C, B), (B, C)):
        earlier = previous_release(settings)
        assert earlier and earlier.release == expected == restore_previous(settings)
        history = read_history(settings)
        assert (history.current, history.previous) == (expected, before)


def test_undo_of_what_another_viewer_has_undone_is_refused(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B)
    assert restore_previous(settings, expected=A) == A
    with pytest.raises(OtherRelease, match=A):
        restore_previous(settings, expected=A)
    assert current_release(settings) == A


def test_undo_without_a_release_before_or_with_a_damaged_one_changes_nothing(
    tmp_path: Path,
) -> None:
    settings = home_with(tmp_path, A)
    with pytest.raises(NothingBefore):
        restore_previous(settings)
    write_built(settings, B)()
    damage(settings, A)
    with pytest.raises(BrokenRelease):
        restore_previous(settings)
    assert (current_release(settings), read_history(settings).previous) == (B, A)


# The file


def test_a_damaged_file_is_read_from_its_copy_and_mended(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B)
    whole = settings.served.read_bytes()
    for number in range(0, len(whole), 7):
        flipped = bytearray(whole)
        flipped[number] ^= 4
        settings.served.write_bytes(flipped)
        assert (opened(settings), read_history(settings).previous) == (B, A)
    for harm in (b"", whole[: len(whole) // 2], b"[]", b"{}"):
        settings.served.write_bytes(harm)
        assert restore_previous(settings) == A and restore_previous(settings) == B
        whole = settings.served.read_bytes()
        assert settings.served_copy.read_bytes() == whole


def test_both_damaged_serve_nothing_and_name_the_file(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B)
    restore_previous(settings)
    settings.served.write_bytes(settings.served.read_bytes()[:-9])
    settings.served_copy.write_bytes(b"{")
    for act in (current_release, open_store, restore_previous):
        with pytest.raises(LostHistory, match=r"served\.json") as lost:
            act(settings)
        assert str(tmp_path) not in str(lost.value)
    with state_lock(settings):
        prune(settings, interrupted=True)
    assert {path.name for path in settings.releases.iterdir()} == {A, B}


def test_a_build_after_a_lost_history_deletes_no_release(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B)
    settings.served.write_bytes(b"{")
    settings.served_copy.unlink()
    for name in (C, D, A):
        write_built(settings, name)()
    assert current_release(settings) == A and settings.served_damaged.read_bytes() == b"{"
    assert {path.name for path in settings.releases.iterdir()} == {A, B, C, D}
    settings.served_damaged.unlink()
    with state_lock(settings):
        prune(settings)
    assert {path.name for path in settings.releases.iterdir()} == {A, C, D}


def test_a_lost_history_is_not_guessed_from_the_releases(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B)
    settings.served.unlink()
    assert current_release(settings) == B, "from the copy"
    settings.served_copy.unlink()
    with pytest.raises(LostHistory):
        open_store(settings)


def test_a_first_build_that_was_cut_off_is_no_lost_history(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    with pytest.raises(NoRelease):
        open_store(settings)
    beside = write_release(settings.releases, ".building-1")
    with state_lock(settings), pytest.MonkeyPatch.context() as patch:
        written = []
        patch.setattr("data.release.switch.write_history", lambda *_: written.append(1))
        make_current(A, settings, beside=beside)
    assert written and (settings.releases / A).is_dir()
    with pytest.raises(NoRelease):
        open_store(settings)


def test_the_file_does_not_grow(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B)
    for _ in range(MOST + 3):
        restore_previous(settings)
    history = read_history(settings)
    assert len(history.entries) == MOST and {history.current, history.previous} == {A, B}


def test_a_release_built_again_is_written_down_once(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B)
    before = read_history(settings)
    with state_lock(settings):
        make_current(B, settings)
    assert read_history(settings) == before


# What stays on the disk


def test_the_releases_that_were_current_last_stay(tmp_path: Path) -> None:
    settings = home_with(tmp_path, A, B, C)
    make_newest(settings, A)
    write_built(settings, D)()
    assert {path.name for path in settings.releases.iterdir()} == {B, C, D}
    restore_previous(settings)
    write_built(settings, A)()
    assert {path.name for path in settings.releases.iterdir()} == {A, C, B}, "D was undone"
    assert len(list(settings.releases.iterdir())) == Retention().releases


# Homes of older versions


def older_home(folder: Path, *, current: str, previous: str) -> Settings:
    """Return a home as versions before `served.json` left it."""
    settings = home_with(folder, A, B)
    for name, day in ((A, "2026-07-20"), (B, "2026-08-20")):
        place = settings.releases / name
        replace(read_manifest(place), built_at=f"{day}T12:00:00+00:00").write(place)
    write_release(settings.releases, C)
    settings.served.unlink()
    settings.served_copy.unlink()
    settings.current.write_text(f"{current}\n")
    settings.previous.write_text(f"{previous}\n")
    return settings


def test_an_older_home_is_read_and_rewritten(tmp_path: Path) -> None:
    settings = older_home(tmp_path, current=B, previous=A)
    assert (opened(settings), read_history(settings).previous) == (B, A)
    assert not settings.served.exists()
    assert restore_previous(settings) == A
    assert settings.served.exists()
    assert not settings.current.exists() and not settings.previous.exists()
    assert restore_previous(settings) == B
    damage(settings, B)
    assert opened(settings) == A


def test_what_was_undone_in_an_older_home_is_not_served(tmp_path: Path) -> None:
    settings = older_home(tmp_path, current=A, previous=B)
    damage(settings, A)
    with pytest.raises(BrokenRelease):
        open_store(settings)
    settings = older_home(tmp_path / "other", current=A, previous=B)
    assert restore_previous(settings) == B
    assert read_history(settings).serviceable == (B, A)


def test_an_older_home_without_a_name_serves_nothing(tmp_path: Path) -> None:
    settings = older_home(tmp_path, current="", previous=A)
    with pytest.raises(LostHistory):
        open_store(settings)


def test_the_entry_of_an_upload_names_it() -> None:
    history = History().with_release(A, BUILT).with_release(B, ACCEPTED, "1a2b")
    accepted = history.with_release(A, UNDONE).accepted("1a2b")
    assert accepted and accepted.release == B and history.accepted("other") is None
