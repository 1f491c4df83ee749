"""Sentences on what changed within a year, written from figures by rule.

No sentence states a change that chance alone may explain.
"""

import math

import pandas as pd

from components.text import sentences
from components.text.catalogue import Text
from components.text.compared_months import months_in_words, months_note
from data.schema import CATEGORIES
from geo.comparable_months.compared import ComparedMonths
from geo.noise.ladder import DOWN, NO_CLEAR_CHANGE, TOO_FEW, UP

# A row for each category, and the months that are compared.
Changes = tuple[pd.DataFrame, ComparedMonths] | None


def clear_changes(changes: pd.DataFrame) -> pd.DataFrame:
    """Return the categories that clearly rose or fell; sums of categories are not among them."""
    single = changes.index.isin(CATEGORIES)
    return changes[single & changes["direction"].isin([UP, DOWN])]


def whole_area_change(text: Text, compared_years: Changes) -> str:
    """Return the sentence on the significant changes of a place or of the whole area.

    The months are compared with the same months a year before (`months_note` says which).
    """
    if compared_years is None:
        return text("change.no_year_before")
    changes, months = compared_years
    significant = clear_changes(changes)
    if significant.empty:
        return text("change.none")
    by_size = (significant["now"] - significant["before"]).abs().sort_values(ascending=False)
    first, *others = [str(category) for category in by_size.index]
    sentence = sentences.capitalised(_one_change(text, first, significant.loc[[first]].iloc[0]))
    if not others:
        return sentence + " " + text("change.nothing_else")
    also = [
        _also_changed(text, category, significant.loc[[category]].iloc[0], months)
        for category in others[:3]
    ]
    return sentence + " " + text("change.also", others=text.listing(also))


def place_change(text: Text, compared_years: Changes, category: str) -> str:
    """Return the sentence on one category's change in one place, which may not be significant."""
    if compared_years is None:
        return text("change.no_year_before")
    changes, months = compared_years
    own = months.of(category)
    if own is None or category not in changes.index:
        return text("change.across_break")
    row = changes.loc[[category]].iloc[0]
    if row["direction"] in (NO_CLEAR_CHANGE, TOO_FEW):
        sentence = text(
            "change.place_few" if row["direction"] == TOO_FEW else "change.place_unclear",
            before=text.number(row["before"]),
            now=text.number(row["now"]),
        )
    else:
        sentence = sentences.capitalised(_one_change(text, category, row))
    return f"{sentence} {months_note(text, own)}".strip()


def change_in_a_year(text: Text, compared_years: Changes, category: str, last: str) -> str:
    """Return whether a category clearly changed in the whole area in the year to a month.

    Empty if the two years are not compared, or if one of them has none.
    """
    if compared_years is None or compared_years[1].of(category) is None:
        return ""
    if category not in compared_years[0].index:
        return ""
    row = compared_years[0].loc[[category]].iloc[0]
    ways = {UP: "rose", DOWN: "fell", NO_CLEAR_CHANGE: "unclear", TOO_FEW: "few"}
    way = ways[str(row["direction"])]
    if way in ("rose", "fell") and not (row["now"] and row["before"]):
        return ""
    return text(
        f"change.{way}_to",
        category=text(f"category.{category}"),
        month=text.month(last),
        by=text.percent(abs(row["ratio"] - 1)),
    )


def short_change(text: Text, category: str, row: pd.Series) -> str:
    """Return a significant change in three words."""
    if not row["now"] or not row["before"]:
        return text(
            "change.short_numbers",
            category=text(f"category.{category}"),
            before=text.number(row["before"]),
            now=text.number(row["now"]),
        )
    return text(
        "change.short_rose" if row["direction"] == UP else "change.short_fell",
        category=text(f"category.{category}"),
        by=text.percent(abs(row["ratio"] - 1)),
    )


def _one_change(text: Text, category: str, row: pd.Series) -> str:
    went_up = row["direction"] == UP
    if not row["now"] or not row["before"]:
        return text(
            "change.from_none" if went_up else "change.to_none",
            category=text(f"category.{category}"),
            before=text.number(row["before"]),
            now=text.number(row["now"]),
        )
    near, far = sorted(abs(row[limit] - 1) for limit in ("lower", "upper"))
    if math.isinf(far):
        return text(
            "change.rose_open",
            category=text(f"category.{category}"),
            least=text.percent(near),
            before=text.number(row["before"]),
            now=text.number(row["now"]),
        )
    return text(
        "change.rose" if went_up else "change.fell",
        category=text(f"category.{category}"),
        by=text.percent(abs(row["ratio"] - 1)),
        least=text.percent(near),
        most=text.percent(far),
        before=text.number(row["before"]),
        now=text.number(row["now"]),
    )


def _also_changed(text: Text, category: str, row: pd.Series, months: ComparedMonths) -> str:
    """Return a change in three words, with its months if they are others than those compared."""
    words, own = short_change(text, category, row), months.of(category)
    if own is None or own == months:
        return words
    return text("change.compared_in", basis=words, months=months_in_words(text, own.now))
