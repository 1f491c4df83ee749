"""The section model: the content of a page and its PDF as sentences, lists, tables and pictures.

A page's package makes the sections. `components/ui/section_writer.py` draws them on the page and
the package of PDFs sets them in a document.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Look(StrEnum):
    """How sentences are written."""

    SUBTITLE = "subtitle"
    LEAD = "lead"
    PARAGRAPH = "paragraph"
    WARNING = "warning"
    FINDINGS = "findings"
    CAVEATS = "caveats"
    SMALL = "small"


@dataclass(frozen=True)
class Sentences:
    """Sentences with one look. Findings and caveats are lists, the others are paragraphs."""

    lines: Sequence[str]
    look: Look = Look.PARAGRAPH


@dataclass(frozen=True)
class Folded:
    """Sentences below a title that is pressed to see them. In print they are small.

    `more` is the link to how this is worked out, as HTML; print has none.
    """

    title: str
    lines: Sequence[str]
    more: str


@dataclass(frozen=True)
class Opened:
    """Parts below a title that opens them on the page. In print they are a section."""

    title: str
    parts: Sequence["Part"]


@dataclass(frozen=True, kw_only=True)
class Item:
    """A group, an order or a response: its name, what it is, and what is known of it."""

    name: str
    what: str
    known: str


@dataclass(frozen=True, kw_only=True)
class Items:
    """A list of items. A PDF lists the first `most` of them, then says `more`.

    The page shows the first `opened`, and the others below `others` when it is selected. `beyond`
    says where there are more than the items.
    """

    items: Sequence[Item]
    most: int
    more: str = ""
    opened: int = 2
    others: str = ""
    beyond: str = ""


@dataclass(frozen=True, kw_only=True)
class Interval:
    """A value between its limits, as positions from 0 to 1 on a scale.

    `clear` tells whether the value differs clearly from the middle of the scale.
    """

    lower: float
    value: float
    upper: float
    clear: bool


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The last column of a table, which draws an interval in each row; None where there is none."""

    head: str
    # Positions of the marks and their labels; the mark at 0.5 is the benchmark.
    marks: Sequence[tuple[float, str]]
    intervals: Sequence[Interval | None]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of texts. `numbers` are the positions of the columns aligned to the right."""

    heads: list[str]
    rows: list[list[str]]
    numbers: Sequence[int] = ()
    scale: Scale | None = None


@dataclass(frozen=True, kw_only=True)
class PrintedPicture:
    """A picture in print: an SVG, or the numbers of a chart that the typesetter draws."""

    svg: str = ""
    # Name of the chart ("line" or "bars") and what it is drawn from.
    chart: str = ""
    numbers: Mapping[str, Any] = field(default_factory=dict)
    # Width of the SVG in percent of its column.
    width: int = 100
    # Symbols as SVG, with their labels.
    legend: Sequence[tuple[str, str]] = ()


class ChartKind(StrEnum):
    """How the numbers of a chart are drawn."""

    LINE = "line"
    # Upright bars, and bars in rows that have space for long labels.
    BARS = "bars"
    ROWS = "rows"


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The numbers of a chart, for a program that draws charts itself and lets people edit them."""

    kind: ChartKind
    # What the labels are, such as "Month"; then a label for each value of a series.
    axis: str
    labels: Sequence[str]
    # Names with their values; NaN is a gap, never a zero.
    series: Sequence[tuple[str, Sequence[float]]]
    # How a spreadsheet writes the numbers.
    written: str = "#,##0"
    # Whether the last series is a line across the bars, such as an even share.
    across: bool = False


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture: its alternative text, and the functions that draw it on the page and in print.

    `show` is called with the alternative text. `chart` has the numbers where it is a chart.
    """

    alt: str
    show: Callable[[str], None]
    print: Callable[[], PrintedPicture]
    chart: Chart | None = None


@dataclass(frozen=True)
class Control:
    """Buttons, links and hints of the page. A PDF has none."""

    show: Callable[[], None]


@dataclass(frozen=True)
class Section:
    """A heading (empty if there is none) and what is below it, in reading order."""

    heading: str
    parts: Sequence["Part"]


Part = Sentences | Folded | Opened | Items | Table | Picture | Control | Section
