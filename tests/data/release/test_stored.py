"""The releases on the disk: making one current, and keeping one from deletion."""

from pathlib import Path

import pytest

from data.errors import BrokenRelease, OtherRelease
from data.files.locks import build_lock, is_held
from data.release.current import current_release
from data.release.prune import prune
from data.release.stored import (
    choose_release,
    keep_release,
    kept_releases,
    rename_kept,
    stored_releases,
)
from data.release.switch import previous_release, restore_previous
from data.settings import Settings
from tests.conftest import settings_in
from tests.data.release.small_releases import write_built

NAMES = [f"2026-0{month}-1a2b3c4d5e" for month in range(1, 6)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A home in which three releases were built, one after the other."""
    settings = settings_in(tmp_path)
    for name in NAMES[:3]:
        write_built(settings, name)()
    return settings


def test_an_older_release_is_made_current_and_an_undo_reverses_it(settings: Settings) -> None:
    first, _, third = NAMES[:3]
    choose_release(settings, first, expected=third)
    assert current_release(settings) == first
    found = {one.manifest.release: one for one in stored_releases(settings)}
    assert next(iter(found)) == first and found[first].is_current and found[third].is_previous
    assert all(one.bytes > 0 for one in found.values())
    assert restore_previous(settings) == third
    previous = previous_release(settings)
    assert previous and previous.release == first


def test_what_is_damaged_unknown_or_overtaken_is_not_made_current(settings: Settings) -> None:
    first, second, third = NAMES[:3]
    with pytest.raises(OtherRelease):
        choose_release(settings, first, expected=second)
    (settings.releases / first / "areas.parquet").write_bytes(b"")
    for release in (first, "../releases", NAMES[4], ""):
        with pytest.raises(BrokenRelease):
            choose_release(settings, release, expected=third)
    assert current_release(settings) == third


def test_a_kept_release_is_not_deleted(settings: Settings) -> None:
    first = NAMES[0]
    keep_release(settings, first, keep=True)
    for name in NAMES[3:]:
        write_built(settings, name)()
    prune(settings)
    assert {path.name for path in settings.releases.iterdir()} == {first, *NAMES[2:]}
    keep_release(settings, first, keep=False)
    prune(settings)
    assert kept_releases(settings) == frozenset() and not (settings.releases / first).exists()


def test_nothing_is_deleted_if_what_is_kept_cannot_be_read(settings: Settings) -> None:
    keep_release(settings, NAMES[0], keep=True)
    settings.kept_releases.write_text("{")
    for name in NAMES[3:]:
        write_built(settings, name)()
    prune(settings)
    assert len(list(settings.releases.iterdir())) == 5 and kept_releases(settings) is None


def test_an_erasure_keeps_a_release_under_its_new_name(settings: Settings) -> None:
    rename_kept(settings, {NAMES[0]: NAMES[4]})
    assert not settings.kept_releases.exists()
    keep_release(settings, NAMES[0], keep=True)
    rename_kept(settings, {NAMES[0]: NAMES[4]})
    assert kept_releases(settings) == {NAMES[4]}


def test_a_lock_is_seen_to_be_held(settings: Settings) -> None:
    assert not is_held(settings.build_lock)
    with build_lock(settings):
        assert is_held(settings.build_lock)
    assert not is_held(settings.build_lock)
