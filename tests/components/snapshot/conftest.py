"""Fixtures: pictures of the sample county and of a small county made by hand."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import shapely

from components.maps.legend_classes import GREYED_CLASS, HIDDEN_CLASS, LegendClass
from components.maps.spec import FILLS, MapSpec, colour_of
from components.page_context import PageContext, context_of
from components.page_models import map_figures
from components.page_models.map_figures import MapFigures
from components.queries.shapes import PrintShapes
from components.snapshot.captions import Captions
from components.snapshot.collect import picture_of
from components.snapshot.model import Picture
from components.text.catalogue import Text
from components.view.view import View
from components.view.viewer import local_viewer
from data.settings import load_settings

ADDRESS = "https://milltir.example"
See = Callable[..., tuple[PageContext, MapFigures, Picture]]


@pytest.fixture
def see(sample_home: Path) -> Iterator[See]:
    """A function that returns the context, the figures and the picture of a view."""

    def seen(**view: Any) -> tuple[PageContext, MapFigures, Picture]:
        here = context_of(View(**view), local_viewer(load_settings()))
        shown = map_figures.query_map(here)
        return here, shown, picture_of(here, shown, address=ADDRESS)

    yield seen


CLASSES = (0, 1, 2, 1, 2, -1, HIDDEN_CLASS, GREYED_CLASS)
PALE = (False, False, False, True, True, False, False, False)
COLOURS = ("#E3EFCF", "#79BFB5", "#1F6A8C")


def little_picture(language: str = "en", *, style: str = FILLS, word: str = "") -> Picture:
    """Return a picture of eight areas of 1 km², with every class, status and kind of mark."""
    text = Text(language)
    spec = MapSpec(
        title=f"Ŵyneb y dŵr{word}, per 1,000 residents a year",
        subtitle=f"Bro Fach{word} by ward, October 2025 to September 2026",
        alt="A little map.",
        style=style,
        level="ward",
        classes=CLASSES,
        uncertain=PALE,
        colours=COLOURS,
        bounds=(1.0, 2.0, 3.0),
        legend_title=f"Per 1,000 residents a year{word}",
        legend=(),
        caveats=(f"Rates stand on usual residents{word}.", "The classes stay the same."),
        source="Source: invented for a test. CC0.",
        chosen="W3",
    )
    spec = spec_with_legend(spec, word)
    squares = np.array(
        [shapely.box(1000 * (i % 4), 1000 * (i // 4), 1000 * (i % 4 + 1), 1000 * (i // 4 + 1))
         for i in range(8)]
    )  # fmt: skip
    centres = shapely.get_coordinates(shapely.centroid(squares))
    shapes = PrintShapes(
        codes=tuple(f"W{i}" for i in range(8)),
        areas=squares,
        points=centres,
        whole=(0.0, 0.0, 4000.0, 2000.0),
    )
    return Picture(
        spec=spec,
        captions=Captions(
            answer=f"Of 8 wards 2 stand higher{word}; for 2 chance would explain the difference.",
            facts=(("Period", "October 2025"), ("How many", f"8 wards, 487 incidents{word}")),
            link=f"{ADDRESS}/map?measure=rate&category=burglary&period=2025-10_2026-09",
            made="Release 2026-09-0000000000.",
            author="Milltir",
            fictional=True,
        ),
        text=text,
        shapes=shapes,
        ground=little_ground(),
        chosen=squares[3],
    )


def spec_with_legend(spec: MapSpec, word: str) -> MapSpec:
    from dataclasses import replace

    radii = (5, 13, 24) if spec.style != FILLS else (0, 0, 0)
    rows = tuple(
        LegendClass(
            label=f"class {n}{word}",
            colour=colour_of(spec, n, uncertain=False),
            areas=spec.classes.count(n),
            radius=radii[n] if n >= 0 else 0,
            kind={-1: "missing", HIDDEN_CLASS: "hidden", GREYED_CLASS: "greyed"}.get(n, ""),
        )
        for n in (0, 1, 2, HIDDEN_CLASS, -1, GREYED_CLASS)
    )
    return replace(spec, legend=rows)


def little_ground() -> pd.DataFrame:
    land = shapely.box(-3000, -900, 7000, 5000)
    road = shapely.LineString([(-3000, 400), (2000, 1500), (7000, 900)])
    rows = [
        ("land", 1, "", land),
        ("town", 1, "", shapely.Point(5000, 1500).buffer(600)),
        ("road", 1, "", road),
        ("label", 1, "Llanŵyr", shapely.Point(1500, 1500)),
        ("label", 2, "Tŷ Gwyn", shapely.Point(1550, 1520)),
        ("label", 2, "Traeth", shapely.Point(3500, 300)),
    ]
    table = pd.DataFrame(rows, columns=["kind", "rank", "name_en", "shape"])
    return table.assign(name_cy=table["name_en"])
