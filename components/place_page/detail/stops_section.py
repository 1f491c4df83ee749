"""Stops and searches in a place, counted apart from crimes."""

from functools import partial

import pandas as pd

from components import queries
from components.place_page.model import PlaceModel
from components.queries.recorded import PlaceStops
from components.text.catalogue import Text
from components.ui import downloads
from components.ui.sections import Control, Look, Opened, Section, Sentences, Table
from data.schema import LSOA, WARD
from geo.stats.suppression import LEAST_COUNT


def stops(model: PlaceModel) -> Section | None:
    """Return how many stops there were; None of a town or a beat, and without the source."""
    here, text = model.here, model.here.text
    if model.level not in (WARD, LSOA):
        return None
    found = queries.recorded.stops_of(here.key, model.level, model.place)
    if found is None:
        return None
    return Section(
        text("stops.title"),
        [
            Sentences([summary(text, found)]),
            Sentences([text("stops.not_crime")], Look.SMALL),
            Opened(
                text("stops.by_month"),
                [
                    table_of(text, found),
                    Sentences(caveats(text, found), Look.SMALL),
                    Control(partial(_download, model, found)),
                ],
            ),
        ],
    )


def summary(text: Text, found: PlaceStops) -> str:
    """Return how many stops there were here and in the whole area."""
    months = [str(month) for month in found.months.index]
    return text(
        "stops.here",
        n=_number(text, found.here),
        whole=text.number(found.whole),
        months=text.months(months[0], months[-1]),
    )


def caveats(text: Text, found: PlaceStops) -> list[str]:
    """Return what the numbers can't say, and which are left out."""
    lines = [text("stops.approximate")]
    if found.unlocated:
        lines.append(text.plural("stops.unlocated", found.unlocated))
    if found.suppressed:
        lines.append(text("stops.suppressed", n=LEAST_COUNT))
    return lines


def table_of(text: Text, found: PlaceStops) -> Table:
    """Return a row for each month, the latest first."""
    rows = [
        [text.month(str(month)), _number(text, here), text.number(whole)]
        for month, here, whole in zip(
            found.months.index, found.months["here"], found.months["whole"], strict=True
        )
    ]
    heads = [text("stops.month"), text("stops.number"), text("stops.whole")]
    return Table(heads=heads, rows=rows[::-1], numbers=(1, 2))


def _number(text: Text, value: float) -> str:
    return text("stops.fewer", n=LEAST_COUNT) if pd.isna(value) else text.number(value)


def _download(model: PlaceModel, found: PlaceStops) -> None:
    here = model.here
    months = found.months.index
    downloads.csv_button(
        here.text("stops.download"),
        partial(rows_of, model),
        here.manifest,
        key="csv-stops",
        name=("stop-and-search", model.level, str(months[0]), str(months[-1])),
        about={
            "level": model.level,
            "hidden": f"fewer than {LEAST_COUNT}" if found.suppressed else "",
        },
    )


def rows_of(model: PlaceModel) -> pd.DataFrame:
    """Return a row for each area of the level and month; empty where the number is hidden."""
    table = queries.recorded.shown_by_area_and_month(model.here.key, model.level)
    wide = table.rename_axis(index="area_code", columns="month").astype("Int64").reset_index()
    rows = wide.melt("area_code", var_name="month", value_name="stops")
    names = queries.places.places(model.here.key)[["name_en", "name_cy"]]
    return rows.join(names, on="area_code")
