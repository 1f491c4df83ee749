"""The one cache of the application: each query runs once per cache key and arguments."""

import math
import time
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass, replace
from functools import partial, wraps
from threading import Condition, Lock
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

import pandas as pd
from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from components.view import run
from data.errors import RegisterUnavailable

P = ParamSpec("P")
R = TypeVar("R")
# LOOK_EVERY: seconds.
LOOK_EVERY = 1.0
# Copy: returns a copy of an answer.
Copy = Callable[[], Any]


class CacheKey(NamedTuple):
    """What a result depends on besides the arguments of its query.

    Every query takes it first. So no query can return to one audience what it cached for another,
    or the result of a release or of a register that is no longer current.
    """

    release: str
    scope: str
    # The state of the register; empty without one.
    register: str = ""


def query(
    most: int,
) -> Callable[[Callable[Concatenate[CacheKey, P], R]], Callable[Concatenate[CacheKey, P], R]]:
    """Return a decorator that caches the latest `most` results of a query.

    A query is a function whose first argument is the cache key. See `remember` for the rest.
    """
    return remember(most)


def remember(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator that caches the latest `most` results of a function.

    The arguments must be hashable, or lists of hashable values. A keyword argument whose name
    begins with an underscore is not part of the key. Two threads that call at the same time wait
    for one result. An exception is not cached. Tables are returned as copies on write, so that no
    caller can change what the next one gets.
    """

    def decorate(compute: Callable[P, R]) -> Callable[P, R]:
        def stored(*args: P.args, **kwargs: P.kwargs) -> tuple[R, Copy | None]:
            found = compute(*args, **kwargs)
            return found, _copying(found)

        remembered = cached(LRUCache(most), key=_key, condition=Condition())(stored)
        _EVERY.append(remembered.cache_clear)

        @wraps(compute)
        def answer(*args: P.args, **kwargs: P.kwargs) -> R:
            _forget_erased()
            found, copy = remembered(*args, **kwargs)
            return cast(R, copy()) if copy else found

        return answer

    return decorate


def or_last_read(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Return a decorator of a function that reads the register.

    If the register can't be read, it returns what it returned last for the same arguments: a page
    shows that again, with a form as it was, instead of nothing. The error is raised if there is
    none. The latest `most` answers are stored; arguments are as of `remember`.
    """

    def decorate(read: Callable[P, R]) -> Callable[P, R]:
        last: LRUCache[Hashable, R] = LRUCache(most)
        turn = Lock()
        _EVERY.append(last.clear)

        @wraps(read)
        def answer(*args: P.args, **kwargs: P.kwargs) -> R:
            _forget_erased()
            key = _key(run.settings().register_address, *args, **kwargs)
            try:
                found = read(*args, **kwargs)
            except RegisterUnavailable:
                with turn:
                    if key in last:
                        return last[key]
                raise
            with turn:
                last[key] = found
            return found

        return answer

    return decorate


# _EVERY: what clears each cache of this module.
_EVERY: list[Callable[[], None]] = []


class _Erasures:
    """When the log of erasures was last looked at, and what its stamp was then."""

    looked: float = -math.inf
    stamp: int | None = None


def _forget_erased() -> None:
    """Clear every cache after an erasure, which writes into its log; looked at once a second.

    Each release has another name then, so that only a page that began before could ask for the old
    answers. Nothing of the record stays in memory.
    """
    now = time.monotonic()
    if now - _Erasures.looked < LOOK_EVERY:
        return
    _Erasures.looked = now
    try:
        stamp = run.settings().erasures.stat().st_mtime_ns
    except OSError:
        stamp = 0
    before, _Erasures.stamp = _Erasures.stamp, stamp
    if before not in (None, stamp):
        forget_answers()


def forget_answers() -> None:
    """Empty the cache of every query, as it is in a new process."""
    for clear in _EVERY:
        clear()


def _key(*args: Any, **kwargs: Any) -> Hashable:
    return hashkey(
        *(tuple(one) if isinstance(one, list) else one for one in args),
        **{
            name: tuple(one) if isinstance(one, list) else one
            for name, one in kwargs.items()
            if not name.startswith("_")
        },
    )


def _copying(value: Any) -> Copy | None:
    """Return what copies the tables of an answer on write, also those inside what it consists of.

    None if there is nothing that a caller could change. It is found out once for each answer: most
    of one that has a table are other values, which would be looked through at every call.
    """
    if isinstance(value, pd.DataFrame | pd.Series):
        return partial(value.copy, deep=False)
    if isinstance(value, list):
        return value.copy
    if isinstance(value, tuple) and any(isinstance(one, pd.DataFrame | pd.Series) for one in value):
        parts = [(_copying(one), one) for one in value]
        return lambda: tuple(copy() if copy else one for copy, one in parts)
    if isinstance(value, dict) and isinstance(next(iter(value.values()), None), pd.DataFrame):
        copies = {name: one.copy for name, one in value.items()}
        return lambda: {name: copy(deep=False) for name, copy in copies.items()}
    if is_dataclass(value) and not isinstance(value, type):
        values = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        inside = {name: copy for name, one in values.items() if (copy := _copying(one))}
        if inside:
            return lambda: replace(value, **{name: copy() for name, copy in inside.items()})
    return None
