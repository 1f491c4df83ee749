"""Nothing of an erased record stays in a process's memory."""

from pathlib import Path

import pytest

from components import queries
from components.queries import cache
from components.queries.cache import CacheKey, query
from data.erasure.erase import erase
from data.erasure.groups import group_removal
from data.errors import BrokenRelease
from data.settings import Settings

calls: list[str] = []


@query(3)
def asked(key: CacheKey) -> str:
    calls.append(key.release)
    return key.release


@pytest.fixture
def home(copied: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("MILLTIR_HOME", str(copied.home))
    monkeypatch.setattr(cache, "LOOK_EVERY", 0.0)
    calls.clear()
    return copied


def test_caches_are_cleared_when_the_log_of_erasures_changes(home: Settings) -> None:
    key = CacheKey("one", "public")
    assert asked(key) == asked(key) and calls == ["one"]
    home.erasures.write_text("{}\n")
    assert asked(key) == asked(key) and calls == ["one", "one"]


def test_the_log_is_looked_at_once_a_second_only(
    home: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(CacheKey("one", "public"))
    monkeypatch.setattr(cache, "LOOK_EVERY", 60.0)

    def refuse(self: Path) -> None:
        raise AssertionError("looked at")

    monkeypatch.setattr(Path, "stat", refuse)
    for _ in range(3):
        asked(CacheKey("one", "public"))


def test_the_answers_of_a_release_that_was_written_anew_are_gone(home: Settings) -> None:
    key = CacheKey(queries.current_store.store().manifest.release, "partner")
    name = queries.groups.groups_listed(key)["name_en"].iloc[0]
    erase(group_removal(name, home), home)
    with pytest.raises(BrokenRelease):
        queries.groups.groups_listed(key)
    now = CacheKey(queries.current_store.store().manifest.release, "partner")
    assert now != key and name not in set(queries.groups.groups_listed(now)["name_en"])
