"""The numbers of every form of chart, with the words at its axes and in its legend. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from components.text.catalogue import Text

Marks = Sequence[tuple[str, str]]
# Ticks: positions on an axis, each with its words.
Ticks = tuple[tuple[float, str], ...]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What a row of the legend shows: a line, a filled rectangle or a symbol."""

    form: Literal["line", "fill", "symbol"]
    colour: str
    # Pixels, as on screen.
    width: float = 3.0
    # The dash of a line, the pattern of a fill, the name of a symbol.
    look: str = ""


# Legend: titles, each with its rows.
Legend = tuple[tuple[str, tuple[tuple[Sample, str], ...]], ...]


@dataclass(frozen=True, kw_only=True)
class Months:
    """Counts by month, and those of the months a year before (`geo.stats.trend`); NaN is a gap."""

    table: pd.DataFrame
    text: Text
    # Months at whose beginning a line is drawn, with its label: of an order, and of recording.
    marks: Marks = ()
    breaks: Marks = ()
    # The range in which the last month was expected.
    expected: tuple[float, float] | None = None

    @property
    def is_empty(self) -> bool:
        return self.table.empty


@dataclass(frozen=True, kw_only=True)
class Bars:
    """An upright bar for each name; pale where the value isn't clearly different from `even`."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    clear: tuple[bool, ...]
    even: float
    written: Callable[[float], str]

    @property
    def is_empty(self) -> bool:
        return not self.values


@dataclass(frozen=True, kw_only=True)
class Point:
    """A place of a scatter chart; its limits are those of the likely range."""

    name: str
    x: float
    y: float
    x_limits: tuple[float, float]
    y_limits: tuple[float, float]
    symbol: str
    colour: str
    # Whether its difference is clear, and whether it is the chosen place.
    clear: bool = True
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class Scatter:
    """Places on a logarithmic axis across and a plain one up, with lines at the benchmarks."""

    # In the order in which they are named: where there is no space for all, the first are.
    points: tuple[Point, ...]
    across: tuple[float, float]
    top: float
    benchmark: tuple[float, float]
    x_ticks: Ticks
    y_ticks: Ticks
    x_title: str
    y_title: str
    # The names of the quarters: upper left and right, lower left and right.
    corners: tuple[str, str, str, str]

    @property
    def is_empty(self) -> bool:
        return not self.points


@dataclass(frozen=True, kw_only=True)
class StackRow:
    """A heading, or a place with the parts of its bar."""

    name: str
    parts: tuple[float, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Stacks:
    """Bars in rows, from 0 to 1, each of several parts that have a colour and a pattern."""

    rows: tuple[StackRow, ...]
    # The name, the colour and the pattern of each part.
    parts: tuple[tuple[str, str, str], ...]
    ticks: Ticks
    # How many places have no space, in words.
    more: Callable[[int], str]

    @property
    def is_empty(self) -> bool:
        return not any(row.parts for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class Curve:
    """A line of steps, with a dashed line across it."""

    points: tuple[tuple[float, float], ...]
    x_ticks: Ticks
    y_ticks: Ticks
    x_title: str
    y_title: str
    mark: tuple[float, str]

    @property
    def is_empty(self) -> bool:
        return not self.points


@dataclass(frozen=True, kw_only=True)
class Values:
    """Values in time order, with likely ranges where there are any, over lines such as a target."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    limits: tuple[tuple[float, float] | None, ...]
    # Heights of further lines, each with its dash.
    lines: tuple[tuple[float, str], ...]
    written: Callable[[float], str]

    @property
    def is_empty(self) -> bool:
        return not self.values


@dataclass(frozen=True, kw_only=True)
class RangeRow:
    """A name with its value in words, and the value between its limits as shares of the scale."""

    name: str
    words: str
    # The lower limit, the value and the upper limit; None where there is no value.
    at: tuple[float, float, float] | None
    clear: bool = False
    # Of other areas as shares of the scale: the lowest, the ends of their middle half, the highest.
    spread: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, kw_only=True)
class Ranges:
    """Values in rows between their limits, beside the middle that they are compared with."""

    rows: tuple[RangeRow, ...]
    ticks: Ticks
    title: str

    @property
    def is_empty(self) -> bool:
        return not any(row.at for row in self.rows)


Chart = Months | Bars | Scatter | Stacks | Curve | Values | Ranges
