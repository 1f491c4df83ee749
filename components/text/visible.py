"""Sentences on how small a difference could have been seen. Pure.

They go with every "no clear difference" and "no clear change", folded.
"""

import math

import pandas as pd

from components.text.catalogue import Text
from geo.noise.ladder import NO_CLEAR_CHANGE, NO_CLEAR_DIFFERENCE


def change(text: Text, row: pd.Series, what: str) -> list[str]:
    """Return the changes of one count that would have been seen; none unless it is unclear.

    `row` is one of `geo.noise.changes`, and `what` the name of what was counted.
    """
    if row["direction"] != NO_CLEAR_CHANGE:
        return []
    fall, rise = 1 - float(row["visible_fall"]), float(row["visible_rise"]) - 1
    return _line(text, "change", what, fall, rise)


def changes(text: Text, table: pd.DataFrame, led: str = "") -> list[str]:
    """Return the same for every category of a place or of the whole area, the largest first.

    The category `led` that the page begins with comes first, however small it is.
    """
    unclear = table[table["direction"] == NO_CLEAR_CHANGE]
    largest = unclear[["now", "before"]].sum(axis=1).sort_values(ascending=False, kind="stable")
    own = [led] if led in unclear.index else []
    names = [*own, *(str(one) for one in largest.index if one != led)]
    return [
        line
        for name in names
        for line in change(text, unclear.loc[[name]].iloc[0], text(f"category_title.{name}"))
    ]


def difference(text: Text, row: pd.Series, what: str, *, kind: str = "difference") -> list[str]:
    """Return the differences of a rate that would have been seen; none unless it is unclear.

    `row` has `verdict` and the ratios `visible_lower` and `visible_higher`.
    """
    if row["verdict"] != NO_CLEAR_DIFFERENCE:
        return []
    return ratios(text, row, what, kind=kind)


def ratios(text: Text, row: pd.Series, what: str, *, kind: str = "difference") -> list[str]:
    """Return the same of a row whose verdict has other words."""
    lower, higher = 1 - float(row["visible_lower"]), float(row["visible_higher"]) - 1
    return _line(text, kind, what, lower, higher)


def share(text: Text, row: pd.Series, what: str) -> list[str]:
    """Return the shares of answers that would have been seen to differ; none unless unclear.

    `row` has the verdict on them, `perceived`, and the shares `visible_lower` and `visible_higher`.
    """
    if row["perceived"] != NO_CLEAR_DIFFERENCE:
        return []
    return shares(text, row["visible_lower"], row["visible_higher"], what)


def shares(text: Text, least: float, most: float, what: str) -> list[str]:
    """Return the shares from which on a difference would have been seen."""
    facts = {"what": what, "least": text.percent(least), "most": text.percent(most)}
    if pd.isna(most):
        key = "visible.difference_none" if pd.isna(least) else "visible.share_less"
        return [text(key, **facts)]
    return [text("visible.share_more" if pd.isna(least) else "visible.share", **facts)]


def beside(text: Text, row: pd.Series, what: str) -> list[str]:
    """Return the shares that would have been seen to differ from police figures.

    `row` has `visible_less` and `visible_more` (`geo.survey.gap_analysis`).
    """
    if pd.isna(row["visible_less"]) or pd.isna(row["visible_more"]):
        return []
    least, most = text.percent(row["visible_less"]), text.percent(row["visible_more"])
    return [text("visible.beside", what=what, least=least, most=most)]


def points(text: Text, row: pd.Series, what: str) -> list[str]:
    """Return the changes of a share that would have been seen; none unless it is unclear.

    `row` is one of `geo.noise.shares.shares_changed`.
    """
    if row["direction"] != NO_CLEAR_CHANGE:
        return []
    fall, rise = (100 * float(row[name]) for name in ("visible_fall", "visible_rise"))
    facts = {"what": what, "fall": text.number(fall), "rise": text.number(rise)}
    if math.isnan(rise):
        key = "visible.change_none" if math.isnan(fall) else "visible.points_fall"
        return [text(key, **facts)]
    return [text("visible.points_rise" if math.isnan(fall) else "visible.points", **facts)]


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
