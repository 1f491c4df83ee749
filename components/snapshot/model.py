"""What a picture is drawn from. Pure, and light to load: nothing here can draw."""

from dataclasses import dataclass

import pandas as pd
import shapely

from components.maps.spec import MapSpec
from components.queries.print_shapes import PrintShapes
from components.snapshot.captions import Sheet
from components.text.catalogue import Text


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What a map for print is drawn from: the screen's own specification, and shapes."""

    spec: MapSpec
    text: Text
    shapes: PrintShapes
    # ground: without a row where the release has none.
    ground: pd.DataFrame
    chosen: shapely.Geometry | None = None
    # pinned: in the order of the specification's pins.
    pinned: tuple[shapely.Geometry, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Picture(Drawing):
    """A map for print with the words of its page."""

    sheet: Sheet


@dataclass(frozen=True, kw_only=True)
class TrendPicture:
    """The months of one place, and the same months a year before."""

    title: str
    subtitle: str
    # table: a row a month (`geo.trend`); a month that was not published has no number.
    table: pd.DataFrame
    now: str
    before: str
    caveats: tuple[str, ...]
    source: str
    sheet: Sheet
    text: Text
