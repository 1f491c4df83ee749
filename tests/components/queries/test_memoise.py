"""An answer that all viewers share is worked out once, also where two ask for it at once."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from components.queries.memoise import memoise

asked: list[str] = []
failing = threading.Event()


@memoise(2)
def answer(name: str) -> list[str]:
    """Slow enough for a second viewer to come in between."""
    if failing.is_set():
        raise ValueError(name)
    asked.append(name)
    time.sleep(0.05)
    return [name]


@pytest.fixture(autouse=True)
def nothing_asked() -> Iterator[None]:
    asked.clear()
    yield
    failing.clear()


def test_two_who_ask_at_once_get_one_answer() -> None:
    with ThreadPoolExecutor(2) as two:
        one, other = two.map(answer, ["at once", "at once"])
    assert one is other and asked == ["at once"]


def test_only_so_many_are_remembered() -> None:
    for name in ("a", "b", "c", "a"):
        answer(name)
    assert asked == ["a", "b", "c", "a"]


def test_a_failure_is_not_remembered() -> None:
    failing.set()
    with pytest.raises(ValueError, match="mended"):
        answer("mended")
    failing.clear()
    assert answer("mended") == ["mended"]
