"""The model of an overlay: shapes on the British grid, and the legend row of each.

It doesn't depend on the painter: the browser and the picture are drawn from the same record.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely

from components.text.catalogue import Text
from data.access.viewer import Audience
from data.release.store import Store
from geo.period import Period

NOT_DRAWN = -1
# LARGE: the end of a variant in projector mode.
LARGE = "-large"


@dataclass(frozen=True, kw_only=True)
class Look:
    """How a shape is drawn. Lengths are in pixels of a screen at 96 per inch."""

    # The colour of the outline or of the letters; empty for no line.
    line: str = ""
    width: float = 0.0
    # The lengths of the dashes and gaps, in line widths; None for a solid line.
    dash: tuple[float, float] | None = None
    # The colour of a wider line under the outline, or of a halo around a symbol or letters.
    casing: str = ""
    fill: str = ""
    # The opacity of the fill.
    opacity: float = 1.0
    # The symbol of a point: a name in `components.overlays.symbols.SYMBOLS`.
    symbol: str = ""
    # The width of the symbol, or the height of the letters.
    size: float = 0.0
    # The width of the symbol on the ground in metres, if it isn't drawn at a fixed size.
    ground: float = 0.0
    # The distance of the symbol below its point, which leaves space for a name on the point.
    below: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the legend: its label, its look, and the number of things that it represents."""

    label: str
    look: Look
    things: int


@dataclass(frozen=True, kw_only=True)
class Overlay:
    """Shapes drawn over the areas in the given order, the last on top."""

    name: str
    # The title of its part of the legend.
    title: str
    rows: tuple[Row, ...]
    # Points, lines or polygons in metres (EPSG:27700).
    shapes: tuple[shapely.Geometry, ...]
    # The legend row of each shape; below zero if the shape isn't drawn.
    row_of: tuple[int, ...]
    # The text at each shape, if the overlay has texts.
    texts: tuple[str, ...] = ()
    # The zoom of the browser's map (tiles of 512 pixels) from which each text fits.
    from_zoom: tuple[float, ...] = ()
    # What a reader must know to interpret the overlay.
    caveats: tuple[str, ...] = ()
    # The language, with `LARGE` in projector mode, if the texts depend on it; part of an address.
    variant: str = ""
    # The place near which the shapes are; empty if they are those of the whole area.
    near: str = ""
    # Whether the shapes are made of public data alone: areas, the points of the police, ranks.
    # Everyone may fetch those. What is in a partner's table is sent only to the viewer's session.
    public: bool = False

    @cached_property
    def digits(self) -> str:
        """Return the row of each shape as a digit; that after the last row if it isn't drawn."""
        without = len(self.rows)
        return "".join(str(without if row == NOT_DRAWN else row) for row in self.row_of)


@dataclass(frozen=True, kw_only=True)
class OverlayRequest:
    """The release, the viewer and the choices that an overlay is drawn for."""

    store: Store
    text: Text
    # The audience that sees the overlay.
    audience: Audience
    category: str
    period: Period
    # The day for which the status of orders is shown.
    today: dt.date
    # Whether to draw for projector mode: thick lines, and letters of at least 18 points.
    large: bool
    # Returns every shape of a level, simplified, in metres.
    light_shapes: Callable[[str], np.ndarray]


@dataclass(frozen=True, kw_only=True)
class OverlayKind:
    """One entry of the registry. Its keys in the catalogues contain its name."""

    name: str
    draw: Callable[[OverlayRequest], Overlay]
    # The tables of the release without which the overlay isn't offered.
    needs: tuple[str, ...] = ()
    # The choices of the view that it depends on, besides the language and projector mode.
    asks: tuple[str, ...] = ()
