"""One answer for every viewer, asked for again and again within a run of a page."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

import streamlit as st

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
