"""What a picture is drawn from. Pure, and light to load: nothing here can draw."""

from dataclasses import dataclass

import pandas as pd
import shapely

from components.maps.spec import MapSpec
from components.queries.print_shapes import PrintShapes
from components.snapshot.captions import Sheet
from components.text.catalogue import Text


@dataclass(frozen=True, kw_only=True)
class Picture:
    """What a picture is drawn from: the screen's own specification, words, and shapes."""

    spec: MapSpec
    sheet: Sheet
    text: Text
    shapes: PrintShapes
    ground: pd.DataFrame
    """Without a row where the release has none."""
    chosen: shapely.Geometry | None
    pinned: tuple[shapely.Geometry, ...] = ()
    """In the order of the specification's pins."""


@dataclass(frozen=True, kw_only=True)
class TrendPicture:
    """The months of one place, and the same months a year before."""

    title: str
    subtitle: str
    table: pd.DataFrame
    """A row a month (`geo.trend`); a month that was not published has no number."""
    now: str
    before: str
    gap: str
    """What stands in a month that was not published."""
    caveats: tuple[str, ...]
    source: str
    sheet: Sheet
    text: Text
