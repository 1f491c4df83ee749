"""Sentences of the place panel, written from figures by rule."""

from typing import Any

import pandas as pd

from components.maps.legend_classes import ends_in_words, value_in_words, written
from components.text.catalogue import DASH, Text
from geo.measures.model import (
    LOWER,
    STATUS,
    UPPER,
    VALUE,
    Column,
    Measure,
    Scale,
    Unit,
)
from geo.measures.ranking import BETWEEN, TOP, Rank
from geo.noise.ladder import NO_CLEAR_DIFFERENCE, TOO_FEW
from geo.stats.pairwise import PairwiseComparison
from geo.stats.suppression import HIDDEN, NOTHING, SHOWN

HIGHEST = {1: "standing.highest", 3: "standing.three_highest", 5: "standing.five_highest"}
LOWEST = {1: "standing.lowest", 3: "standing.three_lowest", 5: "standing.five_lowest"}
HEADLINE = (VALUE, LOWER, UPPER)
# Columns that are told in a folded sentence.
VISIBLE = (
    *("visible_lower", "visible_higher", "visible_fall", "visible_rise"),
    *("seen_below", "seen_above"),
)


def headline(text: Text, measure: Measure, row: pd.Series) -> str:
    """Return the value in the measure's unit; a dash if none is shown."""
    if row[STATUS] != SHOWN or pd.isna(row[VALUE]):
        return DASH
    return value_in_words(text, measure, float(row[VALUE]))


def interval(text: Text, measure: Measure, row: pd.Series) -> str:
    """Return the confidence interval of the value, or why there is no value."""
    if row[STATUS] in (HIDDEN, NOTHING):
        return text("panel.no_value", why=text(f"{row[STATUS]}.{measure.name}"))
    if row[STATUS] != SHOWN or pd.isna(row[VALUE]):
        return text("panel.no_value", why=text("legend.missing"))
    ends = limits(text, measure, row)
    return text("panel.interval", **ends) if ends else ""


def limits(text: Text, measure: Measure, row: pd.Series) -> dict[str, str]:
    """Return both ends of the interval as text; empty if the value has none."""
    ends = ends_in_words(text, measure, row[LOWER], row[UPPER])
    return dict(zip(("lower", "upper"), ends, strict=True)) if ends else {}


def other_figures(text: Text, measure: Measure, row: pd.Series) -> list[tuple[str, str]]:
    """Return the other figures in the measure's table: heading and figure."""
    shown_already = {VALUE} if measure.scale is Scale.NAMED else set(HEADLINE)
    shown_already |= set(VISIBLE)
    columns = [c for c in measure.columns if c.name in row.index and c.name not in shown_already]
    return [(text(f"table.{c.name}"), figure(text, c, row[c.name])) for c in columns]


def figure(text: Text, column: Column, value: Any) -> str:
    """Return one figure of a table as text; a dash if it is missing."""
    if pd.isna(value):
        return DASH
    if column.unit is Unit.NAME:
        return text(f"{column.family}.{value}")
    return written(text, column.unit, float(value))


def rank_sentence(text: Text, measure: Measure, rank: Rank | None, level: str) -> str:
    """Return the place's rank among all areas.

    Ties and differences that chance may explain are named.
    """
    if rank is None:
        return ""
    areas = text.plural(f"count.{level}", rank.areas)
    if rank.areas == 1:
        return text("standing.only")
    if measure.scale is Scale.NAMED:
        return text.plural("standing.named", rank.ties + 1, areas=areas)
    if rank.ties == rank.areas - 1:
        return text("standing.all_equal", areas=areas)
    parts = [_place(text, rank, areas)]
    if rank.ties:
        parts.append(text.plural("standing.tied", rank.ties))
    if rank.overlapping is not None:
        alone = text("standing.alone")
        many = text.plural("standing.overlapping", rank.overlapping)
        parts.append(many if rank.overlapping else alone)
    return " ".join(parts)


def middle(text: Text, measure: Measure, table: pd.DataFrame, level: str) -> str:
    """Return the median of all areas, for measures without a comparison with the whole area.

    Empty if it is the lowest value, which all areas reach.
    """
    values = table.loc[table[STATUS] == SHOWN, VALUE].dropna()
    if len(values) < 2 or measure.scale is Scale.NAMED or values.median() == values.min():
        return ""
    areas = text.plural(f"count.{level}", len(values))
    return text("panel.median", areas=areas, median=value_in_words(text, measure, values.median()))


def difference(
    text: Text, comparison: PairwiseComparison | None, *, first: str, second: str, category: str
) -> str:
    """Return whether two places' rates differ significantly."""
    if comparison is None:
        return text("pins.not_compared")
    facts = {
        "first": first,
        "second": second,
        "category": category,
        "months": text.plural("pins.months", comparison.months),
    }
    if comparison.verdict in (NO_CLEAR_DIFFERENCE, TOO_FEW):
        return text(f"pins.{comparison.verdict}", **facts)
    if 0 in comparison.counts:
        more, fewer = comparison.counts
        if fewer > more:
            facts |= {"first": second, "second": first}
        return text("pins.higher_none", more=text.number(max(more, fewer)), **facts)
    numbers = {
        name: text.number(getattr(comparison, name), 2) for name in ("ratio", "lower", "upper")
    }
    key = "pins.higher" if comparison.ratio > 1 else "pins.lower"
    return text(key, **facts, **numbers)


def _place(text: Text, rank: Rank, areas: str) -> str:
    if rank.end == BETWEEN:
        return text("standing.between", areas=areas, rank=text.number(rank.above + 1))
    top = rank.end == TOP
    if rank.uncertain:
        return text("standing.unclear_high" if top else "standing.unclear_low", areas=areas)
    alone = not rank.ties and (rank.above if top else rank.below) == 0
    return text((HIGHEST if top else LOWEST)[1 if alone else rank.group], areas=areas)
