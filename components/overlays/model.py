"""What an overlay is: shapes on the British grid, and the row of the legend that each belongs to.

A record says nothing about who paints it: the browser and the picture draw from the same one.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import shapely

from components.text.catalogue import Text
from data.access.viewer import Audience
from data.release.store import Store
from geo.period import Period

NOT_DRAWN = -1


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a shape is drawn. Lengths are pixels of a screen at 96 to the inch."""

    line: str = ""
    """Colour of the outline, or of the letters; nothing is no line."""
    width: float = 0.0
    dash: tuple[float, float] | None = None
    """How long the line is drawn and left out in turn, in widths of it; None is an unbroken one."""
    casing: str = ""
    """Colour of a wider line under the outline, or of a halo around a symbol or letters."""
    fill: str = ""
    opacity: float = 1.0
    """Of the fill."""
    hatch: str = ""
    """Colour of hatching at 45 degrees instead of a fill."""
    hatch_gap: float = 0.0
    """From one line of it to the next, in pixels."""
    symbol: str = ""
    """Of a point: a name in `components.overlays.symbols.SYMBOLS`."""
    size: float = 0.0
    """Width of the symbol, or height of the letters."""
    ground: float = 0.0
    """Width of the symbol in metres on the ground, where it isn't drawn at a size of its own."""
    below: float = 0.0
    """How far beneath its point the symbol stands, so that a name has room on the point."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the legend: what it says, what it looks like, how many there are."""

    label: str
    look: Look
    things: int


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """Shapes drawn over the areas, in the order given; the last lies on top."""

    name: str
    title: str
    """Of its part of the legend."""
    rows: tuple[Row, ...]
    shapes: tuple[shapely.Geometry, ...]
    """Points, lines or polygons in metres (EPSG:27700)."""
    row_of: tuple[int, ...]
    """The row that each shape belongs to; below zero where it isn't drawn."""
    texts: tuple[str, ...] = ()
    """What is written at each shape, where something is."""
    from_zoom: tuple[float, ...] = ()
    """The zoom of the browser's map (tiles of 512 pixels) from which each text has room."""
    caveats: tuple[str, ...] = ()
    """What must be known to read it."""
    variant: str = ""
    """What shapes and texts depend on besides the release, as part of a file's name."""
    public: bool = True
    """Whether anybody may fetch the shapes. Others travel to the one who asked alone."""


@dataclass(frozen=True, kw_only=True)
class OverlayRequest:
    """What an overlay may ask: a release, who is looking, and what of."""

    store: Store
    text: Text
    audience: Audience
    """Whom the figures are shown to."""
    category: str
    period: Period
    today: dt.date
    """The day on which orders stand as they do."""
    large: bool
    """For the back row: thick lines and letters of 18 points and more."""


@dataclass(frozen=True, kw_only=True)
class OverlayKind:
    """One row of the registry. Its words in the catalogues carry its name."""

    name: str
    draw: Callable[[OverlayRequest], Overlay]
    needs: tuple[str, ...] = ()
    """Tables of the release without which it isn't offered."""
    asks: tuple[str, ...] = ()
    """Which choices of the view it depends on, besides the language and the projector."""
