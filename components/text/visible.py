"""Sentences on how small a difference could have been seen. Pure.

They go with every "no clear difference" and "no clear change", folded.
"""

import math

import pandas as pd

from components.text.catalogue import Text
from geo.noise.ladder import NO_CLEAR_CHANGE, NO_CLEAR_DIFFERENCE

# The categories that are named at most.
MOST = 3


def change(text: Text, row: pd.Series, what: str) -> list[str]:
    """Return the changes of one count that would have been seen; none unless it is unclear.

    `row` is one of `geo.noise.changes`, and `what` the name of what was counted.
    """
    if row["direction"] != NO_CLEAR_CHANGE:
        return []
    fall, rise = 1 - float(row["visible_fall"]), float(row["visible_rise"]) - 1
    return _line(text, "change", what, fall, rise)


def changes(text: Text, table: pd.DataFrame, led: str = "") -> list[str]:
    """Return the same for the largest categories of a place or of the whole area.

    The category `led` that the page begins with comes first, however small it is.
    """
    unclear = table[table["direction"] == NO_CLEAR_CHANGE]
    largest = unclear[["now", "before"]].sum(axis=1).sort_values(ascending=False, kind="stable")
    own = [led] if led in unclear.index else []
    names = [*own, *(str(one) for one in largest.index[:MOST] if one != led)]
    return [
        line
        for name in names
        for line in change(text, unclear.loc[[name]].iloc[0], text(f"category_title.{name}"))
    ]


def difference(text: Text, row: pd.Series, what: str) -> list[str]:
    """Return the differences of a rate that would have been seen; none unless it is unclear.

    `row` has `verdict` and the ratios `visible_lower` and `visible_higher`.
    """
    if row["verdict"] != NO_CLEAR_DIFFERENCE:
        return []
    lower, higher = 1 - float(row["visible_lower"]), float(row["visible_higher"]) - 1
    return _line(text, "difference", what, lower, higher)


def explained(text: Text, lines: list[str]) -> list[str]:
    """Return the lines and what "seen" means; none without lines."""
    return [*lines, text("visible.how")] if lines else []


def titled(text: Text, lines: list[str]) -> list[str]:
    """Return the lines below the question that they answer; none without lines."""
    return [text("visible.title"), *lines] if lines else []


def _line(text: Text, kind: str, what: str, less: float, more: float) -> list[str]:
    if math.isnan(more):
        return [text(f"visible.{kind}_none", what=what)]
    facts = {"what": what, "more": text.percent(more)}
    if math.isnan(less):
        return [text(f"visible.{kind}_more", **facts)]
    return [text(f"visible.{kind}", less=text.percent(less), **facts)]
