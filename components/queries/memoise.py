"""One answer for every viewer, asked for again and again within a run of a page."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

import streamlit as st

from components.queries.static_files import published_file

P = ParamSpec("P")
R = TypeVar("R")


def memoise(most: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember so many answers, which nobody may change; a question is made of plain values.

    Two viewers who ask at once wait for one answer: that is Streamlit's part. It takes every
    question apart each time, though, which costs more than many an answer: so an answer that is
    there already is looked up in a dictionary.
    """

    def remembered(work_out: Callable[P, R]) -> Callable[P, R]:
        once = st.cache_resource(max_entries=most, show_spinner=False)(work_out)
        return cast(Callable[P, R], lru_cache(most)(once))

    return remembered


def published(most: int) -> Callable[[Callable[P, str]], Callable[P, str]]:
    """Remember so many addresses of published files."""

    def remembered(publish: Callable[P, str]) -> Callable[P, str]:
        once = lru_cache(most)(publish)
        return again_where_removed(cast(Callable[P, str], once), once.cache_clear)

    return remembered


def again_where_removed(once: Callable[P, str], forget: Callable[[], Any]) -> Callable[P, str]:
    """Publish a file again where it has been removed since its address was remembered.

    A release that was pruned may be built once more while the app is running.

    Parameters
    ----------
    once
        A cached function that publishes a file and returns its address; "" publishes none.
    forget
        Empties the function's cache.
    """

    def address(*args: P.args, **kwargs: P.kwargs) -> str:
        found = once(*args, **kwargs)
        if found and not published_file(found).exists():
            forget()
            found = once(*args, **kwargs)
        return found

    return address
