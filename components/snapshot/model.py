"""The model of a picture, the page sizes and the file formats. Pure; nothing here can draw."""

from dataclasses import dataclass

import pandas as pd
import shapely

from components.maps.spec import MapSpec
from components.queries.shapes import PrintShapes
from components.snapshot.captions import Captions
from components.snapshot.charts.model import Chart, Legend
from components.text.catalogue import Text

MILLIMETRE = 72 / 25.4
# A pixel of the screen in points.
PIXEL = 0.75


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What a map for print is drawn from: the spec of the screen, and shapes."""

    spec: MapSpec
    text: Text
    shapes: PrintShapes
    # ground: the basemap; empty if the release has none.
    ground: pd.DataFrame
    chosen: shapely.Geometry | None = None
    # pinned: in the order of the specification's pins.
    pinned: tuple[shapely.Geometry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Picture(Drawing):
    """A map for print with the texts around it."""

    captions: Captions


@dataclass(frozen=True, kw_only=True)
class ChartPicture:
    """A chart for print with the texts around it; its title says what it shows."""

    chart: Chart
    title: str
    # subtitle: the name of the chart, the place and the period.
    subtitle: str
    alt: str
    legend: Legend
    caveats: tuple[str, ...]
    source: str
    captions: Captions
    text: Text


@dataclass(frozen=True, kw_only=True)
class Preset:
    """A page size in landscape; all lengths are points."""

    long: float
    short: float
    # Font size of the main text.
    body: float
    # Side of the link's QR code: at least 23 mm, for a telephone at arm's length.
    code: float
    # Factor by which symbols and lines are larger than on screen.
    thick: float = 1.0
    # Whether the page is in portrait for a tall area.
    may_turn: bool = True

    def dimensions(self, *, tall: bool) -> tuple[float, float]:
        """Return width and height."""
        return (self.short, self.long) if tall and self.may_turn else (self.long, self.short)


PRESETS = {
    "a4": Preset(long=297 * MILLIMETRE, short=210 * MILLIMETRE, body=9.5, code=24 * MILLIMETRE),
    "a3": Preset(
        long=420 * MILLIMETRE, short=297 * MILLIMETRE, body=12.5, code=30 * MILLIMETRE, thick=1.3
    ),
    "slide": Preset(long=960, short=540, body=11.5, code=66, may_turn=False),
}


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file format."""

    ending: str
    mime: str
    # Dots per inch; 0 for formats that are not pixels.
    dots: int = 0
    # Width of the picture in pixels, instead of `dots`.
    pixels_wide: int = 0


FORMATS = {
    "png": Format(ending="png", mime="image/png", pixels_wide=1600),
    "print": Format(ending="png", mime="image/png", dots=300),
    "svg": Format(ending="svg", mime="image/svg+xml"),
    "pdf": Format(ending="pdf", mime="application/pdf"),
}
