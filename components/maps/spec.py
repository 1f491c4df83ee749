"""The specification of a map, from which every painter draws. It is pure."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from components import colour_scheme
from components.maps.legend_classes import (
    GREYED_CLASS,
    HIDDEN_CLASS,
    NOTHING_CLASS,
    LegendClass,
    legend_rows,
    palette,
)
from components.overlays.model import Overlay
from components.text.catalogue import Text
from components.view.map_position import position_of
from components.view.view import View
from data.schema import WARD
from geo.measures.model import STATUS, UNCERTAIN, VALUE, Measure, Scale
from geo.stats.classification import NO_CLASS, class_of
from geo.stats.suppression import HIDDEN, NOTHING

FILLS, SYMBOLS, PLAIN = "fills", "symbols", "plain"
# The colours of areas that are in none of the scale's classes, in the order of their marks.
WITHOUT_VALUE = {
    NO_CLASS: colour_scheme.MISSING,
    HIDDEN_CLASS: colour_scheme.HIDDEN,
    GREYED_CLASS: colour_scheme.OUTSIDE,
    NOTHING_CLASS: colour_scheme.NOTHING,
}


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A pinned place: its code, its letter on the map, its label in the legend."""

    place: str
    letter: str
    label: str


@dataclass(frozen=True, kw_only=True)
class AreaCards:
    """What the map shows of an area under the pointer, besides its name."""

    # The unit after the value; the sentence of a range, with {lower} and {upper}; the verdicts and
    # the reasons for having no value.
    unit: str
    range: str
    words: tuple[str, ...]
    # Of each area in the order of the level's index: value, lower, upper, number of its word,
    # separated by "|"; each can be empty.
    areas: tuple[str, ...]
    # The line of the areas' authority, on a map that shows authorities first.
    middle: str = ""


# SomeCards: returns the cards of the areas at some positions of the level's index.
SomeCards = Callable[[np.ndarray], AreaCards]


@dataclass(frozen=True, kw_only=True)
class MapSpec:
    """Everything that a picture of the map needs, and nothing about the painter."""

    title: str
    subtitle: str
    alt: str
    style: str
    level: str
    # The class of each area in the order of the level's index; below zero those without one.
    classes: tuple[int, ...]
    # Whether chance may explain what sets the area apart: drawn in a paler tone.
    uncertain: tuple[bool, ...]
    colours: tuple[str, ...]
    bounds: tuple[float, ...] = ()
    legend_title: str
    legend: tuple[LegendClass, ...]
    caveats: tuple[str, ...]
    source: str
    chosen: str
    pinned: tuple[Pin, ...] = ()
    # Which other things are drawn over the areas, from below to above.
    overlays: tuple[Overlay, ...] = ()
    # The areas that the map is about, where it isn't about all of them.
    zoom_to: tuple[str, ...] = ()
    # Longitude, latitude and zoom, where the viewer has moved the map.
    position: tuple[float, float, float] | None = None
    # The names of towns and wards; None on a map that has only the names of towns.
    names: Overlay | None = None
    # None on a map of no measure, whose areas show their names alone.
    cards: AreaCards | None = None
    # On a map that is drawn in pieces, in place of the cards of all areas.
    some_cards: SomeCards | None = None


def chooser(text: Text, areas: pd.DataFrame, *, chosen: str) -> MapSpec:
    """Return a map for choosing a ward; it has no classes and no legend."""
    return MapSpec(
        title=text("place.map_title"),
        subtitle="",
        alt=text("place.map_alt"),
        style=PLAIN,
        level=WARD,
        classes=(0,) * len(areas),
        uncertain=(False,) * len(areas),
        colours=(colour_scheme.SEQUENTIAL[5][1],),
        legend_title="",
        legend=(),
        caveats=(),
        source="",
        chosen=chosen,
    )


def choropleth(
    view: View,
    text: Text,
    measure: Measure,
    table: pd.DataFrame,
    bounds: list[float],
    *,
    within: Collection[str] | None = None,
    titles: Mapping[str, str],
    caveats: tuple[str, ...],
    pinned: tuple[Pin, ...] = (),
    overlays: tuple[Overlay, ...] = (),
    names: Overlay | None = None,
    cards: AreaCards | SomeCards | None = None,
) -> MapSpec:
    """Return a map of a measure in the classes of `bounds`; areas not `within` are greyed."""
    classes, uncertain = classes_of(measure, table, bounds, within=within)
    return MapSpec(
        title=titles["title"],
        subtitle=titles["subtitle"],
        alt=titles["alt"],
        style=SYMBOLS if measure.scale is Scale.SYMBOLS else FILLS,
        level=view.level,
        classes=tuple(int(c) for c in classes),
        uncertain=tuple(bool(u) for u in uncertain),
        colours=palette(measure, bounds),
        bounds=tuple(bounds),
        legend_title=titles["legend"],
        legend=legend_rows(text, measure, classes, uncertain, bounds, level=view.level),
        caveats=caveats,
        source=titles["source"],
        chosen=view.place,
        pinned=pinned,
        overlays=overlays,
        zoom_to=view.several("wards"),
        position=position_of(view.at),
        names=names,
        cards=cards if isinstance(cards, AreaCards) else None,
        some_cards=None if isinstance(cards, AreaCards) else cards,
    )


def classes_of(
    measure: Measure,
    table: pd.DataFrame,
    bounds: list[float],
    *,
    within: Collection[str] | None = None,
) -> tuple[pd.Series, pd.Series]:
    """Return each area's class, and whether it is drawn paler; a bound is in the class below it."""
    status = table[STATUS].to_numpy(dtype=object)
    numbers = class_of(table[VALUE], bounds).to_numpy()
    numbers = np.where(status == HIDDEN, HIDDEN_CLASS, numbers)
    numbers = np.where(status == NOTHING, NOTHING_CLASS, numbers)
    if within is not None:
        numbers = np.where(table.index.isin(list(within)), numbers, GREYED_CLASS)
    uncertain = table[UNCERTAIN].to_numpy(dtype=bool) & (numbers >= 0)
    return pd.Series(numbers, table.index), pd.Series(uncertain, table.index)


def colour_of(spec: MapSpec, number: int, *, uncertain: bool) -> str:
    """Return the colour of an area of this class."""
    if number < 0:
        return WITHOUT_VALUE[number]
    if spec.style == SYMBOLS:
        return colour_scheme.SYMBOL
    colour = spec.colours[number]
    return colour_scheme.as_seen(colour_scheme.lighten(colour) if uncertain else colour)
