"""What a map shows, as one frozen specification that every painter draws from. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from components import theme
from components.state import View
from components.text import Text
from data.schema import WARD
from geo.breaks import NO_CLASS, class_of
from geo.compare import SIMILAR
from geo.suppress import HIDDEN

FILLS, SYMBOLS, PLAIN = "fills", "symbols", "plain"


@dataclass(frozen=True, kw_only=True)
class LegendClass:
    """One row of the legend: what it looks like, what it says, how many areas it holds."""

    label: str
    colour: str
    areas: int
    radius: int = 0


@dataclass(frozen=True, kw_only=True)
class MapSpec:
    """Everything that a picture of the map needs to know, and nothing about who paints it."""

    title: str
    subtitle: str
    alt: str
    style: str
    level: str
    classes: tuple[int, ...]
    """The class of each area in the order of the level's index; -1 missing, -2 hidden."""
    uncertain: tuple[bool, ...]
    """Whether chance may explain what sets the area apart from the whole: drawn in a paler tone."""
    colours: tuple[str, ...]
    legend_title: str
    legend: tuple[LegendClass, ...]
    caveats: tuple[str, ...]
    source: str
    chosen: str


HIDDEN_CLASS = -2


def chooser(text: Text, areas: pd.DataFrame, *, chosen: str) -> MapSpec:
    """A map to choose a ward on: it makes no statement, so it has no classes and no legend."""
    return MapSpec(
        title=text("place.map_title"),
        subtitle="",
        alt=text("place.map_alt"),
        style=PLAIN,
        level=WARD,
        classes=(0,) * len(areas),
        uncertain=(False,) * len(areas),
        colours=(theme.SEQUENTIAL[5][1],),
        legend_title="",
        legend=(),
        caveats=(),
        source="",
        chosen=chosen,
    )


def choropleth(
    view: View,
    text: Text,
    figures: pd.DataFrame,
    bounds: list[float],
    *,
    titles: Mapping[str, str],
    caveats: tuple[str, ...],
) -> MapSpec:
    """Rates as fills, counts as symbols, in the classes that `bounds` cut."""
    column = "rate" if view.measure == "rate" else "incidents"
    classes = class_of(figures[column], bounds)
    if view.measure == "rate":
        classes = classes.mask(figures["status"] == HIDDEN, HIDDEN_CLASS)
    style = FILLS if view.measure == "rate" else SYMBOLS
    colours = theme.SEQUENTIAL[max(len(bounds), 1)]
    uncertain = (figures["verdict"] == SIMILAR) & (style == FILLS)
    legend = _legend(text, classes, bounds, style, colours, whole=column == "incidents")
    if uncertain.any():
        legend += (_paler_row(text, colours, int(uncertain.sum())),)
    return MapSpec(
        title=titles["title"],
        subtitle=titles["subtitle"],
        alt=titles["alt"],
        style=style,
        level=view.level,
        classes=tuple(int(c) for c in classes),
        uncertain=tuple(bool(u) for u in uncertain),
        colours=colours,
        legend_title=titles["legend"],
        legend=legend,
        caveats=caveats,
        source=titles["source"],
        chosen=view.place,
    )


def _legend(
    text: Text,
    classes: pd.Series,
    bounds: list[float],
    style: str,
    colours: tuple[str, ...],
    *,
    whole: bool,
) -> tuple[LegendClass, ...]:
    held = classes.value_counts()
    rows = [
        LegendClass(
            label=label,
            colour=theme.as_seen(colours[i]) if style == FILLS else theme.SYMBOL,
            areas=int(held.get(i, 0)),
            radius=theme.SYMBOL_RADII[i] if style == SYMBOLS else 0,
        )
        for i, label in enumerate(class_labels(text, bounds, whole=whole))
    ]
    for number, key, colour in (
        (HIDDEN_CLASS, "legend.hidden", theme.HIDDEN),
        (NO_CLASS, "legend.missing", theme.MISSING),
    ):
        if number in held.index:
            rows.append(LegendClass(label=text(key), colour=colour, areas=int(held[number])))
    return tuple(rows)


def _paler_row(text: Text, colours: tuple[str, ...], areas: int) -> LegendClass:
    colour = theme.as_seen(theme.paler(colours[-1]))
    return LegendClass(label=text("legend.uncertain"), colour=colour, areas=areas)


def colour_of(spec: MapSpec, number: int, *, uncertain: bool) -> str:
    """The colour in which an area of this class is seen."""
    if number < 0 or spec.style != FILLS:
        return spec.legend[number].colour if number >= 0 else ""
    colour = spec.colours[number]
    return theme.as_seen(theme.paler(colour) if uncertain else colour)


def class_labels(text: Text, bounds: list[float], *, whole: bool) -> list[str]:
    """ "up to 5", "over 5, up to 8", "over 8": no value belongs to two classes, none to no class.

    The last class is open: bounds are cut on one year, and another can hold a larger value.
    """
    digits = 0 if whole or all(float(b).is_integer() for b in bounds) else 1
    said = [text.number(bound, digits) for bound in bounds[:-1]]
    if not said:
        return [text("legend.only")] if bounds else []
    first = [text("legend.first", upper=said[0]) if bounds[0] else text("legend.zero")]
    between = [text("legend.between", lower=low, upper=up) for low, up in pairwise(said)]
    return [*first, *between, text("legend.last", lower=said[-1])]
