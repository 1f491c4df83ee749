"""A query runs once per cache key and arguments, even for two simultaneous callers."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pandas as pd
import pytest

from components.queries.cache import CacheKey, query, remember

PUBLIC, PARTNER = CacheKey("one", "public"), CacheKey("one", "partner")
calls: list[str] = []
failing = threading.Event()


@remember(2)
def answer(name: str) -> list[str]:
    """Return the name after a delay in which a second thread can call the function."""
    if failing.is_set():
        raise ValueError(name)
    calls.append(name)
    time.sleep(0.05)
    return [name]


@dataclass(frozen=True, kw_only=True)
class Tables:
    counts: pd.Series
    title: str


@query(10)
def tables(key: CacheKey, months: list[str] | tuple[str, ...], *, _shapes: object = None) -> Tables:
    calls.append(key.scope)
    return Tables(counts=pd.Series([1, 2], index=list(months)), title=key.release)


@query(10)
def table(key: CacheKey) -> pd.DataFrame:
    return pd.DataFrame({"incidents": [1, 2]})


@pytest.fixture(autouse=True)
def no_calls() -> Iterator[None]:
    calls.clear()
    yield
    failing.clear()


def test_two_threads_that_call_at_the_same_time_share_one_result() -> None:
    with ThreadPoolExecutor(2) as two:
        assert list(two.map(answer, ["at once", "at once"])) == [["at once"], ["at once"]]
    assert calls == ["at once"]


def test_only_the_latest_results_are_remembered() -> None:
    for name in ("a", "b", "c", "a"):
        answer(name)
    assert calls == ["a", "b", "c", "a"]


def test_an_exception_is_not_remembered() -> None:
    failing.set()
    with pytest.raises(ValueError, match="repaired"):
        answer("repaired")
    failing.clear()
    assert answer("repaired") == ["repaired"]


def test_each_release_and_scope_has_answers_of_its_own() -> None:
    months = ("2026-01", "2026-02")
    for key in (PUBLIC, PARTNER, PUBLIC, CacheKey("two", "public")):
        assert tables(key, months).title == key.release
    assert calls == ["public", "partner", "public"]


def test_lists_count_as_tuples_and_arguments_with_an_underscore_do_not_count() -> None:
    tables(CacheKey("three", "public"), ["2026-01", "2026-02"], _shapes=1)
    tables(CacheKey("three", "public"), ("2026-01", "2026-02"), _shapes=2)
    assert calls == ["public"]


def test_a_change_of_a_returned_table_does_not_change_the_cache() -> None:
    mine = table(PUBLIC)
    mine["rate"] = 0.5
    mine.loc[0, "incidents"] = 99
    counts = tables(PUBLIC, ("2026-01", "2026-02")).counts
    counts.iloc[0] = 99
    assert table(PUBLIC).to_dict("list") == {"incidents": [1, 2]}
    assert tables(PUBLIC, ("2026-01", "2026-02")).counts.tolist() == [1, 2]
