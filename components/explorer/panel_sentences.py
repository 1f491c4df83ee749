"""Sentences of the place panel, written from figures by rule."""

from typing import Any

import pandas as pd

from components.maps.legend_classes import written
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
from geo.stats.benchmark import SIMILAR
from geo.stats.pairwise import PairwiseComparison
from geo.stats.suppression import HIDDEN, NOTHING, SHOWN

HIGHEST = {1: "standing.highest", 3: "standing.three_highest", 5: "standing.five_highest"}
LOWEST = {1: "standing.lowest", 3: "standing.three_lowest", 5: "standing.five_lowest"}
HEADLINE = (VALUE, LOWER, UPPER)


def headline(text: Text, measure: Measure, row: pd.Series) -> str:
    """Return the value in the measure's unit; a dash if none is shown."""
    if row[STATUS] != SHOWN or pd.isna(row[VALUE]):
        return DASH
    return _value(text, measure, float(row[VALUE]))


def interval(text: Text, measure: Measure, row: pd.Series) -> str:
    """Return the confidence interval of the value, or why there is no value."""
    if row[STATUS] in (HIDDEN, NOTHING):
        return text("panel.no_value", why=text(f"{row[STATUS]}.{measure.name}"))
    if row[STATUS] != SHOWN or pd.isna(row[VALUE]):
        return text("panel.no_value", why=text("legend.missing"))
    found = limits(text, measure, row)
    return text("panel.interval", **found) if found else ""


def limits(text: Text, measure: Measure, row: pd.Series) -> dict[str, str]:
    """Return both ends of the interval as text; empty if the value has none."""
    if measure.scale is Scale.NAMED or pd.isna(row[LOWER]) or pd.isna(row[UPPER]):
        return {}
    return {
        name: _value(text, measure, float(row[limit]))
        for name, limit in (("lower", LOWER), ("upper", UPPER))
    }


def other_figures(text: Text, measure: Measure, row: pd.Series) -> list[tuple[str, str]]:
    """Return the other figures in the measure's table: heading and figure."""
    said_already = {VALUE} if measure.scale is Scale.NAMED else set(HEADLINE)
    columns = [c for c in measure.columns if c.name in row.index and c.name not in said_already]
    return [(text(f"table.{c.name}"), figure(text, c, row[c.name])) for c in columns]


def figure(text: Text, column: Column, value: Any) -> str:
    """Return one figure of a table as text; a dash if it is missing."""
    if pd.isna(value):
        return DASH
    if column.unit is Unit.NAME:
        return text(f"{column.family}.{value}")
    return written(text, column.unit, float(value))


def standing(text: Text, measure: Measure, at: Rank | None, level: str) -> str:
    """Return the place's rank among all areas.

    Ties and differences that chance may explain are named.
    """
    if at is None:
        return ""
    areas = text.plural(f"count.{level}", at.areas)
    if at.areas == 1:
        return text("standing.only")
    if measure.scale is Scale.NAMED:
        return text.plural("standing.named", at.ties + 1, areas=areas)
    if at.ties == at.areas - 1:
        return text("standing.all_equal", areas=areas)
    said = [_place(text, at, areas)]
    if at.ties:
        said.append(text.plural("standing.tied", at.ties))
    if at.overlapping is not None:
        alone = text("standing.alone")
        many = text.plural("standing.overlapping", at.overlapping)
        said.append(many if at.overlapping else alone)
    return " ".join(said)


def middle(text: Text, measure: Measure, table: pd.DataFrame, level: str) -> str:
    """Return the median of all areas, for measures without a comparison with the whole area."""
    values = table.loc[table[STATUS] == SHOWN, VALUE].dropna()
    if len(values) < 2 or measure.scale is Scale.NAMED:
        return ""
    areas = text.plural(f"count.{level}", len(values))
    return text("panel.median", areas=areas, median=_value(text, measure, values.median()))


def difference(
    text: Text, found: PairwiseComparison | None, *, first: str, second: str, category: str
) -> str:
    """Return whether two places' rates differ significantly."""
    if found is None:
        return text("pins.not_compared")
    facts = {
        "first": first,
        "second": second,
        "category": category,
        "months": text.plural("pins.months", found.months),
    }
    if found.verdict == SIMILAR:
        return text("pins.similar", **facts)
    if pd.isna(found.ratio):
        more, fewer = found.counts
        if fewer > more:
            facts |= {"first": second, "second": first}
        return text("pins.higher_none", more=text.number(max(more, fewer)), **facts)
    numbers = {name: text.number(getattr(found, name), 1) for name in ("ratio", "lower", "upper")}
    key = "pins.higher" if found.ratio > 1 else "pins.lower"
    return text(key, **facts, **numbers)


def _value(text: Text, measure: Measure, value: float) -> str:
    """Return a value in its measure's unit. A change has its sign."""
    if measure.unit is Unit.NAME:
        return text(f"{measure.family}.{measure.classes[int(value)]}")
    said = written(text, measure.unit, value)
    signed = measure.scale is Scale.DIVERGING and measure.centre == 0 and value > 0
    return f"+{said}" if signed else said


def _place(text: Text, at: Rank, areas: str) -> str:
    if at.end == BETWEEN:
        above, below = text.number(at.above), text.number(at.below)
        return text("standing.between", areas=areas, above=above, below=below)
    top = at.end == TOP
    if at.uncertain:
        return text("standing.unclear_high" if top else "standing.unclear_low", areas=areas)
    alone = not at.ties and (at.above if top else at.below) == 0
    return text((HIGHEST if top else LOWEST)[1 if alone else at.group], areas=areas)
