"""The rows of a legend: for each class its bounds in words, its look and its number of areas."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from components import colour_scheme, drawing_sizes
from components.text.catalogue import Text
from geo.measures.model import Measure, Scale, Unit
from geo.stats.classification import NO_CLASS

HIDDEN_CLASS, GREYED_CLASS, NOTHING_CLASS = -2, -3, -4
PALE = "pale"
KINDS = {
    NO_CLASS: "missing",
    HIDDEN_CLASS: "hidden",
    GREYED_CLASS: "greyed",
    NOTHING_CLASS: "nothing",
}
DIGITS = {Unit.NUMBER: 0, Unit.TENTHS: 1, Unit.PERCENT: 0}


@dataclass(frozen=True, kw_only=True)
class LegendClass:
    """One row of the legend: its look, its label, its number of areas."""

    label: str
    colour: str
    areas: int
    radius: int = 0
    # What it means where it is no class of its own: the printed picture adds a pattern.
    kind: str = ""
    # The colours of the areas on a screen, if they are of several classes.
    shades: tuple[str, ...] = ()


def palette(measure: Measure, bounds: Sequence[float]) -> tuple[str, ...]:
    """Return one colour for each class."""
    named = measure.scale is Scale.NAMED and not measure.ordered
    if measure.scale is Scale.DIVERGING and (shifted := _around_centre(measure, bounds)):
        return shifted
    diverging = measure.scale is Scale.DIVERGING or named
    return (colour_scheme.DIVERGING if diverging else colour_scheme.SEQUENTIAL)[max(len(bounds), 1)]


def _around_centre(measure: Measure, bounds: Sequence[float]) -> tuple[str, ...]:
    """Return colours that are palest in the class with the centre; empty if none contains it."""
    below = sum(bound < measure.centre for bound in bounds[:-1])
    above = len(bounds) - 1 - below
    away = max(below, above)
    if not bounds or 2 * away + 1 > max(colour_scheme.DIVERGING) or away == 0:
        return ()
    return colour_scheme.DIVERGING[2 * away + 1][away - below : away + above + 1]


def surrounds_centre(measure: Measure, bounds: Sequence[float]) -> bool:
    """Return whether a class of a diverging scale contains its centre, with classes on both sides.

    Without it a colour would not show on which side of the centre a value is.
    """
    inner = bounds[:-1]
    if measure.scale is not Scale.DIVERGING or not bounds:
        return True
    below = sum(bound < measure.centre for bound in inner)
    above = sum(bound > measure.centre for bound in inner)
    return 0 < below <= 2 and 0 < above <= 2 and below + above == len(inner)


def legend_rows(
    text: Text,
    measure: Measure,
    classes: pd.Series,
    uncertain: pd.Series,
    bounds: list[float],
    *,
    level: str,
) -> tuple[LegendClass, ...]:
    """Return the rows from the lowest class to the highest, then areas without one."""
    counted, symbols = classes.value_counts(), measure.scale is Scale.SYMBOLS
    colours = palette(measure, bounds)
    rows = [
        LegendClass(
            label=label,
            colour=colour_scheme.SYMBOL if symbols else colour_scheme.as_seen(colours[i]),
            areas=int(counted.get(i, 0)),
            radius=drawing_sizes.SYMBOL_RADII[i] if symbols else 0,
        )
        for i, label in enumerate(class_labels(text, measure, bounds))
        # If no area has a value, the classes are left out, and one row states the reason.
        if classes.max() >= 0
    ]
    if uncertain.any():
        shades = tuple(colour_scheme.as_seen(colour_scheme.lighten(colour)) for colour in colours)
        rows.append(
            LegendClass(
                label=text(f"uncertain.{measure.name}"),
                colour=shades[-1],
                areas=int(uncertain.sum()),
                kind=PALE,
                shades=shades,
            )
        )
    for number, key, colour in (
        (NOTHING_CLASS, f"nothing.{measure.name}", colour_scheme.NOTHING),
        (HIDDEN_CLASS, f"hidden.{measure.name}", colour_scheme.HIDDEN),
        (NO_CLASS, "legend.missing", colour_scheme.MISSING),
        (GREYED_CLASS, f"legend.greyed_{level}", colour_scheme.OUTSIDE),
    ):
        if number in counted.index:
            areas, kind = int(counted[number]), KINDS[number]
            rows.append(LegendClass(label=text(key), colour=colour, areas=areas, kind=kind))
    return tuple(rows)


def class_labels(text: Text, measure: Measure, bounds: list[float]) -> list[str]:
    """Return labels such as "up to 5", "over 5, up to 8", "over 8": each value has one class.

    The last class is open: bounds are cut on one year, and another can have a larger value.
    """
    if measure.scale is Scale.NAMED:
        return [text(f"{measure.family}.{name}") for name in measure.classes]
    wording = [
        written(text, measure.unit, bound, among=bounds if bound else (bound,))
        for bound in bounds[:-1]
    ]
    if not wording:
        return [text("legend.only")] if bounds else []
    low = text("legend.zero") if bounds[0] == 0 and measure.scale is not Scale.DIVERGING else ""
    first = [low or text("legend.first", upper=wording[0])]
    between = [text("legend.between", lower=low, upper=up) for low, up in pairwise(wording)]
    return [*first, *between, text("legend.last", lower=wording[-1])]


def written(text: Text, unit: Unit, value: float, *, among: Sequence[float] = ()) -> str:
    """Return a value as text in its unit; without decimals if all bounds are whole numbers."""
    if unit is Unit.PERCENT:
        return text.percent(value)
    whole = bool(among) and all(float(bound).is_integer() for bound in among)
    return text.number(value, 0 if whole else DIGITS[unit])


def ends_in_words(
    text: Text, measure: Measure, lower: float, upper: float
) -> tuple[str, str] | None:
    """Return both ends of a value's range in its measure's unit; None if it has no range."""
    if measure.scale is Scale.NAMED or pd.isna(lower) or pd.isna(upper):
        return None
    return (
        value_in_words(text, measure, float(lower)),
        value_in_words(text, measure, float(upper)),
    )


def value_in_words(text: Text, measure: Measure, value: float) -> str:
    """Return a value in its measure's unit. A change has its sign."""
    if measure.unit is Unit.NAME:
        return text(f"{measure.family}.{measure.classes[int(value)]}")
    formatted = written(text, measure.unit, value)
    signed = measure.scale is Scale.DIVERGING and measure.centre == 0 and value > 0
    return f"+{formatted}" if signed else formatted
